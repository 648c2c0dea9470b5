"""How good the chosen threshold is, from what people decided on a sample: precision and recall with an interval.

Pairs stand in bands of weight. Of each band it is known how many pairs it has, how many people decided, and how many
of those are one matter. What nobody decided yet is estimated from its band. Plain Python; the same figures give the
same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from random import Random

_DRAWS, _SEED, _TAIL = 2000, 11, 0.025
_LEAST = 5  # decided pairs of a band, before anything is said of it


@dataclass(frozen=True, slots=True)
class Band:
    """The pairs whose weight lies in [begin, end): how many there are, were decided, and are the same."""

    begin: float
    end: float
    pairs: int
    decided: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """An estimate with its interval of 95 in 100."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Quality:
    """Of the pairs offered from ``threshold`` on. Recall is of the pairs that were looked at at all."""

    threshold: float
    offered: int
    precision: Share | None
    recall: Share | None


def bands_of(edges: Sequence[float]) -> list[tuple[float, float]]:
    """Return the bands between the edges; the last has no upper end."""
    return list(pairwise([*edges, inf]))


def band_at(edges: Sequence[float], weight: float) -> int:
    """Return the number of the band in which a weight lies, or -1 below all of them."""
    return sum(weight >= edge for edge in edges) - 1


def quality(bands: Sequence[Band], threshold: float) -> Quality:
    """Return how good it is to offer from ``threshold`` on, which must be an edge of a band.

    Precision is None until every band above it, and recall until every band, that has pairs has been looked at
    (at least five decided pairs, or all of it).
    """
    above = [band for band in bands if band.begin >= threshold]
    offered = sum(band.pairs for band in above)
    precision = _share(above, above) if offered and all(map(_known, above)) else None
    recall = _share(bands, above) if all(map(_known, bands)) else None
    return Quality(threshold, offered, precision, recall)


def _known(band: Band) -> bool:
    return band.decided >= min(_LEAST, band.pairs)


def _share(all_of: Sequence[Band], above: Sequence[Band]) -> Share | None:
    """The share of ``above``: among its own pairs (precision), or among the same pairs of all bands (recall)."""
    is_precision = list(all_of) == list(above)

    def of(rates: Sequence[float]) -> float:
        same = {band: band.pairs * rate for band, rate in zip(all_of, rates, strict=True)}
        top = sum(same[band] for band in above)
        whole = sum(band.pairs for band in above) if is_precision else sum(same.values())
        return top / whole if whole else 1.0

    found = of([band.same / band.decided if band.decided else 0.0 for band in all_of])
    chance = Random(_SEED)  # noqa: S311 - a simulation that is the same every time
    drawn = sorted(of([_drawn(band, chance) for band in all_of]) for _ in range(_DRAWS))
    low, high = drawn[int(_DRAWS * _TAIL)], drawn[-int(_DRAWS * _TAIL) - 1]
    return Share(found, min(low, found), max(high, found))


def _drawn(band: Band, chance: Random) -> float:
    """Draw the rate of a band from what it may be (Jeffreys); one that was decided whole is what it is."""
    if band.decided >= band.pairs:
        return band.same / band.decided if band.decided else 0.0
    rate = chance.betavariate(band.same + 0.5, band.decided - band.same + 0.5)
    return (band.same + rate * (band.pairs - band.decided)) / band.pairs
