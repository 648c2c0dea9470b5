"""What one event does to the limits of a matter. Plain Python.

The reaction ``keep_clocks`` runs it on rows, the replay on plain values: who keeps the clocks (the ``Keeper``) says
how a clock is made, announced before a change, and counted. ``when_clocks_run.py`` is the table it follows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from dengwen.domains.deadlines.rules.compute_due import Due, Pause
from dengwen.domains.deadlines.rules.when_clocks_run import (
    ACCEPTANCE,
    EVERYTHING,
    HANDLING,
    KEPT,
    LAST_RESORT,
    NOT_OWED,
    WORK,
    ClockWork,
)
from dengwen.foundation.rulebook.loading import pack, pack_in_force
from dengwen.foundation.rulebook.model import Limit, Pack, Status

_NOTHING = ClockWork()


class Ticking(Protocol):
    """A clock as the rules see it; a row of the table is one, and so is a value of the replay."""

    rule: str
    pack: str
    bearer: str
    starts_on: date
    target: date
    legal: date
    original: date
    met_on: date | None
    stopped: bool
    provisional: bool
    extension_days: int
    paused_on: date | None
    calendar: int


C = TypeVar("C", bound=Ticking)


class Keeper(Protocol[C]):
    """Who holds the clocks of one matter."""

    def start(self, law: Pack, limit: Limit, start: date, due: Due) -> C:
        """Return a new running clock."""

    def watch(self, clock: C) -> None:
        """Take note that ``clock`` is about to change."""

    def count(
        self, law: str, rule: str, start: date, extension_days: int = 0, pauses: Sequence[Pause] = ()
    ) -> Due:
        """Return the end of a limit under the calendar of now."""

    def stopped(self) -> list[C]:
        """Return the clocks that were stopped, oldest first."""

    def pauses(self, clock: C) -> list[Pause]:
        """Return every pause of ``clock``, the open one too."""

    def pause(self, clock: C, code: str, day: date) -> None:
        """Begin a pause."""

    def resume(self, clock: C, day: date) -> None:
        """End the open pause."""

    @property
    def calendar(self) -> int:
        """The newest holiday notice, by its number."""


@dataclass(slots=True)
class Moment:
    """An event and what the limits need to know of the matter; the last four columns are the answer.

    ``day`` is the day of the deed; ``is_open`` says whether the matter is open after it.
    """

    event: str
    day: date
    facts: Mapping[str, object]
    received_on: date
    served_on: date | None
    is_open: bool
    accept_due: date | None
    handling_due: date | None
    due: date | None = None
    due_rule: str = ""


def run_clocks(moment: Moment, clocks: Sequence[C], keeper: Keeper[C]) -> None:
    """Let ``clocks`` (those that run) follow the event; sets the days of ``moment`` that the matter is judged by.

    The pack in force on the day of the trigger applies (facts, 8a); a limit that it does not know is not started.
    """
    _Run(moment, list(clocks), keeper).run()


def limit_of(clock: Ticking) -> Limit:
    """Return the limit that a clock measures."""
    return pack(clock.pack).limit(clock.rule)


def key_of(clock: Ticking) -> str:
    """Return the key of the limit that a clock measures."""
    return limit_of(clock).key


class _Run(Generic[C]):
    """One event on its way through the clocks of one matter."""

    def __init__(self, moment: Moment, clocks: list[C], keeper: Keeper[C]) -> None:
        self.moment, self.clocks, self.keeper = moment, clocks, keeper
        self.work = WORK.get(moment.event, _NOTHING)

    def run(self) -> None:
        again = {key for clock in self.clocks if (key := key_of(clock)) in self.work.restarts}
        for clock in self.clocks:
            self._end_or_go_on(clock)
        self.alive = [clock for clock in self.clocks if clock.met_on is None and not clock.stopped]
        if self.work.revives:
            self._revive()
        if self.work.pauses or self.work.resumes:
            self._stand_still()
        if self.moment.event == "extend_limit":
            self._extend()
        if self.moment.event == "due_recomputed":
            for clock in self.alive:
                self._recount(clock)
        for key in (*self.work.starts, *again):
            self._start(key)
        for key in self.work.starts_by_law:
            self._start(key, only_law=True)
        self._set_due()

    def _end_or_go_on(self, clock: C) -> None:
        key = key_of(clock)
        met = key in (*self.work.meets, *self.work.restarts) or (key == "remedy" and self._remedy_done(clock))
        if not met and not self._falls_away(clock, key):
            return
        self.keeper.watch(clock)
        if clock.paused_on is not None:
            self.keeper.resume(clock, self.moment.day)
            clock.paused_on = None
        if met:
            clock.met_on = self._evidence_day()
        else:
            clock.stopped = True

    def _revive(self) -> None:
        """Let run again what an undone merge had stopped; what a notice moved in the meantime is counted anew."""
        named = [[str(part) for part in one] for one in map(_list, _list(self.moment.facts.get("revived")))]
        for clock in reversed(self.keeper.stopped()):
            key = [clock.rule, clock.starts_on.isoformat()]
            if key in named:
                named.remove(key)
                self.keeper.watch(clock)
                clock.stopped = False
                self.alive.append(clock)
                self._recount(clock)

    def _falls_away(self, clock: C, key: str) -> bool:
        swept = EVERYTHING in self.work.stops and clock.bearer == "organ" and key not in KEPT
        return swept or key in self.work.stops

    def _remedy_done(self, clock: C) -> bool:
        moment = self.moment
        return (
            moment.event == "carry_out_remedy"
            and moment.facts.get("remedy_due") == clock.original.isoformat()
        )

    def _stand_still(self) -> None:
        day = self._evidence_day()
        for clock in self.alive:
            named = limit_of(clock).pauses
            if clock.paused_on is None and (codes := [one for one in self.work.pauses if one in named]):
                self.keeper.watch(clock)
                self.keeper.pause(clock, codes[0], day)
                clock.paused_on = day
            elif clock.paused_on is not None and any(one in named for one in self.work.resumes):
                self.keeper.watch(clock)
                self.keeper.resume(clock, max(day, clock.paused_on))
                clock.paused_on = None
                self._recount(clock)

    def _extend(self) -> None:
        for clock in self.alive:
            if clock.rule == self.moment.facts["rule"]:
                self.keeper.watch(clock)
                clock.extension_days = int(str(self.moment.facts["days"]))
                self._recount(clock)

    def _recount(self, clock: C) -> None:
        """Count again under the calendar of now; what the petitioner was told never comes earlier by it."""
        keeper = self.keeper
        pauses = keeper.pauses(clock)
        due = keeper.count(clock.pack, clock.rule, clock.starts_on, clock.extension_days, pauses)
        target, legal = due.target, due.legal
        if clock.bearer == "petitioner":
            target, legal = max(target, clock.target), max(legal, clock.legal)
        if (target, legal, due.provisional) == (clock.target, clock.legal, clock.provisional):
            return
        keeper.watch(clock)
        clock.target, clock.legal, clock.provisional = target, legal, due.provisional
        clock.calendar = keeper.calendar
        self._tell_matter(key_of(clock), legal)

    def _start(self, key: str, *, only_law: bool = False) -> None:
        for start in self._starting_days(key):
            law = pack_in_force(start, nearest=True)
            if not law.has(key):
                continue
            limit = law.limit(key)
            if only_law and limit.status is Status.DESIGN:
                continue
            if any(clock.rule == limit.id and clock.starts_on == start for clock in self.alive):
                continue  # it runs already: what was received first and registered later has one limit
            due = self.keeper.count(law.code, limit.id, start)
            self.alive.append(self.keeper.start(law, limit, start, due))
            self._tell_matter(key, due.legal)

    def _tell_matter(self, key: str, legal: date) -> None:
        if key in ACCEPTANCE:
            self.moment.accept_due = legal
        if key == HANDLING:
            self.moment.handling_due = legal

    def _starting_days(self, key: str) -> list[date]:
        """Return the trigger's evidence days, not the days of typing (facts, 8a note 7)."""
        moment = self.moment
        if key in ("screening", "acceptance_direct") and moment.event in ("received", "registered"):
            return [moment.received_on]
        if key == HANDLING and moment.event in ("accept", "decide_jurisdiction"):
            # A late notice buys no time: counted from acceptance, at the latest from its last day (facts, 1.1).
            return [min(moment.day, moment.accept_due or moment.day)]
        if key == "remedy":
            return sorted({date.fromisoformat(str(day)) for day in _list(moment.facts.get("remedies_due"))})
        if key == "assigned_report":
            return [date.fromisoformat(str(moment.facts["report_by"]))]
        if key == "review_request" and moment.served_on:
            return [moment.served_on]
        return [self._evidence_day()]

    def _evidence_day(self) -> date:
        """Return the day that the deed is proved by, as a verb told it; else the day of the deed."""
        told = self.moment.facts.get(self.work.day) if self.work.day else None
        return date.fromisoformat(told) if isinstance(told, str) else self.moment.day

    def _set_due(self) -> None:
        moment = self.moment
        moment.due, moment.due_rule = None, ""
        if not moment.is_open:
            return
        owed = [clock for clock in self.alive if _is_owed(clock)]
        if not owed:
            self._start(LAST_RESORT)
            owed = [clock for clock in self.alive if key_of(clock) == LAST_RESORT]
        nearest = min(owed, key=lambda clock: (clock.target, clock.rule))
        moment.due, moment.due_rule = nearest.target, nearest.rule


def _is_owed(clock: Ticking) -> bool:
    """Say whether an organ owes something on the clock's day; while a limit stands still nobody is late by it."""
    return clock.bearer == "organ" and clock.paused_on is None and key_of(clock) not in NOT_OWED


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
