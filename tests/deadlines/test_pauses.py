"""Pauses: only what the rule names, never a day earlier, and resuming gives back what the pause took."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengwen.base.errors import Refusal
from dengwen.domains.deadlines.rules.compute_due import Pause, compute_due
from dengwen.domains.deadlines.rules.explain_due import explain
from dengwen.domains.deadlines.rules.tell_petitioner import tell_petitioner
from dengwen.foundation.calendar.day_status import DayStatus
from dengwen.foundation.calendar.working_days import with_days
from dengwen.foundation.rulebook.loading import pack, packs
from dengwen.foundation.rulebook.model import Unit

RRV = pack("cn-2022").limit("rereview_decision")
START = date(2026, 3, 2)
LIMITS = [limit for law in packs() for limit in law.limits if limit.unit is not Unit.GIVEN_DATE]
PAUSABLE = [limit.model_copy(update={"pauses": ("hearing",)}) for limit in LIMITS]
DAYS = st.dates(date(2008, 1, 1), date(2030, 1, 1))
SPANS = st.lists(st.tuples(st.integers(-10, 80), st.integers(0, 40)), max_size=4)


def at(number: int) -> date:
    return START + timedelta(days=number)


def made(start: date, spans: list[tuple[int, int]]) -> list[Pause]:
    return [
        Pause("hearing", start + timedelta(days=since), start + timedelta(days=since + length))
        for since, length in spans
    ]


def test_only_the_re_review_stands_still_in_both_national_texts() -> None:
    """Many systems pause everywhere; that is wrong (facts 1.1)."""
    pause = Pause("hearing", at(3), at(8))
    for law in packs():
        for limit in law.limits:
            if limit.key == "rereview_decision":
                assert limit.pauses == ("hearing",)
                continue
            if limit.pauses or limit.unit is Unit.GIVEN_DATE:
                continue
            with pytest.raises(Refusal) as refused:
                compute_due(limit, START, pauses=[pause], calendar=law.calendar)
            assert refused.value.code == "limit.pause_not_named"
            assert refused.value.facts["article"] == limit.article


def test_an_unknown_reason_pauses_nothing() -> None:
    with pytest.raises(Refusal) as refused:
        compute_due(RRV, START, pauses=[Pause("illness", at(3), at(8))], calendar="cn")
    assert (refused.value.code, refused.value.facts["pause"]) == ("limit.pause_not_named", "illness")


def test_an_open_pause_is_counted_as_if_it_ended_today_and_says_so() -> None:
    open_pause = Pause("hearing", at(10))
    due = compute_due(RRV, START, pauses=[open_pause], as_of=at(17), calendar="cn")
    assert (due.paused, due.as_of, due.target) == (True, at(17), at(37))
    assert "as if that ended on 19 March 2026" in explain(due, "en")
    assert "暂按2026年3月19日恢复计算" in explain(due, "zh")
    closed = compute_due(RRV, START, pauses=[Pause("hearing", at(10), at(17))], calendar="cn")
    assert (closed.paused, closed.target) == (False, due.target)
    assert "the time stands still" in tell_petitioner(due, "en", today=at(17))


def test_a_very_long_pause_closes_and_loses_nothing() -> None:
    """Trap (MoJ #2481): however long it lasts, the twenty days that were left are left."""
    due = compute_due(RRV, START, pauses=[Pause("hearing", at(10), at(2000))], calendar="cn")
    assert due.target == at(2020)


def test_resuming_gives_back_exactly_what_the_pause_took() -> None:
    """Trap (HOCS): pausing overwrote the deadline and resuming did not restore it."""
    before = compute_due(RRV, START, calendar="cn")
    for length in range(40):
        after = compute_due(RRV, START, pauses=[Pause("hearing", at(10), at(10 + length))], calendar="cn")
        assert after.target == before.target + timedelta(days=length)
    assert compute_due(RRV, START, pauses=[Pause("hearing", at(10), at(10))], calendar="cn") == before


@given(st.sampled_from(PAUSABLE), DAYS, SPANS, SPANS)
def test_a_pause_never_brings_a_date_forward(
    limit: object, start: date, some: list[tuple[int, int]], more: list[tuple[int, int]]
) -> None:
    """Neither the first one nor one more; and all together never by more days than they last."""
    assert isinstance(limit, type(RRV))
    few = compute_due(limit, start, pauses=made(start, some), calendar="cn")
    many = compute_due(limit, start, pauses=made(start, some + more), calendar="cn")
    plain = compute_due(limit, start, calendar="cn")
    assert plain.target <= few.target <= many.target
    assert few.legal <= many.legal
    if limit.unit is not Unit.WORKING_DAY:
        assert (many.target - plain.target).days <= sum(length for _, length in some + more)


@given(st.sampled_from(PAUSABLE), DAYS, SPANS, st.sets(st.integers(0, 120), max_size=8))
def test_a_holiday_never_shortens_a_paused_limit(
    limit: object, start: date, spans: list[tuple[int, int]], offsets: set[int]
) -> None:
    assert isinstance(limit, type(RRV))
    free = {start + timedelta(days=each): DayStatus(False, "holiday:new") for each in offsets}
    pauses = made(start, spans)
    before = compute_due(limit, start, pauses=pauses, calendar="cn")
    after = compute_due(limit, start, pauses=pauses, calendar=with_days("cn", free))
    assert after.target >= before.target
    assert after.legal >= before.legal


@given(st.sampled_from(LIMITS), DAYS, st.integers(-50, 100))
def test_the_petitioner_is_told_the_later_day(limit: object, start: date, away: int) -> None:
    """In both languages, whatever day it is today; a day told before a notice is never taken back."""
    assert isinstance(limit, type(RRV))
    due = compute_due(limit, start, calendar="cn")
    later = due.legal + timedelta(days=3)
    today = due.legal + timedelta(days=away)
    for day in (due.legal, later):
        assert f"{day.day} " in tell_petitioner(due, "en", today=today, told=day)
        assert f"{day.month}月{day.day}日" in tell_petitioner(due, "zh", today=today, told=day)
