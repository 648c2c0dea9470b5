"""The score of an organ's handling by the published formula (plan S66): quality before speed. Plain Python.

Sum of weight x share over the parts that tell something, divided by their weights; a reversed part counts what is not
in it. Parts with too few cases are left out and named; where they carry more than half the weight, there is no score.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dengwen.foundation.rulebook.loading import code_list


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the formula: an indicator, its weight, whether less is better, how many cases it needs."""

    indicator: str
    weight: int
    reverse: bool
    least: int


@dataclass(frozen=True, slots=True)
class Score:
    """``points`` from 0 to 100, or None where too little is known; ``left_out`` are the parts with too few cases."""

    points: float | None
    left_out: tuple[str, ...]


def parts() -> tuple[Part, ...]:
    """Return the parts of the formula in the order of their list."""
    return tuple(
        Part(
            each.code,
            int(each.extras["weight"]),
            each.extras.get("reverse") == "yes",
            int(each.extras["least"]),
        )
        for each in code_list("score").entries
    )


def score(numbers: Mapping[str, tuple[int, int]]) -> Score:
    """Return the score for numerator and denominator of each indicator; one that is not named counted nothing."""
    points, told, left_out = 0.0, 0, []
    whole = sum(part.weight for part in parts())
    for part in parts():
        numerator, denominator = numbers.get(part.indicator, (0, 0))
        if denominator < part.least:
            left_out.append(part.indicator)
            continue
        share = numerator / denominator
        points += part.weight * (1 - share if part.reverse else share)
        told += part.weight
    if 2 * told < whole:
        return Score(None, tuple(left_out))
    return Score(round(100 * points / told, 1), tuple(left_out))
