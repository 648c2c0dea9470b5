"""What the pace of the last weeks leads to by the day of a target, with the doubt of it. Plain values in and out.

A campaign counts the same cases from the day its stage began, most of them old already: how old a case is says little
about when it ends, and a curve over ages would take the time before the campaign for time in which nothing could be
closed. So the curve (Kaplan and Meier) runs over the days of the last weeks: of the cases that were open when they
began, how many are closed by now. Cases that were left outside since are censored on that day, open ones today.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np

from dengwen.domains.bulletins.rules.forecast import chances_of

SHORTEST, USUAL, LONGEST = 7, 28, 91  # days that are looked back
FEWEST = 10  # open cases from which an organ has a pace of its own
_Z = 1.959964  # 95 % of the normal curve lie within


@dataclass(frozen=True, slots=True)
class Pace:
    """Of ``at_risk`` cases open ``days`` ago the share ``chance`` was closed since, with its standard error."""

    days: int
    at_risk: int
    chance: float
    error: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Of ``whole`` cases counted ``done`` are resolved; ``outside`` of the others wait outside the campaign."""

    whole: int
    done: int
    outside: int

    @property
    def open(self) -> int:
        """Return how many can be closed."""
        return self.whole - self.done - self.outside


@dataclass(frozen=True, slots=True)
class Expected:
    """How many cases will be resolved by the day, within ``margin``; both in cases."""

    cases: float
    margin: float


def look_back(*, ahead: int, since: int) -> int:
    """Return how many days to look back: as far as ahead, from four weeks to a quarter, and not before the stage.

    ``ahead``: days to the target; ``since``: days since the stage began. 0 where it is too early to say.
    """
    found = min(max(ahead, USUAL), LONGEST, since)
    return found if found >= SHORTEST else 0


def pace_of(open_then: int, closed: Mapping[int, int], left: Mapping[int, int], days: int) -> Pace | None:
    """Return the pace of the last ``days`` days, or None where nothing was open or the time is too short.

    ``closed`` and ``left``: how many cases were closed and left outside on which of these days (1 to ``days``).
    Where none was closed the share is 0, and its doubt is what chance still allows in 95 of 100 such stretches.
    """
    if days < SHORTEST or open_then <= 0:
        return None
    ended = np.repeat(list(closed), list(closed.values())).astype(float)
    gone = np.repeat(list(left), list(left.values())).astype(float)
    still = np.full(max(open_then - len(ended) - len(gone), 0), float(days))
    if not len(ended):
        return Pace(days, open_then, 0.0, (1 - 0.05 ** (1 / open_then)) / _Z)
    (chance,), (error,) = chances_of(ended, np.concatenate([gone, still]), [0], days)
    return Pace(days, open_then, chance, error)


def ahead_at(pace: Pace, days: int) -> tuple[float, float]:
    """Return the chance to be closed within ``days`` days if the pace goes on, and its standard error."""
    times, stays = days / pace.days, 1 - pace.chance
    if stays <= 0:
        return (1.0, 0.0) if days else (0.0, 0.0)
    return 1 - stays**times, times * stays ** (times - 1) * pace.error


def expected_at(stands: Standing, pace: Pace, days: int) -> Expected:
    """Return what is to be expected in ``days`` days. What waits outside is not expected to be resolved.

    The margin holds chance (each case by itself) and the doubt about the pace, which all cases share.
    """
    chance, error = ahead_at(pace, days)
    own = stands.open * chance * (1 - chance)
    return Expected(stands.done + stands.open * chance, _Z * sqrt(own + (stands.open * error) ** 2))


def wanted_of(whole: int, share: int) -> int:
    """Return how many cases a target of ``share`` per cent asks for."""
    return -(-whole * share // 100)


def lacks(whole: int, share: int, expected: float) -> int:
    """Return how many cases will lack to the target; 0 where it will be met."""
    return max(0, ceil(wanted_of(whole, share) - expected - 1e-9))
