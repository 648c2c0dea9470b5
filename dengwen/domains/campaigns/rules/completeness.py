"""How whole a record is: what must be in it by now, what is there, what is missing, who completes it (S17, S18).

A score of the file that officers keep, never of a person. Plain Python; the items are the code list ``completeness``.
"""

from collections.abc import Collection
from dataclasses import dataclass

from dengwen.foundation.rulebook.loading import code_list

LIST = "completeness"


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a record must hold ``once`` it is registered, accepted or decided; ``who`` completes it."""

    code: str
    once: str
    who: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of the items that are due are there, and those that are not."""

    due: int
    met: int
    missing: tuple[Item, ...]

    @property
    def percent(self) -> int:
        """The score, rounded down: 100 means that nothing is missing."""
        return self.met * 100 // self.due if self.due else 100


def items() -> tuple[Item, ...]:
    """Return the items in their order."""
    return tuple(Item(each.code, each.extras["once"], each.extras["who"]) for each in code_list(LIST).entries)


def completeness(reached: Collection[str], there: Collection[str]) -> Completeness:
    """Return how whole a record is that has ``reached`` registered, accepted, decided, and holds what is ``there``."""
    due = [item for item in items() if item.once in reached]
    missing = tuple(item for item in due if item.code not in there)
    return Completeness(len(due), len(due) - len(missing), missing)
