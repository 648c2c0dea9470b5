"""Sees to it that every state of the table is shown by a matter of the demo, however small the demo is."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Generic, Protocol, TypeVar

from dengwen.interfaces.console.demo.laying import PLAIN
from dengwen.interfaces.console.demo.paths import draw_path_to
from dengwen.interfaces.console.demo.steps import STATE_AFTER, Case, Step, StepKind, unknown_here

_AGO = 420  # nothing older is looked at: by then even a termination is done
_EACH = 5_000  # one matter more for each state, for so many matters
_LOOKED_AT = 1_200  # of a big demo only so many stories, evenly spread, are looked at
_SMALL = 2_000  # in a small demo every city's matters may go up to the province
_SEEN = 10  # a matter that is told again is screened and decided within so many days
_UP = frozenset((StepKind.REVIEW_REQUEST,))
_UP_AGAIN = _UP | {StepKind.REREVIEW_REQUEST}
_TO_THE_END = _UP_AGAIN | {StepKind.FINAL}
_NOWHERE = frozenset[StepKind]()
# What too few stories come to by themselves, and through which steps; the longest ways first.
_RARE = (
    (StepKind.TERMINATE, _TO_THE_END | {StepKind.PROPOSE_TERMINATION}),
    (StepKind.REVIEW_TERMINATION, _TO_THE_END | {StepKind.PROPOSE_TERMINATION}),
    (StepKind.PROPOSE_TERMINATION, _TO_THE_END), (StepKind.FINAL, _UP_AGAIN), (StepKind.ORDER_REDO, _UP_AGAIN),
    (StepKind.REREVIEW_DECIDE, _UP_AGAIN), (StepKind.HEARING, _UP_AGAIN), (StepKind.REREVIEW_START, _UP_AGAIN),
    (StepKind.REREVIEW_REQUEST, _UP), (StepKind.REVIEW_DECIDE, _UP), (StepKind.REVIEW_START, _UP),
    (StepKind.REVIEW_REQUEST, _NOWHERE), (StepKind.WITHDRAWAL_CONFIRMED, frozenset((StepKind.WITHDRAW,))),
    (StepKind.ACCEPT_CLOSING, _NOWHERE), (StepKind.HAND_IN, _NOWHERE), (StepKind.WITHDRAW, _NOWHERE),
    (StepKind.SETTLE, frozenset((StepKind.MEDIATE,))), (StepKind.MEDIATE, _NOWHERE),
    (StepKind.PROVISIONAL_VIEW, _NOWHERE), (StepKind.OPINION, _NOWHERE), (StepKind.DRAFT_OPINION, _NOWHERE),
    (StepKind.PLAN, _NOWHERE), (StepKind.NOT_ACCEPT, _NOWHERE), (StepKind.DIVERT, _NOWHERE),
    (StepKind.OBJECT, _NOWHERE), (StepKind.ASSIGN, _NOWHERE), (StepKind.TRANSFER, _NOWHERE),
    (StepKind.DISPUTE, _NOWHERE), (StepKind.REGISTER, _NOWHERE),
)  # fmt: skip


class Told(Protocol):
    """What is asked of a story."""

    @property
    def number(self) -> int:
        """Its number."""

    @property
    def received_on(self) -> date:
        """The day on which it came in."""

    @property
    def purpose(self) -> str:
        """What it is for."""

    @property
    def path(self) -> tuple[Step, ...]:
        """Its steps."""


T = TypeVar("T", bound=Told)


class Shows(Generic[T]):
    """Which states are shown so far, and which stories were decided to the end."""

    def __init__(self, count: int, end: date) -> None:
        self.end, self.least, self.stride = end, 1 + count // _EACH, 1 + count // _LOOKED_AT
        self.small = count <= _SMALL
        self.shown: Counter[StepKind] = Counter()
        self.told = self.again = 0
        self.unknown = unknown_here()
        self.ended: list[T] = []

    def draw(self, case: Case, random: Random, horizon: int) -> tuple[Step, ...]:
        """Return a life that stands today where too few stories do; empty where none is needed, or none fits."""
        if horizon > _AGO or not case.named or not case.rereviewed or case.purpose in PLAIN:
            return ()
        self.told += 1
        if self.told % self.stride:
            return ()
        lacking = (way for way in _RARE if way[0] not in self.unknown and self.shown[way[0]] < self.least)
        return next(filter(None, (draw_path_to(*way, random, case, horizon) for way in lacking)), ())

    def keep(self, story: T) -> None:
        """Count a story in; one that was decided to the end may be told again."""
        kinds = [step.kind for step in story.path]
        self.again += kinds[-1:] == [StepKind.NO_LONGER_ACCEPT]
        last = [kind for kind in kinds if kind in STATE_AFTER][-1:]
        for kind, through in _RARE:
            self.shown[kind] += last == [kind] and through <= set(kinds)
        if {StepKind.REREVIEW_DECIDE, StepKind.FINAL} <= set(kinds) and story.purpose == "APPEAL":
            self.ended.append(story)

    def told_to_the_end(self, received: date) -> T | None:
        """Return a story that was decided to the end before ``received``, where such a one has to be told again."""
        if self.again >= self.least or not 0 <= (self.end - received).days - _SEEN <= _AGO:
            return None
        return next((story for story in self.ended if _ended_on(story) < received), None)


def _ended_on(story: Told) -> date:
    last = max(step.day for step in story.path if step.kind in (StepKind.FINAL, StepKind.TERMINATE))
    return story.received_on + timedelta(days=last)
