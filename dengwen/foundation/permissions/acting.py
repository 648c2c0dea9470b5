"""Telling PostgreSQL who acts, so that row-level security can show that post's rows and no others."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def acting(post: int | None) -> Iterator[None]:
    """Open a transaction in which the database shows what ``post`` may see; with None it shows no case.

    The setting is local to the transaction: a connection that is used again starts with nobody.
    """
    with transaction.atomic():
        set_post(post)
        yield


def set_post(
    post: int | None, *, anew: bool = True, case: int | None = None, party: int | None = None
) -> None:
    """Name the acting post, and what it reaches, for the rest of the running transaction.

    Without ``anew`` a transaction that acts as that post already keeps what it found: for verbs that a page calls.
    ``case`` and ``party`` are a petitioner's: then the database shows this case, her own identity, and nothing else.
    """
    with connection.cursor() as cursor:
        if post is None:
            cursor.execute(
                "SELECT set_config('dengwen.post', '', true), set_config('dengwen.case', '', true)"
            )
            return
        cursor.execute(
            "SELECT set_config('dengwen.post', %s::bigint::text, true),"
            " set_config('dengwen.reach', CASE WHEN NOT %s AND starts_with(current_setting('dengwen.reach', true), %s)"
            " THEN current_setting('dengwen.reach', true) ELSE dengwen_reach(%s) END, true),"
            " set_config('dengwen.above', '', true),"
            " set_config('dengwen.case', %s, true), set_config('dengwen.party', %s, true)",
            [post, anew, f"{post}:", post, str(case or ""), str(party or "")],
        )
