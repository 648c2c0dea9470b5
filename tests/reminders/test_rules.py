"""The rules of reminders, row by row of tests/tables/reminders.csv, and their properties."""

import csv
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as some

from dengwen.domains.reminders.rules.steps import ORDER, Part, Reached, Step, reached, schedule
from dengwen.domains.reminders.rules.who_is_told import (
    HEARS_FROM_BELOW,
    MENDS,
    Gap,
    GapKind,
    Staff,
    Team,
    hears_of_gap,
    who_is_told,
)
from dengwen.foundation.permissions.rights import Right, has_right
from dengwen.foundation.rulebook.loading import code_list

TABLE = Path(__file__).parent.parent / "tables" / "reminders.csv"
UNIT, BUREAU, ABOVE = 3, 2, 1
# Everybody of the table: post, organ, role. "handler" and "leader" hold posts wherever the table names them.
PEOPLE = {
    "handler": (10, UNIT, "handler"), "leader": (11, BUREAU, "leader"), "other_leader": (12, BUREAU, "leader"),
    "registrar": (13, BUREAU, "registrar"), "unit_head": (14, UNIT, "unit_head"),
    "bureau_head": (15, BUREAU, "unit_head"), "reviewer": (16, BUREAU, "reviewer"),
    "above_office": (17, ABOVE, "campaign_office"), "above_reviewer": (18, ABOVE, "reviewer"),
    "above_registrar": (19, ABOVE, "registrar"), "examiner": (20, BUREAU, "reviewer"),
    "exam_leader": (21, BUREAU, "leader"),
}  # fmt: skip
GONE = 99
POSTS = [post for post, _, _ in PEOPLE.values()]


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def staff_of(names: set[str]) -> Staff:
    by_role: dict[tuple[int, str], tuple[int, ...]] = {}
    for name in sorted(names):
        post, organ, role = PEOPLE[name]
        by_role[organ, role] = (*by_role.get((organ, role), ()), post)
    return Staff(by_role, frozenset(PEOPLE[name][0] for name in names))


def named(words: str) -> int | None:
    return {"": None, "gone": GONE}.get(words, PEOPLE[words][0] if words in PEOPLE else None)


@pytest.mark.parametrize("case", rows(), ids=lambda case: case["note"])
def test_who_is_told(case: dict[str, str]) -> None:
    there = {*case["staff"].split(), *({case["handler"], case["leader"]} & {"handler", "leader"})}
    if case["examined"]:
        there -= {"leader"}  # of another organ
    team = Team(
        BUREAU, ABOVE if case["above"] else None, UNIT if case["unit"] else None, named(case["handler"]),
        named(case["leader"]), examining=bool(case["examined"]),
    )  # fmt: skip
    told = who_is_told(Step(case["step"]), team, staff_of(there))
    assert told.posts == {PEOPLE[name][0] for name in case["told"].split()}
    assert {gap.kind for gap in told.gaps} == set(case["gaps"].split())


def some_post() -> some.SearchStrategy[int | None]:
    return some.one_of(some.none(), some.sampled_from([*POSTS, GONE]))


TEAMS = some.builds(
    Team, some.just(BUREAU), some.sampled_from([ABOVE, None]), some.sampled_from([UNIT, None]), some_post(),
    some_post(), some.booleans(),
)  # fmt: skip
STAFFS = some.sets(some.sampled_from(sorted(PEOPLE))).map(staff_of)


@given(TEAMS, STAFFS)
def test_nobody_is_passed_over_in_silence(team: Team, staff: Staff) -> None:
    """Every step finds a post or a gap, only posts in force, and a later step everybody whom an earlier one found."""
    told = [who_is_told(step, team, staff) for step in ORDER]
    for each in told:
        assert each.posts or each.gaps
        assert each.posts <= staff.posts
    for earlier, later in pairwise(told):
        assert earlier.posts <= later.posts
        assert earlier.gaps <= later.gaps


def test_a_gap_is_told_to_whoever_can_mend_it_and_to_the_organ_above() -> None:
    staff = staff_of({"registrar", "other_leader", "above_office", "above_registrar", "reviewer"})
    gap = Gap(UNIT, GapKind.NO_UNIT_HEAD)
    heard = hears_of_gap(gap, bureau=BUREAU, above=ABOVE, staff=staff)
    assert heard == {PEOPLE[name][0] for name in ("registrar", "other_leader", "above_office")}
    assert hears_of_gap(gap, bureau=BUREAU, above=None, staff=staff_of({"reviewer"})) == set()


def test_roles_by_their_rights() -> None:
    """Whoever is told can read cases; whoever mends can assign or appoint."""
    assert all(has_right(role, Right.READ_CASE) for role in HEARS_FROM_BELOW)
    assert all(has_right(role, Right.ASSIGN_TEAM) or has_right(role, Right.MANAGE_STAFF) for role in MENDS)


def test_the_code_lists_know_every_step_part_and_gap() -> None:
    assert [entry.code for entry in code_list("reminder_steps").entries] == list(ORDER)
    assert {entry.code for entry in code_list("reminder_gaps").entries} == set(GapKind)
    assert schedule().tells[Step.LATE] == tuple(Part)


@pytest.mark.parametrize(
    ("after", "step", "on"),
    [
        (0, None, 0), (29, None, 0), (30, "half", 30), (47, "half", 30), (48, "near", 48), (59, "near", 48),
        (60, "last_day", 60), (61, "late", 61), (67, "late", 61), (68, "late", 68), (74, "late", 68), (75, "late", 75),
    ],
)  # fmt: skip
def test_the_sixty_days_of_handling(after: int, step: str | None, on: int) -> None:
    """L22 Art.34: half of 60 days is the thirtieth, four fifths the forty-eighth."""
    start = date(2026, 3, 2)
    expected = Reached(Step(step), start + timedelta(days=on)) if step else None
    assert reached(start, start + timedelta(days=60), start + timedelta(days=after)) == expected


def test_a_share_of_a_day_is_a_whole_one() -> None:
    start = date(2026, 3, 2)
    end = start + timedelta(days=15)
    assert reached(start, end, start + timedelta(days=7)) is None
    assert reached(start, end, start + timedelta(days=8)) == Reached(Step.HALF, start + timedelta(days=8))


def test_a_day_that_was_named_has_its_last_day_and_is_late_afterwards() -> None:
    """A remedy's clock begins on the very day on which it ends: nothing was counted."""
    day = date(2026, 3, 2)
    assert reached(day, day, day - timedelta(days=1)) is None
    assert reached(day, day, day) == Reached(Step.LAST_DAY, day)
    assert reached(day, day, day + timedelta(days=1)) == Reached(Step.LATE, day + timedelta(days=1))


DAYS = some.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(DAYS, some.integers(0, 120), some.integers(-5, 200))
def test_never_before_its_day_and_never_twice_on_the_way(start: date, length: int, after: int) -> None:
    target, today = start + timedelta(days=length), start + timedelta(days=after)
    found, tomorrow = reached(start, target, today), reached(start, target, today + timedelta(days=1))
    if found:
        assert found.on <= today
        assert tomorrow
        assert (ORDER.index(tomorrow.step), tomorrow.on) >= (ORDER.index(found.step), found.on)
        assert tomorrow.on in (found.on, today + timedelta(days=1))
        # The day itself, and not the day before it, reaches the step.
        assert reached(start, target, found.on) == found
        assert reached(start, target, found.on - timedelta(days=1)) != found


@pytest.mark.django_db
def test_the_database_counts_as_the_rule_does() -> None:
    plan, start = schedule(), date(2026, 2, 20)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l, a, r.rank, reminders_on_day(%s, %s::date + l, %s::date + a, r.rank, %s, %s, %s)"
            " FROM generate_series(0, 95) l, generate_series(-3, 130) a,"
            " LATERAL (SELECT reminders_rank(%s, %s::date + l, %s::date + a, %s, %s) AS rank) r",
            [
                start,
                start,
                start,
                plan.half,
                plan.near,
                plan.every,
                start,
                start,
                start,
                plan.half,
                plan.near,
            ],
        )
        answers = cursor.fetchall()
    assert len(answers) == 96 * 134
    for length, after, rank, on_day in answers:
        found = reached(start, start + timedelta(days=length), start + timedelta(days=after))
        assert (rank, on_day) == ((ORDER.index(found.step) + 1, found.on) if found else (None, None))
