"""How much what is being told is like an earlier matter, and why: each reason apart, so that people judge and no sum.

A candidate is a matter. Nothing here says anything about a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from dengwen.domains.search.rules.words import fold

_ALIKE, _HALF_ALIKE = 0.4, 0.25
_SAME_PLACE = 0.8
_NEAR_DAYS = 14


class Why(StrEnum):
    """Why an earlier matter may be the same. In the order in which they are said."""

    PHONE = "phone"
    NAME = "name"
    TEXT = "text"
    PLACE = "place"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told of a matter: ``party`` holds what of its party is exactly the same (phone, name)."""

    title: str = ""
    text: str = ""
    place: str = ""
    occurred_on: date | None = None
    party: frozenset[Why] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; ``value``: for the text, of a hundred pairs of signs so many are the same; for the day, how far."""

    why: Why
    value: int = 0


@dataclass(frozen=True, slots=True)
class Likeness:
    """The reasons, and a weight that only puts candidates in their order."""

    reasons: tuple[Reason, ...]
    weight: float


_WEIGHT = {Why.PHONE: 0.4, Why.NAME: 0.25, Why.PLACE: 0.25, Why.DAY: 0.1}


@lru_cache(maxsize=8)
def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring signs: they serve Chinese, which has no spaces, as well as English."""
    signs = "".join(sign for sign in fold(text) if sign.isalnum())
    return frozenset(signs[at : at + 2] for at in range(len(signs) - 1))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two sets of pairs are the same, 0 to 1; a short telling inside a long one counts nearly whole.

    The mean of the share of both (Dice) and of the share of the shorter one.
    """
    if not one or not other:
        return 0.0
    common = len(one & other)
    return common / (len(one) + len(other)) + common / (2 * min(len(one), len(other)))


def likeness(asked: Telling, earlier: Telling) -> Likeness:
    """Return why ``earlier`` may be what is asked about; without a reason of party, text or place it is none."""
    share = _share(asked, earlier)
    found = [Reason(why) for why in (Why.PHONE, Why.NAME) if why in earlier.party]
    place = alike(pairs(asked.place), pairs(earlier.place)) >= _SAME_PLACE
    near = _near(asked.occurred_on, earlier.occurred_on)
    if share >= (_HALF_ALIKE if found or (place and near is not None) else _ALIKE):
        found.append(Reason(Why.TEXT, round(100 * share)))
    if place:
        found.append(Reason(Why.PLACE))
    if found and near is not None:
        found.append(Reason(Why.DAY, near))
    return Likeness(tuple(found), _weight(found, share) if found else 0.0)


def _share(asked: Telling, earlier: Telling) -> float:
    """Return the greater likeness: of the titles, or of all that was told."""
    titles = alike(pairs(asked.title), pairs(earlier.title)) if len(asked.title) > 3 else 0.0
    if len(asked.text) < 12:
        return titles
    return max(titles, alike(_all_pairs(asked), _all_pairs(earlier)))


@lru_cache(maxsize=4)
def _all_pairs(one: Telling) -> frozenset[str]:
    """Return the pairs of all that one tells: what is asked is asked of each candidate."""
    return pairs(one.title) | pairs(one.text)


def _near(one: date | None, other: date | None) -> int | None:
    if one is None or other is None or abs((one - other).days) > _NEAR_DAYS:
        return None
    return abs((one - other).days)


def _weight(found: Sequence[Reason], share: float) -> float:
    return share + sum(_WEIGHT.get(reason.why, 0.0) for reason in found)
