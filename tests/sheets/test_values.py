"""Cells into values."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengwen.interfaces.sheets.values import (
    ValueProblemError,
    as_code,
    as_integer,
    as_line,
    as_moment,
    as_text,
)

DAY = dt.date(2012, 3, 5)
MOMENT = dt.datetime.fromisoformat("2019-01-08 09:13")


@pytest.mark.parametrize(
    "raw",
    ["2012-3-5", "2012/3/5", "2012.03.05", "5.3.2012", "2012年3月5日",
     "２０１２年３月５日", "20120305", 20120305.0,
     " 2012-03-05\t", 40973, 40973.0, "40973", DAY],
)  # fmt: skip
def test_days(raw: object) -> None:
    assert as_moment(raw) == DAY


@pytest.mark.parametrize(
    "raw",
    ["2019/1/8 9:13", "2019-01-08T09:13:00",
     "2019年1月8日 9时13分", "2019年1月8日上午9:13", "20190108091300",
     "2019-01-08 09:13:00+08:00", MOMENT, 43473 + (9 * 60 + 13) / 1440, "8.1.2019 9:13 am"],
)  # fmt: skip
def test_moments(raw: object) -> None:
    assert as_moment(raw) == MOMENT


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("3/5/2012", "date_ambiguous"),
        ("2011-02-30", "date_impossible"),
        ("2011-02-28 25:00", "date_impossible"),
        ("soon", "date_unreadable"),
        (True, "date_unreadable"),
        (3.5, "date_unreadable"),
        (float("inf"), "date_unreadable"),
        (float("nan"), "date_unreadable"),
        ("12", "date_unreadable"),
        ("2012-3", "date_unreadable"),
    ],
)
def test_bad_dates_are_named(raw: object, code: str) -> None:
    with pytest.raises(ValueProblemError) as caught:
        as_moment(raw)
    assert caught.value.code == code


def test_afternoons_are_in_the_afternoon() -> None:
    written = ["2019年1月8日下午1:05", "2019-1-8 1:05 PM", "2019-1-8 13:05"]
    assert {as_moment(text) for text in written} == {dt.datetime.fromisoformat("2019-01-08 13:05")}
    assert as_moment("2019-1-8 12:05 am") == dt.datetime.fromisoformat("2019-01-08 00:05")


def test_order_decides_what_is_doubtful() -> None:
    assert as_moment("3/5/2012", "dmy") == dt.date(2012, 5, 3)
    assert as_moment("3/5/2012", "mdy") == dt.date(2012, 3, 5)
    assert as_moment("25/12/2012") == as_moment("12/25/2012") == dt.date(2012, 12, 25)
    assert as_moment("") is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.times())
def test_every_written_moment_reads_back(date: dt.date, time: dt.time) -> None:
    moment = dt.datetime.combine(date, time.replace(microsecond=0))
    day, clock = f"{moment.year}/{moment.month}/{moment.day}", f"{moment.hour}:{moment:%M:%S}"
    assert as_moment(f"{day} {clock}") == moment == as_moment(moment.isoformat())
    assert as_moment(day) == moment.date() == as_moment(f"{moment.day}.{moment.month}.{moment.year}")


def test_texts_and_numbers() -> None:
    assert as_text("\n\t\t\n  地处\t 省会 \r\n\r\n\r\n\r\n第二\x00段 ") == "地处 省会\n\n第二段"
    assert as_line(" a\r\n\n b ") == "a b"
    assert [as_code(raw) for raw in (411.0, "411.0", "411", "４１１", "A-1.0x")] == ["411"] * 4 + ["A-1.0x"]
    assert [as_integer(raw) for raw in ("411.0", 411.0, "1,024", "")] == [411, 411, 1024, None]
    with pytest.raises(ValueProblemError):
        as_integer("4.5")


@given(st.text())
def test_cleaning_is_stable(text: str) -> None:
    assert as_text(as_text(text)) == as_text(text)
    assert as_line(as_line(text)) == as_line(text)
    assert "\n" not in as_line(text)
    assert "\t" not in as_text(text)
