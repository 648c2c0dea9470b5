"""Working days of China and of England and Wales."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengwen.foundation.calendar import china
from dengwen.foundation.calendar.day_status import DayStatus
from dengwen.foundation.calendar.england_wales import easter
from dengwen.foundation.calendar.reasons import reason_label
from dengwen.foundation.calendar.working_days import add_working_days, day_status, next_working_day, with_days

EXCEPTIONS = Path(__file__).parents[3] / "shared" / "domain" / "cn_calendar_exceptions_2010_2026.csv"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2011, 12, 31), DayStatus(True, "make_up")),
        (date(2012, 3, 31), DayStatus(True, "make_up")),
        (date(2026, 2, 17), DayStatus(False, "holiday:spring_festival")),
        (date(2015, 9, 3), DayStatus(False, "holiday:anti_fascist_70th_day")),
        (date(2026, 3, 7), DayStatus(False, "weekend")),
        (date(2026, 3, 9), DayStatus(True, "ordinary")),
        (date(2027, 1, 1), DayStatus(False, "holiday:new_years_day", True)),
        (date(2027, 2, 6), DayStatus(False, "weekend", True)),
        (date(2027, 2, 8), DayStatus(True, "ordinary", True)),
        (date(2026, 12, 31), DayStatus(True, "ordinary", True)),
        (date(2000, 5, 1), DayStatus(False, "holiday:labour_day", True)),
        (date(1, 1, 1), DayStatus(False, "holiday:new_years_day", True)),
    ],
)
def test_chinese_days(day: date, expected: DayStatus) -> None:
    """Notices where there are any; else weekends and fixed holidays, marked provisional."""
    assert day_status(day) == expected


@pytest.mark.data
def test_china_agrees_with_the_delivered_exceptions() -> None:
    """Every day of 2010 to 2026 against the file made for the project."""
    if not EXCEPTIONS.is_file():
        pytest.skip(f"needs {EXCEPTIONS}")
    with EXCEPTIONS.open(encoding="utf-8", newline="") as lines:
        kinds = {date.fromisoformat(row["date"]): row["kind"] for row in csv.DictReader(lines)}
    for offset in range((date(2026, 12, 31) - date(2010, 1, 1)).days + 1):
        day = date(2010, 1, 1) + timedelta(days=offset)
        by_file = {"makeup_workday": True, "weekday_off": False}.get(kinds.get(day, ""), day.weekday() < 5)
        assert day_status(day).working is by_file, day


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(["cn", "ew"]))
def test_no_day_is_refused(day: date, calendar: str) -> None:
    """Neither a year before the notices nor one after them; each reason has words in both languages."""
    in_chinese = reason_label(day_status(day, calendar).reason, "zh")
    assert all("一" <= sign <= "鿿" or sign.isdigit() for sign in in_chinese)


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(1, 60), st.sampled_from(["cn", "ew"]))
def test_working_days_are_counted_one_by_one(start: date, count: int, calendar: str) -> None:
    """As many working days lie after the start, up to the end, as were asked for."""
    end = add_working_days(start, count, calendar)
    between = [start + timedelta(days=each + 1) for each in range((end - start).days)]
    assert sum(day_status(day, calendar).working for day in between) == count
    assert next_working_day(end, calendar) == end


def test_asking_for_nonsense() -> None:
    """Unknown calendars and negative counts are refused with what would do."""
    with pytest.raises(LookupError, match="use one of cn, ew"):
        day_status(date(2026, 1, 1), "mars")
    with pytest.raises(ValueError, match="0 or more"):
        add_working_days(date(2026, 1, 1), -1)
    assert add_working_days(date(2026, 1, 1), 0) == date(2026, 1, 1)


def test_a_new_notice_lies_over_the_calendar() -> None:
    """What is not in the notice stays as it was."""
    notice = {date(2027, 2, 8): DayStatus(False, "holiday:spring_festival")}
    later = with_days("cn", notice)
    assert next_working_day(date(2027, 2, 8)) == date(2027, 2, 8)
    assert next_working_day(date(2027, 2, 8), later) == date(2027, 2, 9)
    assert later(date(2027, 2, 9)) == day_status(date(2027, 2, 9))


@pytest.mark.parametrize(
    "sunday", [date(1961, 4, 2), date(2000, 4, 23), date(2008, 3, 23), date(2024, 3, 31), date(2038, 4, 25)]
)
def test_easter(sunday: date) -> None:
    """Early, late and in between."""
    assert easter(sunday.year) == sunday


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2020, 5, 8), "holiday:early_may_bank_holiday"),
        (date(2020, 5, 4), "ordinary"),
        (date(2021, 12, 27), "holiday:christmas_day"),
        (date(2021, 12, 28), "holiday:boxing_day"),
        (date(2022, 12, 27), "holiday:christmas_day"),
        (date(2023, 1, 2), "holiday:new_years_day"),
        (date(2022, 6, 2), "holiday:spring_bank_holiday"),
        (date(2022, 6, 3), "holiday:jubilee"),
        (date(2026, 4, 3), "holiday:good_friday"),
        (date(2026, 8, 31), "holiday:summer_bank_holiday"),
    ],
)
def test_bank_holidays(day: date, reason: str) -> None:
    """Rules, substitute days, moved days and days added once."""
    assert day_status(day, "ew").reason == reason


def test_every_december_after_the_last_notice_may_still_change() -> None:
    """The notice of the next year reaches back: that of 2012 made 2011-12-31 a working day."""
    assert not day_status(date(china.LAST_YEAR, 12, 24)).provisional
    assert day_status(date(china.LAST_YEAR, 12, 25)).provisional
