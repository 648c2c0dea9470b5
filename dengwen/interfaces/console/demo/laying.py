"""Lays the steps of a demo matter one after the other."""

from collections.abc import Collection
from random import Random

from dengwen.interfaces.console.demo.steps import Case, Step, StepKind, unknown_here

PLAIN = frozenset(("SUGGESTION", "INQUIRY", "THANKS", "OTHER"))
"""Purposes that ask for an answer and no more."""


class Laying:
    """Steps laid so far; every gap is drawn from the story's own random source."""

    def __init__(self, random: Random, case: Case, *, late: bool, wishes: Collection[StepKind] = ()) -> None:
        self.random, self.case, self.late = random, case, late
        self.day, self.steps = 0, list[Step]()
        self.unknown, self.wishes = unknown_here(), wishes

    def go(
        self, kind: StepKind, least: int, most: int, *, to: str | None = None,
        results: tuple[str, ...] = (), method: str | None = None,
    ) -> None:  # fmt: skip
        """Add a step some days after the last one; one that this country's law does not know only takes its time."""
        self.day += least + int(self.random.random() * (most - least + 1))
        if kind not in self.unknown:
            self.steps.append(Step(kind, self.day, to, results, method))

    def chance(self, share: float, kind: StepKind | None = None) -> bool:
        """True in this share of stories, and where ``kind`` is wished for; never where the law does not know it."""
        drawn = self.random.random() < share
        return (drawn or kind in self.wishes) and kind not in self.unknown

    def asks_above(self, share: float, kind: StepKind) -> bool:
        """The same for a request to an organ above, where the demo lets this matter go up so far."""
        may = self.case.reviewed if kind is StepKind.REVIEW_REQUEST else self.case.rereviewed
        return self.asks(share, kind) and may

    def asks(self, share: float, kind: StepKind) -> bool:
        """The same for what a petitioner asks for: who wrote without a name is not there to ask."""
        return self.chance(share, kind) and self.case.named and self.case.purpose not in PLAIN
