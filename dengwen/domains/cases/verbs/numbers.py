"""Case numbers: by organ and year, without gaps, given in the transaction that registers."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.verbs.door import open_book
from dengwen.foundation.organs.models import Organ

_TAKE = """
INSERT INTO cases_numberseries (organ_id, year, last) VALUES (%s, %s, %s)
ON CONFLICT (organ_id, year) DO UPDATE SET last = cases_numberseries.last + EXCLUDED.last
RETURNING last, (SELECT code FROM organs_organ WHERE id = organ_id)
"""


def take_numbers(matters: Sequence[Matter], year: int) -> None:
    """Number ``matters`` in their order; the series of each organ is locked until the transaction ends."""
    groups: dict[int, list[Matter]] = defaultdict(list)
    for matter in matters:
        groups[matter.registered_by_id].append(matter)
    book = open_book()
    if book is not None:
        for matter in matters:
            series = matter.registered_by_id
            organ = book.remember(("organ", series), lambda pk=series: Organ.objects.get(pk=pk))  # type: ignore[misc]
            number = book.next_number("cases_numberseries", series, year)
            matter.number = f"{_prefix(series, organ.code)}-{year}-{number:06d}"
        return
    with connection.cursor() as cursor:
        # Always in the same order, so that two imports never wait for each other in a circle.
        for organ_id in sorted(groups):
            members = groups[organ_id]
            cursor.execute(_TAKE, [organ_id, year, len(members)])
            last, code = cursor.fetchone()
            for offset, matter in enumerate(members):
                matter.number = f"{_prefix(organ_id, code)}-{year}-{last - len(members) + 1 + offset:06d}"


def _prefix(organ: int, code: str | None) -> str:
    """Return what numbers of the organ begin with: its police code without idle zeros, else its own id."""
    if code and len(code) == 12:
        return code[:6] + code[6:].rstrip("0")
    return f"X{organ}"
