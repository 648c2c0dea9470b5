"""Numbers of review decisions: by organ and year, without gaps, given in the transaction that decides."""

from django.db import connection

from dengwen.domains.cases.verbs.door import open_book
from dengwen.foundation.organs.models import Organ

_TAKE = """
INSERT INTO appeals_decisionseries (organ_id, year, last) VALUES (%s, %s, 1)
ON CONFLICT (organ_id, year) DO UPDATE SET last = appeals_decisionseries.last + 1 RETURNING last
"""


def take_decision_number(organ: int, year: int) -> str:
    """Return the next number of ``organ`` in ``year``; the series is locked until the transaction ends."""
    book = open_book()
    if book is not None:
        row = book.remember(("organ", organ), lambda: Organ.objects.get(pk=organ))
        return _words(row.code, organ, year, book.next_number("appeals_decisionseries", organ, year))
    code = Organ.objects.values_list("code", flat=True).get(pk=organ)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [organ, year])
        return _words(code, organ, year, cursor.fetchone()[0])


def _words(code: str | None, organ: int, year: int, number: int) -> str:
    return f"{code or f'X{organ}'}-RV-{year}-{number:05d}"
