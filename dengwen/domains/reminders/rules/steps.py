"""Which step a limit has reached on a day (facts, 8a note 4: warning at 50 %, 80 % and the end, then escalation).

Plain Python. ``guards.py`` says the same in SQL for a million limits at once; a test compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.rulebook.model import Code


class Step(StrEnum):
    """The steps, the earliest first (code list ``reminder_steps``)."""

    HALF = "half"
    NEAR = "near"
    LAST_DAY = "last_day"
    LATE = "late"


class Part(StrEnum):
    """Who is told, as the code list names them."""

    HANDLER = "handler"
    UNIT_HEAD = "unit_head"
    LEADER = "leader"
    HIGHER = "higher"


ORDER = tuple(Step)


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the code list says: per cent of the first two steps, days between two reminders of what is late, parts."""

    half: int
    near: int
    every: int
    tells: Mapping[Step, tuple[Part, ...]]


@dataclass(frozen=True, slots=True)
class Reached:
    """A step, and the day on which it was reached."""

    step: Step
    on: date


@cache
def schedule() -> Schedule:
    """Return the schedule of the code list."""
    found = {step: code_list("reminder_steps").entry(step) for step in Step}
    return Schedule(
        half=int(found[Step.HALF].extras["share"]), near=int(found[Step.NEAR].extras["share"]),
        every=int(found[Step.LATE].extras["every"]), tells={step: _parts(found[step]) for step in Step},
    )  # fmt: skip


def _parts(entry: Code) -> tuple[Part, ...]:
    return tuple(Part(word) for word in entry.extras["tells"].split())


def reached(starts_on: date, target: date, today: date) -> Reached | None:
    """Return the last step that a limit from ``starts_on`` to ``target`` has reached on ``today``, or None.

    Days are legal days. A share of a day is a whole one, so nobody is told before the time is over; a day that was
    named (nothing was counted) has its last day and is late afterwards. What is late is reached anew every week.
    """
    plan = schedule()
    if today > target:
        weeks = ((today - target).days - 1) // plan.every
        return Reached(Step.LATE, target + timedelta(days=1 + weeks * plan.every))
    if today == target:
        return Reached(Step.LAST_DAY, target)
    for step, share in ((Step.NEAR, plan.near), (Step.HALF, plan.half)):
        day = starts_on + timedelta(days=-(-(target - starts_on).days * share // 100))
        if today >= day:
            return Reached(step, day)
    return None
