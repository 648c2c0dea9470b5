"""Letter numbers: by organ and year, without gaps, given in the transaction that issues (facts, 3.8)."""

from django.db import connection

from dengwen.domains.cases.verbs.door import open_book

_TAKE = """
INSERT INTO letters_letterseries (organ_id, year, last) VALUES (%s, %s, 1)
ON CONFLICT (organ_id, year) DO UPDATE SET last = letters_letterseries.last + 1 RETURNING last
"""


def take_serial(organ: int, year: int) -> int:
    """Return the next number of ``organ`` in ``year``; the series is locked until the transaction ends."""
    book = open_book()
    if book is not None:
        return book.next_number("letters_letterseries", organ, year)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [organ, year])
        return int(cursor.fetchone()[0])
