"""Write down that somebody was shown a case."""

from datetime import datetime

from django.db import connection

LONGEST_PAGE = 200
# Every page of a case waits for this: one fixed statement that waits for no disk. A crash of the server may lose the
# readings of its last half second; no deed shares the transaction, for pages that are read change nothing.
_NOTE = """INSERT INTO identity_casereading ("case", post, page, at)
SELECT %s, %s, %s, %s FROM set_config('synchronous_commit', 'off', true)"""


def note_reading(*, case: int | None, post: int, page: str, at: datetime) -> None:
    """Write down that ``post`` was shown ``page`` of the case, or took a list away (``case`` None).

    Only for transactions that change nothing else. PostgreSQL refuses a reading in another post's name.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [case, post, page[:LONGEST_PAGE], at])
