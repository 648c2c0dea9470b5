"""Which event moves which limit: the table is whole, and the engine does what it says."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from dengwen.domains.cases.transitions import TRANSITIONS
from dengwen.domains.deadlines.rules.when_clocks_run import (
    EVENT_OF,
    EVERYTHING,
    KEPT,
    MOVES_NO_LIMIT,
    NOT_OWED,
    WORK,
)
from dengwen.foundation.rulebook.loading import code_list, packs
from tests.deadlines.plain_clocks import Life

DAY = date(2026, 3, 2)
VERBS = {line.verb for line in TRANSITIONS}
# The first two come through a door of their own, not through the table; the others are what a verb turned into.
NO_VERB = {
    "received", "due_recomputed", "refusal_revoked", "review_let_in", "withdrawal_pressed", "withdrawal_refused",
}  # fmt: skip


def test_every_verb_moves_a_limit_or_is_said_to_move_none() -> None:
    moving = {verb for verb in VERBS if EVENT_OF.get(verb, verb) in WORK}
    assert moving | MOVES_NO_LIMIT == VERBS
    assert moving & MOVES_NO_LIMIT == set()
    assert set(WORK) - NO_VERB == {EVENT_OF.get(verb, verb) for verb in moving}


def test_every_limit_that_is_named_is_in_a_pack_and_every_pause_in_its_list() -> None:
    known = {limit.key for law in packs() for limit in law.limits}
    for event, work in WORK.items():
        named = {*work.starts, *work.meets, *work.stops, *work.restarts, *work.starts_by_law} - {EVERYTHING}
        assert named <= known, event
        assert {*work.pauses, *work.resumes} <= {entry.code for entry in code_list("pauses").entries}
    assert known >= KEPT | NOT_OWED


def life(*events: tuple[str, Mapping[str, object]] | str) -> Life:
    """Live through events, a day each, and return what became of the limits."""
    found = Life(DAY)
    for event in events:
        name, facts = (event, dict[str, object]()) if isinstance(event, str) else event
        found.happen(name, **facts)
    return found


SERVED = ("registered", "accept", "issue_opinion", "record_service")


def test_the_two_fifteen_days_are_kept_apart() -> None:
    """The second one counts from its own hop alone (facts 1.1)."""
    lived = life("received", "registered", "transfer")
    assert lived.clock("acceptance_passed_on").target == lived.today + timedelta(days=15)
    assert lived.clock("screening", "met").target == DAY + timedelta(days=15)
    assert len(lived.all("screening")) == 1, "registering what was received starts no second limit"


def test_a_hearing_stops_the_re_review_alone() -> None:
    lived = life(*SERVED, "ask_review", "decide_review", "serve_review", "ask_rereview", "admit_rereview")
    decision = lived.clock("rereview_decision")
    asked_for = decision.target
    lived.happen("open_hearing")
    assert [clock.paused_on for clock in lived.all("rereview_decision")] == [lived.today]
    assert lived.due_rule == "DSN-UPD-28", "while it stands still a word to the petitioner is owed"
    for _ in range(6):
        lived.wait()
    lived.happen("close_hearing")
    assert decision.paused_on is None
    assert decision.target == asked_for + timedelta(days=7)
    assert decision.original < decision.legal, "the first day stays visible"


def test_a_hearing_in_handling_or_review_stops_nothing() -> None:
    for before in (("registered", "accept"), (*SERVED, "ask_review", "admit_review")):
        lived = life(*before)
        targets = [clock.target for clock in lived.running()]
        lived.happen("open_hearing")
        for _ in range(9):
            lived.wait()
        lived.happen("close_hearing")
        assert [clock.target for clock in lived.running()] == targets
        assert not any(clock.paused_on for clock in lived.running())


def test_a_paused_limit_that_ends_closes_its_pause() -> None:
    lived = life(*SERVED, "ask_rereview", "open_hearing", "confirm_withdrawal")
    ended = lived.all("rereview_decision")[0]
    assert (ended.stopped, ended.paused_on) == (True, None)
    assert lived.pauses_of(ended)[0].until == lived.today


@pytest.mark.parametrize(
    ("before", "event", "met", "started"),
    [
        (SERVED, "ask_review", "review_request", "review_decision"),
        ((*SERVED, "ask_review"), "decide_review", "review_decision", "service"),
        ((*SERVED, "ask_review", "decide_review"), "serve_review", "service", "rereview_request"),
        ((*SERVED, "ask_review", "decide_review", "serve_review"), "ask_rereview", "rereview_request",
         "rereview_decision"),
        ((*SERVED, "ask_rereview"), "decide_rereview", "rereview_decision", "service"),
        ((*SERVED, "ask_rereview", "decide_rereview"), "serve_rereview", "service", None),
        (("registered", "dispute_jurisdiction"), "decide_jurisdiction", "acceptance_direct", "handling"),
        (("registered", "accept", "mediate"), "settle", "handling", None),
        (("registered", "accept", "ask_withdrawal"), "confirm_withdrawal", "withdrawal", None),
        (("registered", "divert"), "take_back_diversion", None, "acceptance_direct"),
        (("registered", "not_accept"), "ask_review", None, "review_decision"),
        (("registered", "accept"), "ask_withdrawal", None, "withdrawal"),
        ((*SERVED, "ask_review", "decide_review"), "order_redo_on_review", None, "handling"),
        (("registered", "not_accept", "ask_review", "decide_review"), "refusal_revoked", "service", "screening"),
        ((*SERVED, "ask_review", "refuse_review", "ask_rereview", "decide_rereview"), "review_let_in", "service",
         "review_decision"),
    ],
)  # fmt: skip
def test_what_an_event_meets_and_starts(
    before: tuple[str, ...], event: str, met: str | None, started: str | None
) -> None:
    lived = life(*before, event)
    if met:
        assert lived.all(met)[-1].met_on == lived.today
    if started:
        assert lived.clock(started).starts_on == lived.today


def test_the_day_of_evidence_counts_and_not_that_of_typing() -> None:
    """Facts 8a note 7."""
    lived = life(*SERVED, "ask_review", "decide_review", ("serve_review", {"served_on": "2026-03-05"}))
    assert lived.clock("rereview_request").starts_on == date(2026, 3, 5)


def test_a_withdrawal_in_its_cooling_off_makes_nobody_late_and_changes_nothing() -> None:
    lived = life("registered", "accept")
    before = lived.due, lived.clock("handling").target
    lived.happen("ask_withdrawal")
    assert (lived.due, lived.clock("handling").target) == before
    lived.happen("take_back_withdrawal")
    assert (lived.due, lived.clock("handling").target) == before
    assert lived.all("withdrawal")[0].stopped


@pytest.mark.parametrize("event", ["withdrawal_pressed", "withdrawal_refused", "go_on_despite_withdrawal"])
def test_a_withdrawal_that_does_not_count_leaves_no_limit_running(event: str) -> None:
    lived = life("registered", "accept", "ask_withdrawal", event)
    assert [clock.stopped for clock in lived.all("withdrawal")] == [True]
    assert lived.clock("handling").met_on is None


def test_a_dossier_that_a_review_overtakes_waits_for_nobody() -> None:
    """It is handed in anew (decision 0035): whoever examines it is not late with what lies elsewhere."""
    lived = life(*SERVED, "hand_in_dossier", "ask_review")
    assert [clock.stopped for clock in lived.all("dossier")] == [True]
    lived.happen("decide_review")
    lived.happen("serve_review")
    lived.happen("hand_in_dossier")
    assert lived.clock("dossier").starts_on == lived.today


def test_closing_sweeps_away_no_promise_and_no_right_of_the_petitioner() -> None:
    executing = ("begin_execution", {"remedies_due": ["2026-09-01"]})
    lived = life(*SERVED, executing, "hand_in_dossier", "accept_dossier", "close")
    assert sorted(key for key, _ in lived.running_keys()) == ["remedy", "review_request"]
    assert lived.due is None


def test_reopening_runs_the_handling_limit_anew_and_keeps_the_promise() -> None:
    executing = ("begin_execution", {"remedies_due": ["2026-09-01"]})
    lived = life(*SERVED, executing, "hand_in_dossier", "accept_dossier", "close", "reopened")
    assert sorted(key for key, _ in lived.running_keys()) == ["handling", "remedy"]
    assert lived.handling_due == lived.clock("handling").legal
    assert lived.due == min(clock.target for clock in lived.running())


def test_news_are_owed_anew_where_they_are_owed() -> None:
    lived = life(*SERVED)
    lived.wait()
    lived.happen("tell_progress")
    assert lived.clock("progress").target == lived.today + timedelta(days=28)
    assert len(lived.all("progress")) == 2
    handling = life("registered", "accept", "tell_progress")
    assert handling.all("progress") == [], "beside a limit of law no limit of our own design begins"


def test_whatever_is_open_has_a_day() -> None:
    """Each event from each beginning: an open matter always ends with a day on which an organ owes something."""
    for before in (
        ("registered",),
        ("registered", "accept"),
        SERVED,
        (*SERVED, "ask_rereview", "open_hearing"),
    ):
        for event in WORK:
            lived = life(*before)
            lived.happen(
                event, rule="CN22-HDL-60", days=30, report_by="2026-06-01", remedies_due=["2026-06-01"]
            )
            assert (lived.due is not None) == lived.is_open, (before, event)
