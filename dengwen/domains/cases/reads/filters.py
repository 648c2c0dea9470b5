"""A filter of the case list, as it stands in the URL. Plain values; what cannot be read is left out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from dengwen.domains.cases.reads.queues import SOON_DAYS
from dengwen.domains.cases.states import State
from dengwen.foundation.organs.models import OrganReach

SORTS = ("due", "received", "number")
LONGEST = 100


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What the list shows. ``where`` is "elsewhere" for matters in which we have a part and others hold.

    ``figure`` with ``month``, ``held``, ``dim`` and ``value`` comes from the page of figures, which alone knows
    what they mean: the view turns them into a condition.
    """

    q: str = ""
    organ: int | None = None
    state: tuple[str, ...] = ()
    category: str = ""
    channel: str = ""
    source: str = ""
    received_from: date | None = None
    received_to: date | None = None
    due_from: date | None = None
    due_to: date | None = None
    late: bool = False
    soon: bool = False
    nobody: bool = False
    returned: bool = False
    open: str = "open"
    where: str = ""
    handler: int | None = None
    leader: int | None = None
    sort: str = "due"
    figure: str = ""
    month: str = ""
    held: str = ""
    dim: str = ""
    value: str = ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the filter as pairs for a query string; what is as usual is left out."""
        found: list[tuple[str, str]] = []
        for each in fields(self):
            value = getattr(self, each.name)
            if value == each.default and each.name != "open":
                continue
            if isinstance(value, tuple):
                found += [(each.name, str(part)) for part in value]
            elif isinstance(value, bool):
                found.append((each.name, "1"))
            else:
                found.append((each.name, value.isoformat() if isinstance(value, date) else str(value)))
        return found

    def without(self, name: str) -> "CaseFilter":
        """Return the filter without one of its conditions."""
        default = next(each.default for each in fields(self) if each.name == name)
        changed: Any = {name: "all" if name == "open" else default}
        rest = replace(self, **changed)
        return replace(rest, sort=_sort(rest.sort, rest.open))


def read_day(text: str) -> date | None:
    """Read 2026-3-5, 5.3.2026 or 2026年3月5日; None for anything else."""
    parts = re.fullmatch(r"(\d{1,4})\D(\d{1,2})\D(\d{1,4})\D?", text, re.ASCII)
    if parts is None:
        return None
    first, month, last = (int(part) for part in parts.groups())
    year, day = (first, last) if len(parts[1]) == 4 else (last, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(slots=True)
class _Reader:
    params: Mapping[str, Sequence[str]]
    read: dict[str, Any] = field(default_factory=dict)

    def text(self, name: str) -> str:
        values = self.params.get(name) or [""]
        return values[-1].replace("\x00", "").strip()[:LONGEST]

    def number(self, name: str) -> int | None:
        text = self.text(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def read_filter(params: Mapping[str, Sequence[str]]) -> CaseFilter:
    """Read a filter from the values of a query string (``request.GET.lists()`` as a dict)."""
    reader = _Reader(params)
    states = tuple(state.value for state in State if state.value in (params.get("state") or ()))
    figure, opened = reader.text("figure"), reader.text("open")
    usual = "all" if figure or states or reader.text("q") or reader.text("where") == "elsewhere" else "open"
    opened = opened if opened in ("open", "closed", "all") else usual
    sort = reader.text("sort")
    return CaseFilter(
        q=reader.text("q"), organ=reader.number("organ"), state=states, category=reader.text("category"),
        channel=reader.text("channel"), source=reader.text("source"),
        received_from=read_day(reader.text("received_from")), received_to=read_day(reader.text("received_to")),
        due_from=read_day(reader.text("due_from")), due_to=read_day(reader.text("due_to")),
        late=bool(reader.text("late")), soon=bool(reader.text("soon")), nobody=bool(reader.text("nobody")),
        returned=bool(reader.text("returned")), open=opened,
        where="elsewhere" if reader.text("where") == "elsewhere" else "",
        handler=reader.number("handler"), leader=reader.number("leader"),
        sort=_sort(sort, opened),
        figure=figure, month=reader.text("month"), held=reader.text("held"), dim=reader.text("dim"),
        value=reader.text("value"),
    )  # fmt: skip


def _sort(wanted: str, opened: str) -> str:
    """Return the order of the list; a due day is certain for open matters only."""
    if wanted in SORTS and (wanted != "due" or opened == "open"):
        return wanted
    return "due" if opened == "open" else "received"


def condition(wanted: CaseFilter, today: date) -> Q:
    """Return the condition of the filter, apart from organ, words and figure, which the lists treat."""
    plain = {
        "state__in": wanted.state, "channel": wanted.channel, "source": wanted.source,
        "handler": wanted.handler, "leader": wanted.leader,
        "received_on__gte": wanted.received_from, "received_on__lte": wanted.received_to,
        "due__gte": wanted.due_from, "due__lte": wanted.due_to,
    }  # fmt: skip
    found = Q(**{name: value for name, value in plain.items() if value})
    if wanted.open != "all":
        found &= Q(is_open=wanted.open == "open")
    if wanted.category:
        found &= Q(category=wanted.category) | Q(category__startswith=f"{wanted.category}.")
    if wanted.late:
        found &= Q(is_open=True, due__lt=today)
    if wanted.soon:
        found &= Q(is_open=True, due__gte=today, due__lte=today + timedelta(days=SOON_DAYS))
    if wanted.nobody:
        found &= Q(handler=None, leader=None, unit=None)
    return found & Q(returned__gt=0) if wanted.returned else found


def words_condition(words: str) -> Q:
    """Return the condition for a number (its beginning or end) or for words, each of them in title or place."""
    found = Q()
    for word in words.split()[:6]:
        found &= Q(title__icontains=word) | Q(place__icontains=word)
    return Q(number__startswith=words.upper()) | Q(external_key=words) | found


def organs_of(bureau: int, organ: int | None) -> list[int]:
    """Return the organs that the list looks at: at and below the one asked for, never beyond our own."""
    mine = OrganReach.objects.filter(top=bureau)
    if organ is not None and organ != bureau:
        mine = mine.filter(organ__in=OrganReach.objects.filter(top=organ).values("organ"))
    return list(mine.values_list("organ_id", flat=True))
