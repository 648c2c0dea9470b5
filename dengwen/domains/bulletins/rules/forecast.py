"""How many cases will be closed by a day, at the pace seen so far, with the doubt of it. Plain values in and out."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from scipy.stats import CensoredData, ecdf

_Z = 1.959964  # 95 % of the normal curve lie within


@dataclass(frozen=True, slots=True)
class Spell:
    """One case: the organ that holds it, how many days it has been (or was) open, and whether it ended."""

    organ: int
    days: int
    ended: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is to be expected of ``total`` cases: ``expected`` closed, within ``margin``; both in cases.

    ``short`` is what lacks to the target, by organ in ``short_by``, most first.
    """

    total: int
    closed: int
    expected: float
    margin: float
    wanted: int
    short_by: tuple[tuple[int, float], ...]

    @property
    def percent(self) -> int:
        """Return the expected share in whole per cent."""
        return round(100 * self.expected / self.total) if self.total else 0

    @property
    def margin_percent(self) -> int:
        """Return the half width of the band in whole per cent, rounded up: doubt is not rounded away."""
        return ceil(100 * self.margin / self.total - 1e-9) if self.total else 0

    @property
    def short(self) -> int:
        """Return how many cases lack to the target; 0 where it will be met."""
        return max(0, ceil(self.wanted - self.expected - 1e-9))


def chances(spells: Sequence[Spell], ages: Sequence[int], ahead: int) -> tuple[list[float], list[float]]:
    """Return for each age the chance to end within ``ahead`` days, and its standard error by Greenwood's formula.

    Open cases are censored at the age they have. Beyond the oldest age seen to end, the curve stays level.
    """
    ended = np.asarray([each.days for each in spells if each.ended], dtype=float)
    running = np.asarray([each.days for each in spells if not each.ended], dtype=float)
    return chances_of(ended, running, ages, ahead)


def chances_of(
    ended: "np.typing.NDArray[np.float64]", running: "np.typing.NDArray[np.float64]", ages: Sequence[int],
    ahead: int,
) -> tuple[list[float], list[float]]:  # fmt: skip
    """Return the same for the days after which cases ended, and those after which open ones were last seen."""
    if not len(ended):
        return [0.0] * len(ages), [0.0] * len(ages)
    survival = ecdf(CensoredData(uncensored=ended, right=running)).sf
    lengths, at = np.unique(ended, return_counts=True)
    every = np.sort(np.concatenate([ended, running]))
    at_risk = len(every) - np.searchsorted(every, lengths, side="left")
    with np.errstate(divide="ignore"):
        steps = np.where(at_risk > at, at / (at_risk * np.maximum(at_risk - at, 1)), 0.0)
    doubt = np.concatenate([[0.0], np.cumsum(steps)])
    found, errors = [], []
    for age in ages:
        before, after = (float(survival.evaluate(day)) for day in (age, age + ahead))
        stays = after / before if before else 1.0
        known = (
            doubt[np.searchsorted(lengths, age + ahead, side="right")]
            - doubt[np.searchsorted(lengths, age, side="right")]
        )
        found.append(1 - stays)
        errors.append(stays * sqrt(max(float(known), 0.0)))
    return found, errors


def forecast(spells: Sequence[Spell], *, ahead: int, target: float) -> Forecast:
    """Return how many of ``spells`` will have ended in ``ahead`` days, against the share ``target`` (0 to 1)."""
    open_ones = [each for each in spells if not each.ended]
    ages = sorted({each.days for each in open_ones})
    chance, error = (dict(zip(ages, row, strict=True)) for row in chances(spells, ages, ahead))
    sure: dict[int, float] = {}
    size: dict[int, int] = {}
    for each in spells:
        size[each.organ] = size.get(each.organ, 0) + 1
        sure[each.organ] = sure.get(each.organ, 0.0) + (1.0 if each.ended else chance[each.days])
    own = sum(chance[each.days] * (1 - chance[each.days]) for each in open_ones)
    common = sum(error[each.days] for each in open_ones)
    lacks = [(organ, target * count - sure[organ]) for organ, count in size.items()]
    short_by = sorted(((organ, lack) for organ, lack in lacks if lack > 0), key=lambda row: (-row[1], row[0]))
    return Forecast(
        len(spells), len(spells) - len(open_ones), sum(sure.values()), _Z * sqrt(own + common**2),
        ceil(target * len(spells) - 1e-9), tuple(short_by),
    )  # fmt: skip
