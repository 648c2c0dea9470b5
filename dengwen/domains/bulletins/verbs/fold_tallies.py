"""Keep the tally: fold in what changed, or make it anew from the matters."""

from datetime import date

from django.db import DEFAULT_DB_ALIAS, connections


def fold_tallies(*, today: date, using: str = DEFAULT_DB_ALIAS) -> int:
    """Add the waiting pictures to the tally; return how many rows of it changed.

    The numbers are right at any time, folded or not; folding keeps reading them cheap. A job calls this every
    minute and an import after each batch. It may run twice at once: the second waits, and finds less to do.
    """
    return _call("SELECT bulletins_fold(%s)", today, using)


def rebuild_tallies(*, today: date, using: str = "owner") -> int:
    """Make the tally anew from the matters; return its number of rows. It stays readable meanwhile."""
    return _call("SELECT bulletins_rebuild(%s)", today, using)


def _call(statement: str, today: date, using: str) -> int:
    with connections[using].cursor() as cursor:
        cursor.execute(statement, [today.replace(day=1)])
        (touched,) = cursor.fetchone()
    return int(touched)
