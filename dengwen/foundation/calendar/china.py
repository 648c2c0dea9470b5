"""Working days of mainland China: the State Council's yearly notices, as ``chinesecalendar`` holds them.

A year without a notice falls back to weekends and holidays of fixed date, marked provisional (facts 3.7).
"""

from datetime import date
from functools import lru_cache

from chinese_calendar import constants  # type: ignore[import-untyped]

from dengwen.foundation.calendar.day_status import DayStatus, by_week

FIXED = {(1, 1): "new_years_day", (5, 1): "labour_day"} | {(10, day): "national_day" for day in (1, 2, 3)}

FIRST_YEAR = min(constants.holidays).year
LAST_YEAR = max(constants.holidays).year
# A notice reaches back into the December before it: that of 2012 made 2011-12-31 a working Saturday.
SETTLED_UNTIL = date(LAST_YEAR, 12, 24)


@lru_cache(maxsize=4096)
def china(day: date) -> DayStatus:
    """Return the status of ``day``; never raises, whatever the year."""
    provisional = not (date(FIRST_YEAR, 1, 1) <= day <= SETTLED_UNTIL)
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        if day in constants.workdays:
            return DayStatus(True, "make_up", provisional)
        if day in constants.holidays:
            return DayStatus(False, f"holiday:{constants.Holiday(constants.holidays[day]).name}", provisional)
    elif name := FIXED.get((day.month, day.day)):
        return DayStatus(False, f"holiday:{name}", provisional)
    return by_week(day, provisional=provisional)
