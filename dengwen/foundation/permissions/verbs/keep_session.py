"""Keep what a session holds."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import connection


def keep_data(*, key: str, data: str, ends: datetime) -> bool:
    """Write the data of a session that is there; returns whether it is there still."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s",
            [data, ends, key],
        )
        return bool(cursor.rowcount)


def keep_now(session: SessionBase) -> None:
    """Keep what the session holds within the transaction that is open; the answer then writes nothing more.

    Raises ``SessionInterrupted`` when the session ended meanwhile: whatever the transaction did is undone with it.
    """
    try:
        session.save()
    except UpdateError:
        raise SessionInterrupted("The session ended before the page was done.") from None
    session.modified = False
