"""Why each day of a case is what it is: the count, pauses, the extension, and every later move."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import visible_to
from dengwen.domains.deadlines.models import Clock, ClockExtension, ClockPause
from dengwen.domains.deadlines.reads.calendars import calendar_at
from dengwen.domains.deadlines.rules.compute_due import Due, Pause, compute_due
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import pack
from dengwen.foundation.rulebook.model import Limit


@dataclass(frozen=True, slots=True)
class Extended:
    """The extension of a limit as it was granted (see ``ClockExtension``)."""

    days: int
    reason: str
    granted_on: date
    told_on: date
    told_by: str
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class Moved:
    """A move by a holiday notice: when it was counted again, the legal end before and after."""

    at: datetime
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class WhyDay:
    """One limit of a case in full. ``legal`` is the day on record, ``due`` the count behind it as of today."""

    limit: Limit
    pack: str
    due: Due
    target: date
    legal: date
    original: date
    met_on: date | None
    stopped: bool
    provisional: bool
    pauses: tuple[Pause, ...]
    extended: Extended | None
    moved: tuple[Moved, ...]


def due_of_row(row: Mapping[str, Any], *, pauses: Sequence[Pause] = (), as_of: date) -> Due:
    """Return the count behind a clock (its columns as a mapping), under the calendar that it was counted with."""
    law = pack(row["pack"])
    limit = law.limit(row["rule"])
    return compute_due(
        limit, row["starts_on"], extension_days=row["extension_days"], pauses=pauses, as_of=as_of,
        calendar=calendar_at(law.calendar, row["calendar"]),
    )  # fmt: skip


def pauses_of_clocks(rows: Sequence[Mapping[str, Any]]) -> dict[int, list[Pause]]:
    """Return the pauses of clocks by clock; only those whose limit knows pauses are asked for."""
    pausing = [row["id"] for row in rows if pack(row["pack"]).limit(row["rule"]).pauses]
    found: dict[int, list[Pause]] = defaultdict(list)
    for pause in ClockPause.objects.filter(clock__in=pausing).order_by("since", "pk") if pausing else ():
        found[pause.clock_id].append(Pause(pause.code, pause.since, pause.until))
    return found


def why_days(*, actor: Actor, case: int, today: date) -> list[WhyDay]:
    """Return every limit of a case that ``actor`` sees, oldest first; raises ``case.not_found``."""
    if not visible_to(actor).filter(pk=case).exists():
        raise Refusal("case.not_found", case=case)
    rows = list(Clock.objects.filter(matter=case).order_by("pk").values())
    pauses = pauses_of_clocks(rows)
    extensions = {row.clock_id: row for row in ClockExtension.objects.filter(matter=case)}
    moved = _moves(case)
    return [
        _why(row, pauses[row["id"]], extensions.get(row["id"]), moved[row["rule"], row["starts_on"]], today)
        for row in rows
    ]


def _why(
    row: Mapping[str, Any], pauses: list[Pause], extension: ClockExtension | None, moved: list[Moved],
    today: date,
) -> WhyDay:  # fmt: skip
    due = due_of_row(row, pauses=pauses, as_of=today)
    return WhyDay(
        due.limit, row["pack"], due, row["target"], row["legal"], row["original"], row["met_on"], row["stopped"],
        row["provisional"], tuple(pauses), _extended(extension) if extension else None, tuple(moved),
    )  # fmt: skip


def _extended(row: ClockExtension) -> Extended:
    return Extended(row.days, row.reason, row.granted_on, row.told_on, row.told_by, row.before, row.after)


def _moves(case: int) -> dict[tuple[str, date], list[Moved]]:
    """Return the moves by holiday notices, by rule and start, from the case's own ledger."""
    found: dict[tuple[str, date], list[Moved]] = defaultdict(list)
    entries = Entry.objects.filter(kind="case", subject=case, event="due_recomputed").order_by("seq")
    for at, payload in entries.values_list("at", "payload"):
        for move in json.loads(payload)["facts"]["changes"]:
            days = date.fromisoformat(move["before"]), date.fromisoformat(move["after"])
            found[move["rule"], date.fromisoformat(move["starts_on"])].append(Moved(at, *days))
    return found
