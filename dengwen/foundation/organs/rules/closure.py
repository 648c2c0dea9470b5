"""Who reaches whom, computed afresh from the tree alone: the yardstick for the table that the verbs keep."""

from collections.abc import Iterable
from dataclasses import dataclass

from dengwen.foundation.organs.rules.levels import Level


@dataclass(frozen=True, slots=True)
class Place:
    """Where an organ stands today."""

    organ: int
    level: str
    parent: int | None
    successor: int | None

    @property
    def hangs_below(self) -> int | None:
        """Return what it hangs below: a closed organ below its successor, an outside body below nothing."""
        if self.level == Level.OUTSIDE:
            return None
        return self.successor if self.successor is not None else self.parent


def closure(places: Iterable[Place]) -> set[tuple[int, int]]:
    """Return every pair (top, organ) in which ``organ`` lies at or below ``top``."""
    by_organ = {place.organ: place for place in places}
    pairs = set()
    for organ in by_organ:
        top: int | None = organ
        while top is not None and (top, organ) not in pairs:
            pairs.add((top, organ))
            top = by_organ[top].hangs_below
    return pairs
