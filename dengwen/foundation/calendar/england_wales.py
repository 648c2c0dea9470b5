"""Working days of England and Wales.

Bank holidays are computed from their rules (Banking and Financial Dealings Act 1971 and the proclamations
under it); the days that were moved or added once stand in two tables.
"""

from datetime import date, timedelta
from functools import lru_cache

from dengwen.foundation.calendar.day_status import DayStatus, by_week

# From 1978 the holidays have their present form; later than the last year a day may still be moved or added.
FIRST_YEAR, LAST_YEAR = 1978, 2026

MOVED = {
    ("early_may_bank_holiday", 1995): date(1995, 5, 8),
    ("early_may_bank_holiday", 2020): date(2020, 5, 8),
    ("spring_bank_holiday", 2002): date(2002, 6, 4),
    ("spring_bank_holiday", 2012): date(2012, 6, 4),
    ("spring_bank_holiday", 2022): date(2022, 6, 2),
}
ONCE = {
    date(1981, 7, 29): "royal_wedding",
    date(1999, 12, 31): "millennium",
    date(2002, 6, 3): "jubilee",
    date(2011, 4, 29): "royal_wedding",
    date(2012, 6, 5): "jubilee",
    date(2022, 6, 3): "jubilee",
    date(2022, 9, 19): "state_funeral",
    date(2023, 5, 8): "coronation",
}


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the method of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * j) // 433
    month = (h + j - 7 * m + 90) // 25
    return date(year, month, (h + j - 7 * m + 33 * month + 19) % 32)


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


@lru_cache(maxsize=512)
def _holidays(year: int) -> dict[date, str]:
    sunday = easter(year)
    found = {sunday - timedelta(days=2): "good_friday", sunday + timedelta(days=1): "easter_monday"}
    by_rule = {
        "early_may_bank_holiday": _monday_from(date(year, 5, 1)),
        "spring_bank_holiday": _monday_from(date(year, 5, 25)),
        "summer_bank_holiday": _monday_from(date(year, 8, 25)),
    }
    found |= {MOVED.get((name, year), day): name for name, day in by_rule.items()}
    for day, name in (
        (date(year, 1, 1), "new_years_day"),
        (date(year, 12, 25), "christmas_day"),
        (date(year, 12, 26), "boxing_day"),
    ):
        found[day] = name
    found |= _substitutes(year, found)
    return found | {day: name for day, name in ONCE.items() if day.year == year}


def _substitutes(year: int, found: dict[date, str]) -> dict[date, str]:
    """A holiday of fixed date on a weekend is kept on the next weekday that is free."""
    kept: dict[date, str] = {}
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        if day.weekday() < 5:
            continue
        other = day
        while other.weekday() >= 5 or other in found or other in kept:
            other += timedelta(days=1)
        kept[other] = found[day]
    return kept


@lru_cache(maxsize=4096)
def england_wales(day: date) -> DayStatus:
    """Return the status of ``day``; never raises, whatever the year."""
    provisional = not FIRST_YEAR <= day.year <= LAST_YEAR
    if name := _holidays(day.year).get(day):
        return DayStatus(False, f"holiday:{name}", provisional)
    return by_week(day, provisional=provisional)
