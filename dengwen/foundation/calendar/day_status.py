"""What a calendar says about one day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DayStatus:
    """Whether ``day`` is worked, and why.

    ``reason``: ``ordinary``, ``weekend``, ``make_up`` (a weekend day worked for a holiday),
    or ``holiday:<name>``.
    ``provisional``: the official notice that could still change this day is not known here.
    """

    working: bool
    reason: str
    provisional: bool = False


DayCalendar = Callable[[date], DayStatus]


def by_week(day: date, *, provisional: bool) -> DayStatus:
    """Return what the week alone says about ``day``."""
    if day.weekday() >= 5:
        return DayStatus(False, "weekend", provisional)
    return DayStatus(True, "ordinary", provisional)
