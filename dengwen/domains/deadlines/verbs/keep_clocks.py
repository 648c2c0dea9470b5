"""Start, meet, stop and pause the limits of matters as things happen to them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import connection

from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.cases.verbs.rows import new_row
from dengwen.domains.deadlines.models import Clock, ClockPause
from dengwen.domains.deadlines.reads.calendars import calendar_at, newest_calendar
from dengwen.domains.deadlines.rules.compute_due import Due, Pause, compute_due
from dengwen.domains.deadlines.rules.run_clocks import Moment, run_clocks
from dengwen.foundation.rulebook.loading import pack
from dengwen.foundation.rulebook.model import Limit, Pack


def keep_clocks(passages: Sequence[Passage]) -> None:
    """Let the limits follow what happened; sets each matter's ``due``, ``due_rule`` and the days it is judged by.

    A reaction to every event of a case (see ``config/reactions.py``). What an event does stands in
    ``rules/when_clocks_run.py``, how in ``rules/run_clocks.py``; here it is done to rows. Three questions to the
    database at most, however many passages there are.
    """
    running = _running([passage for passage in passages if not passage.is_new and passage.book is None])
    calendar = passages[0].look_up(("newest calendar",), newest_calendar) if passages else 0
    for passage in passages:
        if passage.book is not None:
            clocks = passage.rows(Clock, met_on=None, stopped=False)
        else:
            clocks = running.get(passage.matter.pk, []) if not passage.is_new else []
        _keep(passage, clocks, calendar)


def _running(passages: Sequence[Passage]) -> dict[int, list[Clock]]:
    groups: dict[int, list[Clock]] = defaultdict(list)
    ids = [passage.matter.pk for passage in passages]
    if ids:
        for clock in Clock.objects.filter(matter__in=ids, met_on=None, stopped=False).order_by("pk"):
            groups[clock.matter_id].append(clock)
    return groups


def _keep(passage: Passage, clocks: list[Clock], calendar: int) -> None:
    matter = passage.matter
    moment = Moment(
        passage.event, passage.today, passage.facts, matter.received_on, matter.served_on, matter.is_open,
        matter.accept_due, matter.handling_due,
    )  # fmt: skip
    run_clocks(moment, clocks, _Rows(passage, calendar))
    matter.accept_due, matter.handling_due = moment.accept_due, moment.handling_due
    matter.due, matter.due_rule = moment.due, moment.due_rule


@dataclass(frozen=True, slots=True)
class _Rows:
    """The clocks of one passage as rows (see ``Keeper``)."""

    passage: Passage
    calendar: int

    def start(self, law: Pack, limit: Limit, start: date, due: Due) -> Clock:
        clock = new_row(
            Clock,
            matter=self.passage.matter, rule=limit.id, pack=law.code, bearer=limit.bearer, starts_on=start,
            target=due.target, legal=due.legal, original=due.legal, provisional=due.provisional,
            calendar=self.calendar,
        )  # fmt: skip
        self.passage.create(clock)
        return clock

    def watch(self, clock: Clock) -> None:
        if not any(row is clock for row in self.passage.created):
            self.passage.watch(clock)

    def count(
        self, law: str, rule: str, start: date, extension_days: int = 0, pauses: Sequence[Pause] = ()
    ) -> Due:
        return count(law, rule, start, self.calendar, extension_days=extension_days, pauses=pauses)

    def stopped(self) -> list[Clock]:
        return self.passage.rows(Clock, stopped=True)

    def pauses(self, clock: Clock) -> list[Pause]:
        return pauses_of(self.passage, clock)

    def pause(self, clock: Clock, code: str, day: date) -> None:
        self.passage.create(
            new_row(ClockPause, matter=self.passage.matter, clock=clock, code=code, since=day)
        )

    def resume(self, clock: Clock, day: date) -> None:
        for row in self.passage.rows(ClockPause, clock_id=clock.pk):
            if row.until is None:
                self.passage.watch(row)
                row.until = max(day, row.since)


def pauses_of(passage: Passage, clock: Clock) -> list[Pause]:
    """Return the pauses of a clock; most limits know none, and are not asked for."""
    if not pack(clock.pack).limit(clock.rule).pauses:
        return []
    return [Pause(row.code, row.since, row.until) for row in passage.rows(ClockPause, clock_id=clock.pk)]


def count(
    law: str, rule: str, start: date, calendar: int, *, extension_days: int = 0, pauses: Sequence[Pause] = ()
) -> Due:
    """Return the end of a limit under the calendar with the notice ``calendar``."""
    if not extension_days and not pauses:
        return _plain(law, rule, start, calendar, str(connection.settings_dict["NAME"]) if calendar else "")
    found = pack(law)
    status = calendar_at(found.calendar, calendar)
    return compute_due(
        found.limit(rule), start, extension_days=extension_days, pauses=pauses, calendar=status
    )


@lru_cache(maxsize=50_000)
def _plain(law: str, rule: str, start: date, calendar: int, database: str) -> Due:
    del database  # only there to tell the notices of one database from those of another
    found = pack(law)
    return compute_due(found.limit(rule), start, calendar=calendar_at(found.calendar, calendar))
