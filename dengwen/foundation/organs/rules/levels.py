"""The levels of organs and who may stand below whom (facts, 3.5)."""

from enum import StrEnum

from dengwen.base.errors import Refusal


class Level(StrEnum):
    """Where an organ stands. Units are inside a bureau; outside bodies only send and receive."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    STATION = "station"
    UNIT = "unit"
    OUTSIDE = "outside"


# Highest first. A level may be left out between two organs: a municipality has no cities, another country
# no provinces.
BUREAUS = (Level.MINISTRY, Level.PROVINCE, Level.CITY, Level.COUNTY, Level.STATION)
_NEVER_AT_THE_TOP = (Level.STATION, Level.UNIT)


def level_of(text: str) -> Level:
    """Return the level named ``text``; raises ``organ.level_unknown``."""
    try:
        return Level(text)
    except ValueError:
        raise Refusal("organ.level_unknown", level=text) from None


def rank(level: str) -> int:
    """Return 0 for the ministry, more for what stands lower; a unit is lowest. Not for outside bodies."""
    return BUREAUS.index(Level(level)) if level != Level.UNIT else len(BUREAUS)


def check_parent(level: str, parent: str | None) -> None:
    """Refuse (``organ.level_nonsense``) an organ of ``level`` directly below one of level ``parent``.

    Units stand directly below a bureau, never below a unit; outside bodies only below outside bodies; a
    bureau below a bureau of a higher level, or at the top.
    """
    if parent is None:
        fits = level not in _NEVER_AT_THE_TOP
    elif Level.OUTSIDE in (level, parent):
        fits = level == parent
    else:
        fits = parent != Level.UNIT and rank(parent) < rank(level)
    if not fits:
        raise Refusal("organ.level_nonsense", level=level, parent_level=parent)


def check_merge(level: str, into: str) -> None:
    """Refuse (``organ.merge_levels``) a merger of organs of different levels."""
    if level != into:
        raise Refusal("organ.merge_levels", level=level, into_level=into)


def check_successor(level: str, successor: str) -> None:
    """Refuse (``organ.successor_unfit``) a successor that stands lower, or outside when it does not."""
    outside = (level == Level.OUTSIDE, successor == Level.OUTSIDE)
    if outside[0] != outside[1] or (not outside[0] and rank(successor) > rank(level)):
        raise Refusal("organ.successor_unfit", level=level, successor_level=successor)
