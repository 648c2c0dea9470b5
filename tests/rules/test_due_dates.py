"""The dated cases of tests/tables/due_dates.csv, and what must hold for every limit and every day."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengwen.base.errors import Refusal
from dengwen.domains.deadlines.rules.compute_due import compute_due
from dengwen.domains.deadlines.rules.explain_due import days_left, explain
from dengwen.foundation.calendar.day_status import DayStatus
from dengwen.foundation.calendar.working_days import with_days
from dengwen.foundation.rulebook.loading import pack, packs
from dengwen.foundation.rulebook.model import Limit, Unit

TABLE = Path(__file__).parent.parent / "tables" / "due_dates.csv"
with TABLE.open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines))


def made(length: int, unit: Unit) -> Limit:
    """A limit of our own making, for units that no Chinese petition limit uses."""
    return pack("cn-2022").limit("screening").model_copy(update={"length": length, "unit": unit})


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case['limit']}-{case['start']}-{case['extension']}"
)
def test_dated_case(case: dict[str, str]) -> None:
    """Each row of the table, as a lawyer reads it."""
    law = pack(case["pack"])
    due = compute_due(
        law.limit(case["limit"]),
        date.fromisoformat(case["start"]),
        extension_days=int(case["extension"] or 0),
        calendar=law.calendar,
    )
    found = (due.target.isoformat(), due.legal.isoformat(), due.provisional, due.article)
    assert found == (case["target"], case["legal"], bool(case["provisional"]), case["article"]), case["why"]
    assert due.for_petitioner == max(due.target, due.legal)


def test_the_table_is_long_enough() -> None:
    """Sixty cases and more, none twice."""
    assert len({(case["pack"], case["limit"], case["start"], case["extension"]) for case in CASES}) == len(
        CASES
    )
    assert len(CASES) >= 60


@pytest.mark.parametrize(
    ("start", "length", "unit", "target"),
    [
        (date(2026, 1, 31), 1, Unit.MONTH, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, Unit.MONTH, date(2024, 2, 29)),
        (date(2026, 1, 15), 2, Unit.MONTH, date(2026, 3, 15)),
        (date(2025, 12, 31), 2, Unit.MONTH, date(2026, 2, 28)),
        (date(2025, 11, 30), 3, Unit.MONTH, date(2026, 2, 28)),
        (date(2026, 2, 28), 1, Unit.MONTH, date(2026, 3, 28)),
        (date(2024, 2, 29), 2, Unit.YEAR, date(2026, 2, 28)),
        (date(2024, 2, 29), 4, Unit.YEAR, date(2028, 2, 29)),
        (date(2025, 8, 12), 1, Unit.YEAR, date(2026, 8, 12)),
    ],
)
def test_months_and_years(start: date, length: int, unit: Unit, target: date) -> None:
    """Civil Code Art.202: the day of the same number, or the month's last day (LPC Art.23, 39 count so)."""
    assert compute_due(made(length, unit), start, calendar="cn").target == target


@pytest.mark.parametrize(
    ("start", "length", "unit", "target", "legal"),
    [
        (date(2023, 4, 5), 5, Unit.WORKING_DAY, date(2023, 4, 14), date(2023, 4, 14)),
        (date(2022, 8, 31), 20, Unit.WORKING_DAY, date(2022, 9, 29), date(2022, 9, 29)),
        (date(2022, 12, 20), 5, Unit.WORKING_DAY, date(2022, 12, 29), date(2022, 12, 29)),
        (date(2023, 4, 10), 28, Unit.CALENDAR_DAY, date(2023, 5, 8), date(2023, 5, 9)),
    ],
)
def test_england_and_wales(start: date, length: int, unit: Unit, target: date, legal: date) -> None:
    """Easter, the state funeral of 2022, Christmas with its substitute days, the coronation."""
    due = compute_due(made(length, unit), start, calendar="ew")
    assert (due.target, due.legal, due.provisional) == (target, legal, False)


def test_a_named_date_stays_as_it_is_named() -> None:
    """A day named in a letter or an opinion is that day, rest day or not (L22 Art.22(1)(3))."""
    due = compute_due(pack("cn-2022").limit("assigned_report"), date(2026, 10, 3), calendar="cn")
    assert due.target == due.legal == date(2026, 10, 3)


def test_extensions_are_held_to_the_rule() -> None:
    """L22 Art.34: 30 days at most; a limit without an extension has none."""
    law = pack("cn-2022")
    with pytest.raises(Refusal) as too_long:
        compute_due(law.limit("handling"), date(2026, 3, 3), extension_days=31, calendar="cn")
    assert (too_long.value.code, too_long.value.facts["most"]) == ("limit.extension_too_long", 30)
    with pytest.raises(Refusal) as none:
        compute_due(law.limit("review_decision"), date(2026, 3, 3), extension_days=1, calendar="cn")
    assert none.value.code == "limit.no_extension"
    with pytest.raises(ValueError, match="0 or more"):
        compute_due(law.limit("handling"), date(2026, 3, 3), extension_days=-1, calendar="cn")


def test_it_explains_itself_in_both_languages() -> None:
    """Why this date: start, days skipped, make-up days, end, article."""
    law = pack("cn-2022")
    plain = compute_due(law.limit("screening"), date(2026, 3, 3), calendar="cn")
    assert explain(plain, "en") == (
        "15 days from 3 March 2026, the day not counted, end on 18 March 2026. L22 Art.22."
    )
    assert explain(plain, "zh-hans") == (
        "自2026年3月3日起15日，起始当日不计入，至2026年3月18日届满。依据：《信访工作条例》第二十二条。"
    )
    objection = compute_due(law.limit("objection"), date(2026, 9, 28), calendar="cn")
    assert "Not counted: 1 to 7 October 2026: National Day." in explain(objection, "en")
    assert "Counted: 10 October 2026: make-up working day." in explain(objection, "en")
    assert "不计入：2026年10月1日至2026年10月7日国庆节。" in explain(objection, "zh")
    rolled = compute_due(law.limit("handling"), date(2026, 11, 22), extension_days=30, calendar="cn")
    assert "60 days and 30 days of extension" in explain(rolled, "en")
    assert "so the limit legally ends on 22 February 2027. Provisional:" in explain(rolled, "en")
    assert "依法顺延至2027年2月22日。暂定：" in explain(rolled, "zh")
    own = compute_due(law.limit("dossier"), date(2026, 3, 3), calendar="cn")
    assert explain(own, "en").endswith("This system’s own rule. No law sets it.")


@pytest.mark.parametrize(
    ("away", "english", "chinese"),
    [
        (3, "3 days", "还有3天"),
        (1, "1 day", "还有1天"),
        (0, "due today", "今天到期"),
        (-1, "late 1 day", "已超期1天"),
        (-12, "late 12 days", "已超期12天"),
    ],
)
def test_days_left_in_words(away: int, english: str, chinese: str) -> None:
    """Counted to the legal end."""
    due = compute_due(pack("cn-2022").limit("handling"), date(2026, 8, 4), calendar="cn")
    today = due.legal - timedelta(days=away)
    assert days_left(due, today, "en") == days_left(due.legal, today, "en") == english
    assert days_left(due, today, "zh") == chinese


LIMITS = [limit for law in packs() for limit in law.limits]
ANY_LIMIT = st.sampled_from([*LIMITS, made(2, Unit.MONTH), made(1, Unit.YEAR)])
ANY_DAY = st.dates(date(1995, 1, 1), date(2060, 1, 1))


@given(ANY_LIMIT, ANY_DAY, st.sampled_from(["cn", "ew"]))
def test_the_end_is_never_early_and_always_the_same(limit: Limit, start: date, calendar: str) -> None:
    """The legal day is worked, not before the target; counting again changes nothing; words never fail."""
    due = compute_due(limit, start, calendar=calendar)
    assert due == compute_due(limit, start, calendar=calendar)
    assert start <= due.target <= due.legal == due.for_petitioner
    assert explain(due, "en").endswith(".")
    assert explain(due, "zh").endswith("。")


@given(ANY_LIMIT, ANY_DAY, st.sets(st.integers(0, 120), max_size=8))
def test_a_holiday_more_never_shortens(limit: Limit, start: date, offsets: set[int]) -> None:
    """Whatever day becomes a holiday, nobody's period gets shorter."""
    holidays = {start + timedelta(days=each): DayStatus(False, "holiday:new") for each in offsets}
    before = compute_due(limit, start, calendar="cn")
    after = compute_due(limit, start, calendar=with_days("cn", holidays))
    assert after.target >= before.target
    assert after.legal >= before.legal


@given(ANY_DAY, st.integers(0, 30), st.integers(0, 30))
def test_a_longer_extension_never_ends_earlier(start: date, one: int, other: int) -> None:
    """Nor does the extension depend on how the first end was rolled."""
    limit = pack("cn-2022").limit("handling")
    shorter, longer = (
        compute_due(limit, start, extension_days=days, calendar="cn") for days in sorted((one, other))
    )
    assert shorter.legal <= longer.legal
    assert replace(shorter, extension_days=0).start == longer.start
