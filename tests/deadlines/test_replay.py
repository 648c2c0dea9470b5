"""The ledger of a case leads to its clocks again, whatever happened to it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dengwen.domains.cases.verbs.reopen_matter import reopen_matter
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.deadlines.models import Clock, ClockPause
from dengwen.domains.deadlines.reads.replay_clocks import differences, replay
from dengwen.domains.deadlines.rules.run_clocks import key_of
from dengwen.domains.deadlines.rules.when_clocks_run import WORK
from dengwen.domains.deadlines.verbs.adopt_notice import adopt_notice
from dengwen.foundation.ledger.models import Entry
from tests.cast import DAY, Cast
from tests.deadlines.happening import at_day, clock, happen
from tests.deadlines.notices import notice
from tests.handling.walk import walk

# In a life without states: what an event wants to know besides, and what cannot come a second time.
FACTS: dict[str, dict[str, object]] = {
    "assign": {"report_by": "2027-01-20"},
    "begin_execution": {"remedies_due": ["2026-12-31", "2027-02-08"]},
    "execute_settlement": {"remedies_due": ["2027-02-08"]},
    "carry_out_remedy": {"remedy_due": "2027-02-08"},
    "extend_limit": {"rule": "CN22-HDL-60", "days": 30},
    "serve_review": {"served_on": "2026-03-03"},
    "undo_merge": {"revived": [["CN05-ACC-15", "2026-03-02"], ["CN22-ACC-15", "2026-03-02"]]},
}
EVENTS = sorted(set(WORK) - {"received", "registered"})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(EVENTS), st.integers(0, 40)), min_size=1, max_size=14),
    st.integers(0, 14),
)
def test_any_life_can_be_replayed(cast: Cast, life: list[tuple[str, int]], adopted_before: int) -> None:
    """Random events in any order, days apart, a new holiday notice somewhere among them."""
    with transaction.atomic():
        case, day = cast.registered().pk, 200
        for number, (event, days) in enumerate(life):
            if number == adopted_before:
                adopt_notice(text=notice(), file_name="n.csv", actor=cast["campaign_office"], at=at_day(day))
            day += days
            happen(cast, case, event, at_day(day), **FACTS.get(event, {}))
        assert list(differences(case)) == []
        _agrees(cast, case)
        transaction.set_rollback(True)


def _agrees(cast: Cast, case: int) -> None:
    """The days of the matter are what the ledger leads to as well, and counting again changes nothing."""
    matter = cast.matter(case)
    entries = list(
        Entry.objects.filter(kind="case", subject=case).order_by("seq").values_list("event", "at", "payload")
    )
    replayed = replay(entries)
    assert (replayed.accept_due, replayed.handling_due) == (matter.accept_due, matter.handling_due)
    assert (replayed.due, replayed.due_rule) == (matter.due, matter.due_rule)
    before = list(Clock.objects.filter(matter=case).order_by("pk").values())
    happen(cast, case, "due_recomputed", at_day(2000))
    once = list(Clock.objects.filter(matter=case).order_by("pk").values())
    happen(cast, case, "due_recomputed", at_day(2000))
    assert list(Clock.objects.filter(matter=case).order_by("pk").values()) == once
    assert [row["original"] for row in once] == [row["original"] for row in before][: len(once)]


def test_a_whole_life_through_the_verbs(cast: Cast) -> None:
    way = walk(cast, "vouch")
    close_matter(case=way.case, actor=cast["reviewer"], at=way.at + timedelta(days=1))
    assert list(differences(way.case)) == []
    reopen_matter(case=way.case, reason="New facts.", actor=cast["reviewer"], at=way.at + timedelta(days=2))
    assert list(differences(way.case)) == []


def test_reopening_leaves_nothing_of_the_closing(cast: Cast) -> None:
    """Trap (open-zaak #1214, #2072): a reopened case kept its end date and its result."""
    way = walk(cast, "vouch")
    close_matter(case=way.case, actor=cast["reviewer"], at=way.at + timedelta(days=1))
    closed = cast.matter(way.case)
    assert (closed.due, closed.due_rule) == (None, "")
    again = way.at + timedelta(days=2)
    reopen_matter(case=way.case, reason="New facts.", actor=cast["reviewer"], at=again)
    matter = cast.matter(way.case)
    ended = (matter.closed_on, matter.ended_on, matter.decided_on, matter.served_on, matter.close_basis)
    assert ended == (None, None, None, None, "")
    running = Clock.objects.filter(matter=way.case, met_on=None, stopped=False)
    (handling,) = [row for row in running if key_of(row) == "handling"]
    assert handling.starts_on == way.day + timedelta(days=2)
    assert (matter.handling_due, matter.due) == (handling.legal, handling.target)


def test_a_pause_is_a_row_that_the_ledger_knows(cast: Cast) -> None:
    """Paused, resumed, counted on; the clock's first day is never written over."""
    case = cast.registered().pk
    happen(cast, case, "ask_rereview", at_day(1))
    asked = clock(cast, case, "CN22-RRV-DEC")
    happen(cast, case, "open_hearing", at_day(8), opened_on=(DAY + timedelta(days=6)).isoformat())
    paused = clock(cast, case, "CN22-RRV-DEC")
    assert (paused.paused_on, paused.target) == (DAY + timedelta(days=6), asked.target)
    happen(cast, case, "close_hearing", at_day(20))
    resumed = clock(cast, case, "CN22-RRV-DEC")
    assert resumed.target == asked.target + timedelta(days=14)
    assert (resumed.original, resumed.paused_on) == (asked.legal, None)
    row = ClockPause.objects.get(matter=case)
    assert (row.code, row.since, row.until) == ("hearing", DAY + timedelta(days=6), DAY + timedelta(days=20))
    assert list(differences(case)) == []


def test_a_difference_is_found(cast: Cast) -> None:
    case = cast.registered().pk
    happen(cast, case, "accept", at_day(3))
    Clock.objects.filter(matter=case, rule="CN22-HDL-60").update(legal=DAY)
    found = list(differences(case))
    assert len(found) == 2
    assert f"legal={DAY}" in found[0]


def test_the_database_refuses_a_second_open_pause(cast: Cast) -> None:
    case = cast.registered().pk
    happen(cast, case, "ask_rereview", at_day(1))
    happen(cast, case, "open_hearing", at_day(8))
    row = ClockPause.objects.get(matter=case)
    with pytest.raises(IntegrityError, match="clock_pause_one_open"), transaction.atomic():
        ClockPause.objects.create(matter_id=case, clock_id=row.clock_id, code="hearing", since=row.since)


def test_reminders_find_the_running_duties_by_an_index(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'clock_running'")
        (definition,) = cursor.fetchone()
    assert "(target, id)" in definition
    assert "met_on IS NULL" in definition
