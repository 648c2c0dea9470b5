"""Working days under a named calendar: ``cn`` (mainland China) or ``ew`` (England and Wales).

Wherever a calendar is asked for, a function ``date -> DayStatus`` does as well.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from dengwen.foundation.calendar.china import china
from dengwen.foundation.calendar.day_status import DayCalendar, DayStatus
from dengwen.foundation.calendar.england_wales import england_wales

CALENDARS: dict[str, DayCalendar] = {"cn": china, "ew": england_wales}

_DAY = timedelta(days=1)


def calendar_named(calendar: str | DayCalendar) -> DayCalendar:
    """Return the calendar; an unknown name is refused with the known ones."""
    if not isinstance(calendar, str):
        return calendar
    if calendar not in CALENDARS:
        raise LookupError(f"no calendar {calendar!r}; use one of {', '.join(sorted(CALENDARS))}")
    return CALENDARS[calendar]


def day_status(day: date, calendar: str | DayCalendar = "cn") -> DayStatus:
    """Say whether ``day`` is a working day, and why."""
    return calendar_named(calendar)(day)


def next_working_day(day: date, calendar: str | DayCalendar = "cn") -> date:
    """Return ``day`` if it is worked, else the first working day after it (Civil Code Art.203)."""
    status = calendar_named(calendar)
    while not status(day).working:
        day += _DAY
    return day


def add_working_days(start: date, n: int, calendar: str | DayCalendar = "cn") -> date:
    """Return the ``n``-th working day after ``start``, which is not counted (Civil Code Art.201)."""
    if n < 0:
        raise ValueError("working days are counted forward: n must be 0 or more")
    status, day = calendar_named(calendar), start
    while n:
        day += _DAY
        n -= status(day).working
    return day


def with_days(calendar: str | DayCalendar, days: Mapping[date, DayStatus]) -> DayCalendar:
    """Return ``calendar`` with ``days`` put over it, as a new holiday notice does."""
    base = calendar_named(calendar)
    return lambda day: days.get(day) or base(day)
