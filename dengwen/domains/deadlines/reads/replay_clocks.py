"""The clocks of a case once more, from its ledger alone, by the same plain rules; and where the rows differ."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings

from dengwen.base.clock import local_day
from dengwen.domains.cases.states import is_open
from dengwen.domains.deadlines.models import Clock, ClockPause
from dengwen.domains.deadlines.reads.calendars import calendar_at
from dengwen.domains.deadlines.rules.compute_due import Due, Pause, compute_due
from dengwen.domains.deadlines.rules.run_clocks import Moment, run_clocks
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.rulebook.loading import pack
from dengwen.foundation.rulebook.model import Limit, Pack

_COLUMNS = (
    "rule", "pack", "bearer", "starts_on", "target", "legal", "original", "met_on", "stopped", "provisional",
    "extension_days", "paused_on",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class PlainClock:
    """A clock as a value (see ``Ticking``)."""

    rule: str
    pack: str
    bearer: str
    starts_on: date
    target: date
    legal: date
    original: date
    provisional: bool
    met_on: date | None = None
    stopped: bool = False
    extension_days: int = 0
    paused_on: date | None = None
    calendar: int = 0
    stood_still: list[Pause] = field(default_factory=list)


class PlainKeeper:
    """Clocks as values (see ``Keeper``); ``calendar`` is the number of the notice that now holds."""

    def __init__(self) -> None:
        self.clocks: list[PlainClock] = []
        self.calendar = 0

    def running(self) -> list[PlainClock]:
        """Return the clocks that run."""
        return [clock for clock in self.clocks if clock.met_on is None and not clock.stopped]

    def start(self, law: Pack, limit: Limit, start: date, due: Due) -> PlainClock:
        """See ``Keeper``."""
        clock = PlainClock(
            limit.id, law.code, limit.bearer, start, due.target, due.legal, due.legal, due.provisional,
            calendar=self.calendar,
        )  # fmt: skip
        self.clocks.append(clock)
        return clock

    def watch(self, clock: PlainClock) -> None:
        """See ``Keeper``."""

    def count(
        self, law: str, rule: str, start: date, extension_days: int = 0, pauses: Sequence[Pause] = ()
    ) -> Due:
        """See ``Keeper``."""
        found = pack(law)
        status = calendar_at(found.calendar, self.calendar)
        return compute_due(
            found.limit(rule), start, extension_days=extension_days, pauses=pauses, calendar=status
        )

    def stopped(self) -> list[PlainClock]:
        """See ``Keeper``."""
        return [clock for clock in self.clocks if clock.stopped]

    def pauses(self, clock: PlainClock) -> list[Pause]:
        """See ``Keeper``."""
        return list(clock.stood_still)

    def pause(self, clock: PlainClock, code: str, day: date) -> None:
        """See ``Keeper``."""
        clock.stood_still.append(Pause(code, day))

    def resume(self, clock: PlainClock, day: date) -> None:
        """See ``Keeper``."""
        clock.stood_still = [
            Pause(one.code, one.since, one.until or max(day, one.since)) for one in clock.stood_still
        ]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What the ledger makes of a case: its clocks, and the days that its matter is judged by."""

    clocks: list[PlainClock]
    accept_due: date | None
    handling_due: date | None
    due: date | None
    due_rule: str


def replay(entries: Sequence[tuple[str, datetime, str]]) -> Replayed:
    """Fold the entries of a case (event, instant, payload), oldest first, into its clocks.

    Of the matter's columns only those are believed that verbs set; the days of clocks are counted anew. Which
    holiday notice held is taken from the entry.
    """
    keeper = PlainKeeper()
    known: dict[str, Any] = {}
    moment = Moment("", date.min, {}, date.min, None, False, None, None)
    for event, at, payload in entries:
        told = json.loads(payload)
        for key, columns in told["set"].items():
            if key.startswith("cases.matter/"):
                known |= columns
            if key.startswith("deadlines.clock/"):
                keeper.calendar = max(keeper.calendar, columns.get("calendar", 0))
        moment = Moment(
            event, local_day(at, settings.TIME_ZONE), told["facts"], _day(known["received_on"]) or date.min,
            _day(known.get("served_on")), is_open(known["state"]), moment.accept_due, moment.handling_due,
        )  # fmt: skip
        run_clocks(moment, keeper.running(), keeper)
    return Replayed(keeper.clocks, moment.accept_due, moment.handling_due, moment.due, moment.due_rule)


def differences(case: int, using: str = "default") -> Iterator[str]:
    """Yield a line for each clock or pause of a case that its ledger does not lead to, and for each that lacks."""
    entries = Entry.objects.using(using).filter(kind="case", subject=case).order_by("seq")
    replayed = replay(list(entries.values_list("event", "at", "payload")))
    rows = list(Clock.objects.using(using).filter(matter=case).order_by("pk"))
    pauses = list(ClockPause.objects.using(using).filter(matter=case).order_by("since", "pk"))
    stored = [
        _picture(row, [Pause(one.code, one.since, one.until) for one in pauses if one.clock_id == row.pk])
        for row in rows
    ]
    counted = [_picture(clock, clock.stood_still) for clock in replayed.clocks]
    yield from (f"stored, and not what the ledger leads to: {row}" for row in _less(stored, counted))
    yield from (f"what the ledger leads to, and not stored: {row}" for row in _less(counted, stored))


def _picture(clock: Any, pauses: Sequence[Pause]) -> str:
    columns = ", ".join(f"{name}={getattr(clock, name)}" for name in _COLUMNS)
    return f"{columns}, pauses={[(one.code, str(one.since), str(one.until)) for one in pauses]}"


def _less(some: Sequence[str], others: Sequence[str]) -> list[str]:
    left = list(others)
    lacking = []
    for one in some:
        if one in left:
            left.remove(one)
        else:
            lacking.append(one)
    return lacking


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
