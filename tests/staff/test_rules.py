"""The plain rules of posts and sign-in."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengwen.base.errors import Refusal
from dengwen.foundation.staff.rules.posts import (
    ADMINISTRATOR,
    Tenure,
    check_administrator_apart,
    check_days,
    check_not_held_twice,
    check_organ_exists,
)
from dengwen.foundation.staff.rules.sign_in import (
    FAILURES_ALLOWED,
    LOCKED_FOR,
    after_failure,
    check_may_sign_in,
)

D1, D2, D3, D4 = (date(2026, 1, day) for day in (1, 2, 3, 4))
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((D1, D2), (D3, D4), False),
        ((D1, D2), (D2, D4), True),
        ((D1, None), (D4, None), True),
        ((D1, D3), (D4, None), False),
        ((D2, D3), (D1, D4), True),
    ],
)
def test_overlap_counts_both_end_days(
    one: tuple[date, date | None], other: tuple[date, date | None], overlap: bool
) -> None:
    a, b = Tenure(1, "handler", *one), Tenure(1, "handler", *other)
    assert a.overlaps(b) is overlap
    assert b.overlaps(a) is overlap


_DAYS = st.integers(0, 8).map(lambda number: D1 + timedelta(days=number))


@given(_DAYS, st.none() | _DAYS, _DAYS, st.none() | _DAYS)
def test_two_posts_overlap_when_both_hold_on_some_day(
    s1: date, u1: date | None, s2: date, u2: date | None
) -> None:
    if (u1 is not None and u1 < s1) or (u2 is not None and u2 < s2):
        return
    a, b = Tenure(1, "x", s1, u1), Tenure(2, "y", s2, u2)
    days = (D1 + timedelta(days=number) for number in range(10))
    assert a.overlaps(b) == any(a.holds_on(day) and b.holds_on(day) for day in days)


def test_the_same_post_twice() -> None:
    held = [Tenure(1, "handler", D1, D3)]
    check_not_held_twice(Tenure(1, "handler", D4), held)
    check_not_held_twice(Tenure(1, "leader", D2), held)
    check_not_held_twice(Tenure(2, "handler", D2), held)
    with pytest.raises(Refusal, match="held_already"):
        check_not_held_twice(Tenure(1, "handler", D3), held)


@pytest.mark.parametrize("roles", [("handler", ADMINISTRATOR), (ADMINISTRATOR, "auditor")])
def test_the_administrator_reads_no_case_on_the_same_day(roles: tuple[str, str]) -> None:
    old, new = roles
    check_administrator_apart(Tenure(1, new, D4), [Tenure(2, old, D1, D3)])
    with pytest.raises(Refusal, match="administrator_apart"):
        check_administrator_apart(Tenure(1, new, D3), [Tenure(2, old, D1, D3)])
    check_administrator_apart(Tenure(1, ADMINISTRATOR, D1), [Tenure(2, ADMINISTRATOR, D1)])


def test_a_post_lies_within_the_life_of_its_organ() -> None:
    check_days(D1, D1)
    check_days(D1, None)
    with pytest.raises(Refusal, match="ends_before_start"):
        check_days(D2, D1)
    check_organ_exists(Tenure(1, "handler", D1), name="A", closed_on=None)
    check_organ_exists(Tenure(1, "handler", D1, D3), name="A", closed_on=D3)
    for until in (D4, None):
        with pytest.raises(Refusal, match="organ_closed"):
            check_organ_exists(Tenure(1, "handler", D1, until), name="A", closed_on=D3)


def test_the_fifth_failure_locks_for_a_quarter_of_an_hour() -> None:
    failures: int = 0
    locked: datetime | None = None
    for _ in range(FAILURES_ALLOWED - 1):
        failures, locked = after_failure(failures, locked, NOON)
        assert locked is None
    failures, locked = after_failure(failures, locked, NOON)
    assert locked == NOON + LOCKED_FOR
    later = NOON + timedelta(minutes=14)
    assert after_failure(failures, locked, later) == (failures, locked)
    with pytest.raises(Refusal, match="locked"):
        check_may_sign_in(is_active=True, locked_until=locked, at=later)
    after = NOON + LOCKED_FOR
    check_may_sign_in(is_active=True, locked_until=locked, at=after)
    assert after_failure(failures, locked, after) == (1, None)
    with pytest.raises(Refusal, match="inactive"):
        check_may_sign_in(is_active=False, locked_until=None, at=after)
