"""How far two reviewers agree who did not know of each other (plan S8d).

Cohen's kappa: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20
(1960) 37-46: (observed - expected) / (1 - expected), the expected share from both reviewers' own shares.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """``pairs`` were judged twice, ``same`` of them alike; ``kappa`` is None where chance alone explains all."""

    pairs: int
    same: int
    table: tuple[tuple[str, str, int], ...]
    kappa: float | None

    @property
    def percent(self) -> float | None:
        """Return how many of a hundred were judged alike; None where nothing was judged twice."""
        return 100 * self.same / self.pairs if self.pairs else None


def agreement(pairs: Iterable[tuple[str, str]]) -> Agreement:
    """Return the agreement of (first, second) judgements, with the count of every combination."""
    counts = Counter(pairs)
    total = sum(counts.values())
    same = sum(number for (one, other), number in counts.items() if one == other)
    table = tuple((one, other, number) for (one, other), number in sorted(counts.items()))
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (one, other), number in counts.items():
        first[one] += number
        second[other] += number
    by_chance = sum(first[code] * second[code] for code in first)  # of total squared
    if not total or by_chance == total * total:
        return Agreement(total, same, table, None)
    kappa = (same * total - by_chance) / (total * total - by_chance)
    return Agreement(total, same, table, kappa)
