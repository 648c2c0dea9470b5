"""Why two matters may be one: the waterfall of weights of a pair, step by step. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from dengwen.domains.linkage.rules.settings import MISSING

_WIDTH = 100.0
_FREQUENCY = "frequency"


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: what was compared, how the two agree, its weight, and where the bar lies (percent of the width)."""

    key: str
    level: str
    weight: float
    begin: float
    width: float
    total: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a pair agrees in one comparison. ``more``: what the rarity of the value adds."""

    level: str
    weight: float
    more: float = 0.0


def waterfall(prior: float, agreements: Mapping[str, Agreement]) -> list[Step]:
    """Return the bars from what any two matters begin with (``prior``) to the weight of this pair.

    Weights add up: the last ``total`` is the weight of the pair. What is not known of either adds nothing and is
    left out.
    """
    parts = [("prior", "", prior)]
    for key, found in agreements.items():
        if found.level != MISSING:
            parts.append((key, found.level, found.weight))
        if found.more:
            parts.append((key, _FREQUENCY, found.more))
    edges = [0.0]
    for _key, _level, weight in parts:
        edges.append(edges[-1] + weight)
    low, high = min(edges), max(edges)
    scale = _WIDTH / (high - low) if high > low else 0.0
    return [
        Step(
            key, level, weight, (min(before, after) - low) * scale, abs(weight) * scale, after
        )
        for (key, level, weight), (before, after) in zip(parts, pairwise(edges), strict=True)
    ]  # fmt: skip
