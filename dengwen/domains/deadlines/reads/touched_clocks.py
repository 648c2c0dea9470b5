"""Which running limits a new holiday notice may move, and by how much."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from dengwen.domains.deadlines.models import Clock, ClockPause, HolidayNotice
from dengwen.domains.deadlines.reads.calendars import calendar_at
from dengwen.domains.deadlines.rules.compute_due import Pause, compute_due
from dengwen.domains.deadlines.rules.run_clocks import limit_of
from dengwen.foundation.rulebook.loading import pack


@dataclass(frozen=True, slots=True)
class Move:
    """A limit whose legal end moves, or is no longer provisional (then both days may be the same)."""

    rule: str
    pack: str
    starts_on: date
    before: date
    after: date

    def as_fact(self) -> dict[str, str]:
        """Return the move as the ledger keeps it."""
        return {
            "rule": self.rule, "pack": self.pack, "starts_on": self.starts_on.isoformat(),
            "before": self.before.isoformat(), "after": self.after.isoformat(),
        }  # fmt: skip


def touched(newest: int, using: str = "default") -> QuerySet[Clock]:
    """Return the running clocks that were counted by an older calendar over days which a later notice states."""
    concerned = Q(pk__in=[])
    for row in HolidayNotice.objects.using(using).filter(pk__lte=newest):
        for year in row.years:
            concerned |= Q(
                calendar__lt=row.pk, legal__gte=date(year - 1, 12, 25), starts_on__lte=date(year, 12, 31)
            )
    return Clock.objects.using(using).filter(concerned, met_on=None, stopped=False)


def moves(clocks: Sequence[Clock], newest: int, using: str = "default") -> dict[int, list[Move]]:
    """Return what the notices up to ``newest`` change, by matter; matters with nothing to change are left out."""
    paused: dict[int, list[Pause]] = defaultdict(list)
    for row in ClockPause.objects.using(using).filter(
        clock__in=[clock.pk for clock in clocks if limit_of(clock).pauses]
    ):
        paused[row.clock_id].append(Pause(row.code, row.since, row.until))
    found: dict[int, list[Move]] = defaultdict(list)
    for clock in clocks:
        move = _move(clock, newest, paused[clock.pk])
        if move is not None:
            found[clock.matter_id].append(move)
    return dict(found)


def _move(clock: Clock, newest: int, pauses: Sequence[Pause]) -> Move | None:
    due = compute_due(
        limit_of(clock), clock.starts_on, extension_days=clock.extension_days, pauses=pauses,
        calendar=calendar_at(pack(clock.pack).calendar, newest),
    )  # fmt: skip
    target, legal = due.target, due.legal
    if clock.bearer == "petitioner":  # what she was told never comes earlier
        target, legal = max(target, clock.target), max(legal, clock.legal)
    if (target, legal, due.provisional) == (clock.target, clock.legal, clock.provisional):
        return None
    return Move(clock.rule, clock.pack, clock.starts_on, clock.legal, legal)
