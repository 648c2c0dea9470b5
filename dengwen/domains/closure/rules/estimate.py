"""What a stratified sample says of all closures, with its interval (plan S36).

One stratum: the score interval of Wilson (JASA 22 (1927) 209-212), which holds its level at small numbers and at
shares near 0 (R. Newcombe, Statistics in Medicine 17 (1998) 857-872; method 3). The whole: the stratified estimate
(W. Cochran, Sampling Techniques, 3rd ed. 1977, 5.52 and 5.53) and Wilson's interval again, with the number of cases
that a simple sample would need for the same variance (E. Korn and B. Graubard, Survey Methodology 24 (1998) 193-201,
never more than were looked at).
A normal interval round the whole would shrink to nothing when no failure was found and reach below 0 when few were;
so would a bootstrap. A sample of a small population says more than its number: the finite population correction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf, isinf, sqrt

Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Stratum:
    """``size`` closures, of which ``looked`` were looked at and ``failed`` failed."""

    size: int
    looked: int
    failed: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share of failures with its interval (95 %), and what it means in closures; from 0 to 1."""

    share: float
    low: float
    high: float
    closures: int

    @property
    def failed(self) -> tuple[float, float, float]:
        """Return estimate, lower and upper bound of the number of failed closures."""
        return self.share * self.closures, self.low * self.closures, self.high * self.closures


def wilson(share: float, number: float, z: float = Z95) -> tuple[float, float]:
    """Return Wilson's score interval for ``share`` of ``number`` cases; an endless number gives the share itself."""
    if isinf(number):
        return share, share
    middle = share + z * z / (2 * number)
    half = z * sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    scale = 1 + z * z / number
    low = (middle - half) / scale if share > 0 else 0.0
    high = (middle + half) / scale if share < 1 else 1.0
    return low, high


def estimate_stratum(stratum: Stratum) -> Estimate | None:
    """Return the estimate of one stratum, None where nothing was looked at."""
    if not stratum.looked:
        return None
    share = stratum.failed / stratum.looked
    return Estimate(share, *wilson(share, _as_of_many(stratum.looked, stratum.size)), stratum.size)


def estimate_whole(strata: Iterable[Stratum]) -> Estimate | None:
    """Return the estimate of all strata; None while one of them has nothing that was looked at."""
    known: Sequence[Stratum] = [stratum for stratum in strata if stratum.size]
    if not known or any(not stratum.looked for stratum in known):
        return None
    size, looked = sum(each.size for each in known), sum(each.looked for each in known)
    share = sum(each.size * each.failed / each.looked for each in known) / size
    variance = sum((each.size / size) ** 2 * variance_of(each, share) for each in known)
    number = _as_of_many(looked, size)
    if variance > 0 and 0 < share < 1:
        number = min(number, share * (1 - share) / variance)
    elif looked < size:  # the sample shows no spread at all: what its weights alone leave of it (Kish)
        spread = sum((each.size / size) ** 2 / _as_of_many(each.looked, each.size) for each in known)
        number = 1 / spread
    return Estimate(share, *wilson(share, number), size)


def variance_of(stratum: Stratum, whole: float) -> float:
    """Return the estimated variance of a stratum's share (Cochran 5.53).

    One case alone shows no spread: then that of the ``whole`` stands in.
    """
    unseen = 1 - stratum.looked / stratum.size
    if stratum.looked == 1:
        return unseen * whole * (1 - whole)
    share = stratum.failed / stratum.looked
    return unseen * share * (1 - share) / (stratum.looked - 1)


def _as_of_many(looked: int, size: int) -> float:
    """Return how large a sample of an endless population would say as much."""
    return looked * (size - 1) / (size - looked) if looked < size else inf
