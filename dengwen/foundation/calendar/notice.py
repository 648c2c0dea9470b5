"""A holiday notice handed in as a file: what it says, what is wrong with it, and the calendar under it.

The file has the columns ``date,kind,holiday``: only the days that differ from the week, ``weekday_off`` (a Monday to
Friday that is free) and ``makeup_workday`` (a Saturday or Sunday that is worked). Each year in it is taken as whole
and replaces what was known of that year; days from 25 December on, of a year that has no others in the file, belong
to the notice of the next year, as that of 2012 made 2011-12-31 a working Saturday.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dengwen.base.errors import Refusal
from dengwen.foundation.calendar.china import FIXED
from dengwen.foundation.calendar.day_status import DayCalendar, DayStatus, by_week
from dengwen.foundation.calendar.reasons import holiday_code

COLUMNS = ("date", "kind", "holiday")
KINDS = ("weekday_off", "makeup_workday")
WORKED = "on"
_FEWEST_DAYS = 5
_YEARS = range(1990, 2100)


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says: whole ``years``, and by day ``on`` (worked) or the code of the holiday."""

    years: tuple[int, ...]
    days: Mapping[date, str]


def read_notice(text: str, *, calendar: str = "cn") -> tuple[Notice, list[Refusal]]:
    """Return the notice in ``text`` (CSV) and everything that is wrong with it, each with line and remedy."""
    reader = csv.DictReader(text.lstrip("\ufeff").splitlines())
    if tuple(reader.fieldnames or ()) != COLUMNS:
        return Notice((), {}), [Refusal("notice.columns", line=1, columns=", ".join(COLUMNS))]
    days: dict[date, str] = {}
    lines: dict[date, int] = {}
    problems = []
    for row in reader:
        try:
            day, said = _read_row(row, reader.line_num, lines)
        except Refusal as refusal:
            problems.append(refusal)
            continue
        days[day], lines[day] = said, reader.line_num
    years = _whole_years(days)
    return Notice(years, days), problems or _check_whole(years, days, calendar)


def _read_row(row: Mapping[str, str | None], line: int, lines: Mapping[date, int]) -> tuple[date, str]:
    written = (row["date"] or "").strip()
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise Refusal("notice.no_date", line=line, written=written) from None
    kind, holiday = (row["kind"] or "").strip(), (row["holiday"] or "").strip()
    if day.year not in _YEARS:
        raise Refusal("notice.strange_year", line=line, day=day)
    if day in lines:
        raise Refusal("notice.twice", line=line, day=day, before=lines[day])
    if kind not in KINDS:
        raise Refusal("notice.kind_unknown", line=line, written=kind, kinds=", ".join(KINDS))
    if not holiday or len(holiday) > 60:
        raise Refusal("notice.no_holiday", line=line, day=day)
    if kind == "weekday_off" and day.weekday() >= 5:
        raise Refusal("notice.off_on_weekend", line=line, day=day)
    if kind == "makeup_workday" and day.weekday() < 5:
        raise Refusal("notice.made_up_on_weekday", line=line, day=day)
    return day, WORKED if kind == "makeup_workday" else holiday_code(holiday)


def _whole_years(days: Mapping[date, str]) -> tuple[int, ...]:
    return tuple(sorted({day.year for day in days if not _is_late(day)}))


def _is_late(day: date) -> bool:
    return (day.month, day.day) >= (12, 25)


def _check_whole(years: Sequence[int], days: Mapping[date, str], calendar: str) -> list[Refusal]:
    problems = [] if years else [Refusal("notice.no_year")]
    for year in years:
        free = [day for day, said in days.items() if day.year == year and said != WORKED]
        if len(free) < _FEWEST_DAYS:
            problems.append(Refusal("notice.year_not_whole", year=year, count=len(free)))
        for month, number in FIXED if calendar == "cn" else ():
            fixed = date(year, month, number)
            if fixed.weekday() < 5 and fixed not in free:
                problems.append(Refusal("notice.fixed_day_missing", day=fixed))
    lost = [day for day in sorted(days) if day.year not in years and day.year + 1 not in years]
    return problems + [Refusal("notice.belongs_to_no_year", day=day) for day in lost]


def under_notices(base: DayCalendar, notices: Sequence[Notice]) -> DayCalendar:
    """Return ``base`` with ``notices`` laid over it, in the order in which they were adopted."""
    stated: dict[int, dict[date, str]] = {}
    reaching_back: dict[int, dict[date, str]] = {}
    for notice in notices:
        for year in notice.years:
            stated[year] = {day: said for day, said in notice.days.items() if day.year == year}
            reaching_back[year] = {
                day: said for day, said in notice.days.items() if day.year == year - 1 not in notice.years
            }

    def is_known(year: int) -> bool:
        return year in stated or not base(date(year, 6, 30)).provisional

    def status(day: date) -> DayStatus:
        year = day.year
        said = reaching_back.get(year + 1, {}).get(day) or stated.get(year, {}).get(day)
        if said is not None:
            return DayStatus(True, "make_up") if said == WORKED else DayStatus(False, f"holiday:{said}")
        if year in stated:
            return by_week(day, provisional=_is_late(day) and not is_known(year + 1))
        found = base(day)
        if _is_late(day) and year + 1 in stated and not base(day - timedelta(days=20)).provisional:
            return DayStatus(found.working, found.reason)  # the next year's notice is out and leaves it alone
        return found

    return status


def changed_days(before: DayCalendar, after: DayCalendar, years: Sequence[int]) -> list[date]:
    """Return the days, from the December before the first of ``years`` on, whose status is no longer the same."""
    found = []
    for year in years:
        day = date(year - 1, 12, 25)
        while day.year <= year:
            if (before(day).working, before(day).provisional) != (after(day).working, after(day).provisional):
                found.append(day)
            day += timedelta(days=1)
    return sorted(set(found))
