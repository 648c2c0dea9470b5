"""The rows of the case list: any filter, any of three orders, keyset paging.

As in the queues each organ below gives its first rows in the order of the list (an index on organ and due or
received), and only the organs whose first row comes first are asked for a page. Matters in which an organ of ours
has a part and which lie elsewhere are few; they are looked up by that part and merged in where the filter asks
for words or for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Collate

from dengwen.domains.cases.access import visible_to
from dengwen.domains.cases.models import Involvement, Matter
from dengwen.domains.cases.reads.filters import CaseFilter, condition, organs_of, words_condition
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

PAGE_ROWS = 50
COUNT_TO = 1000
_UNNUMBERED = Value("")
# Order -> (expression, the same in SQL, falling). What has no number yet comes first in the order of numbers.
_ORDERS: dict[str, tuple[Any, str, bool]] = {
    "due": (F("due"), "cases_matter.due", False),
    "received": (F("received_on"), "cases_matter.received_on", True),
    "number": (
        Collate(Coalesce("number", _UNNUMBERED), "C"), '''coalesce(cases_matter.number, '') COLLATE "C"''', False
    ),
}  # fmt: skip

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the list, with every column that can be chosen."""

    id: int
    number: str | None
    title: str
    place: str
    state: str
    is_open: bool
    urgent: bool
    returned: int
    category: str
    channel: str
    source: str
    received_on: date
    registered_at: datetime
    due: date | None
    handling_due: date | None
    closed_on: date | None
    organ_name: str
    organ_name_en: str
    handler_name: str | None
    handler_name_en: str | None
    leader_name: str | None
    leader_name_en: str | None
    unit_name: str | None
    unit_name_en: str | None

    @property
    def holder(self) -> str:
        """Return who answers for it: the handler, else the leader, else the unit, else nobody."""
        return self.handler_name or self.leader_name or self.unit_name or ""

    @property
    def holder_en(self) -> str:
        """Return the same in Latin letters, where they are known."""
        if self.handler_name:
            return self.handler_name_en or ""
        return (self.leader_name_en if self.leader_name else self.unit_name_en) or ""


_COLUMNS = (
    "id", "number", "title", "place", "state", "is_open", "urgent", "returned", "category", "channel", "source",
    "received_on", "registered_at", "due", "handling_due", "closed_on", "organ__name", "organ__name_en",
    "handler__account__name", "handler__account__name_en", "leader__account__name", "leader__account__name_en",
    "unit__name", "unit__name_en",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseList:
    """What a list is made from: the post, its filter, the day, and what a number of the figures adds."""

    actor: Actor
    wanted: CaseFilter
    today: date
    extra: Q | None = None

    @property
    def matching(self) -> QuerySet[Matter]:
        """Return the condition as a query, still without saying whose."""
        found = _readable(self.actor).filter(condition(self.wanted, self.today))
        if self.wanted.q:
            found = found.filter(words_condition(self.wanted.q))
        return found.filter(self.extra) if self.extra is not None else found

    @property
    def with_elsewhere(self) -> bool:
        """Say whether matters that lie elsewhere now belong into the list."""
        return self.wanted.where == "elsewhere" or bool(self.wanted.q and self.wanted.organ is None)

    @property
    def with_held(self) -> bool:
        """Say whether matters held at or below our bureau belong into the list."""
        return self.wanted.where != "elsewhere"


def _readable(actor: Actor) -> QuerySet[Matter]:
    """Return all matters for a post that reads cases, for a query that names the organs itself; else none."""
    return Matter.objects.all() if actor.has(Right.READ_CASE) else visible_to(actor)


def case_page(cases: CaseList, after: Key | None = None) -> tuple[list[CaseRow], Key | None]:
    """Return a page of rows, and what the next page begins behind (None on the last page)."""
    falling = _ORDERS[cases.wanted.sort][2]
    found: list[tuple[Any, int]] = []
    if cases.with_held:
        found += _held_keys(cases, after, PAGE_ROWS + 1)
    if cases.with_elsewhere:
        found += list(_ordered(cases, _elsewhere(cases), after).values_list("key", "id")[: PAGE_ROWS + 1])
    found = sorted(found, reverse=falling)[: PAGE_ROWS + 1]
    shown = found[:PAGE_ROWS]
    rows = {row.id: row for row in _rows(Matter.objects.filter(pk__in=[pk for _, pk in shown]))}
    more = (str(shown[-1][0]), shown[-1][1]) if len(found) > PAGE_ROWS else None
    return [rows[pk] for _, pk in shown if pk in rows], more


def case_count(cases: CaseList) -> int:
    """Return how many matters the list has: to a little over 1000 and no further, but whole behind a figure."""
    most = None if cases.extra is not None else COUNT_TO + 1
    count = 0
    if cases.with_held:
        inner, values = _sql(cases.matching.filter(_of_organ()).values("id")[:most])
        limit = f"LIMIT {most}" if most else ""
        statement = (
            "SELECT count(*) FROM (SELECT 1 FROM unnest(%s::bigint[]) o(organ_id) "  # noqa: S608 - own words
            f"CROSS JOIN LATERAL ({inner}) q {limit}) c"
        )
        count = int(_fetch(statement, [_organs(cases), *values])[0][0])
    if cases.with_elsewhere:
        count += len(_elsewhere(cases).values_list("id")[:most])
    return count


def all_rows(cases: CaseList) -> Iterator[CaseRow]:
    """Return every row of the list in its order, read by and by: an export is whole."""
    whose = Q(pk__in=[])
    if cases.with_held:
        whose |= Q(organ__in=_organs(cases))
    if cases.with_elsewhere:
        whose |= Q(pk__in=_elsewhere(cases).values("pk"))
    yield from _rows(_ordered(cases, cases.matching.filter(whose), None), by_and_by=True)


def picked_rows(actor: Actor, ids: list[int]) -> list[CaseRow]:
    """Return the rows of these matters as far as the post sees them, in the order given."""
    rows = {row.id: row for row in _rows(visible_to(actor).filter(pk__in=ids))}
    return [rows[pk] for pk in ids if pk in rows]


def matter_by_number(actor: Actor, words: str) -> int | None:
    """Return the matter whose whole number was typed, if the post sees it: then no list is needed."""
    number = "".join(words.split()).upper()
    return (
        visible_to(actor).filter(number=number).values_list("pk", flat=True).first()
        if "-" in number
        else None
    )


def _organs(cases: CaseList) -> list[int]:
    return organs_of(cases.actor.bureau, cases.wanted.organ)


def _elsewhere(cases: CaseList) -> QuerySet[Matter]:
    mine = organs_of(cases.actor.bureau, None)
    part = Involvement.objects.filter(organ__in=mine)
    return cases.matching.filter(pk__in=part.values("matter")).exclude(organ__in=mine)


def _ordered(cases: CaseList, found: QuerySet[Matter], after: Key | None) -> QuerySet[Any]:
    expression, sql, falling = _ORDERS[cases.wanted.sort]
    if after is not None:
        behind = f"({sql}, cases_matter.id) {'<' if falling else '>'} (%s, %s)"
        found = found.filter(RawSQL(behind, after, output_field=BooleanField()))  # noqa: S611 - one of three texts
    sign = "-" if falling else ""
    return found.annotate(key=expression).order_by(f"{sign}key", f"{sign}id")


def _of_organ() -> Q:
    return Q(organ_id=RawSQL("o.organ_id", ()))


def _held_keys(cases: CaseList, after: Key | None, limit: int) -> list[tuple[Any, int]]:
    """Return (value of the order, id) of the first rows held at or below the organ of the list."""
    found = _ordered(cases, cases.matching.filter(_of_organ()), after).values("key", "id")
    head, head_values = _sql(found[:1])
    page, page_values = _sql(found[:limit])
    way = "DESC" if _ORDERS[cases.wanted.sort][2] else "ASC"
    end = f"ORDER BY q.key {way}, q.id {way} LIMIT {limit}"
    statement = (
        f"SELECT q.key, q.id FROM (SELECT o.organ_id FROM unnest(%s::bigint[]) o(organ_id) "  # noqa: S608 - own words
        f"CROSS JOIN LATERAL ({head}) q {end}) o CROSS JOIN LATERAL ({page}) q {end}"
    )
    rows = _fetch(statement, [_organs(cases), *head_values, *page_values])
    return [(value, pk) for value, pk in rows]


def _sql(found: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    return found.query.sql_with_params()


def _fetch(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _rows(found: QuerySet[Matter], *, by_and_by: bool = False) -> Iterator[CaseRow]:
    values = found.values_list(*_COLUMNS)
    for columns in values.iterator(chunk_size=2000) if by_and_by else values:
        yield CaseRow(*columns)
