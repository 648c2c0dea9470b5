"""Final, terminated, withdrawn, no longer accepted: each through its gates, and each with a way back."""

from datetime import timedelta
from typing import Any

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import Reexamination, Termination
from dengwen.domains.appeals.rules.terminations import Vote
from dengwen.domains.appeals.verbs.terminate import examine_termination, refuse_termination
from dengwen.domains.cases.access import may
from dengwen.domains.cases.rules.draft import ClaimDraft
from dengwen.domains.cases.verbs.reopen_matter import reopen_matter
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.handling.rules.remedies import RemedyDraft
from tests.appeals.upward import Upward, upward
from tests.cast import Cast
from tests.handling.test_verbs import second_post

LITIGATION: dict[str, Any] = {
    "category": "01.01",
    "claims": (ClaimDraft("Nothing was filed.", "01.01", "File it."), ClaimDraft("Late.", "01.01", "Speed.")),
}


def test_final_only_when_the_petitioners_period_has_run_out(cast: Cast) -> None:
    way = upward(cast)
    with pytest.raises(Refusal, match=r"final\.review_open"):
        way.finish(days=30)  # the last day is still hers
    way.finish()
    assert way.matter.state == "final"
    asked = upward(cast).reviewed()
    with pytest.raises(Refusal, match=r"final\.rereview_open"):
        asked.finish(days=30)
    asked.finish()
    assert asked.matter.state == "final"


def test_final_is_not_forgotten(cast: Cast) -> None:
    way = upward(cast).finish(days=40)
    assert way.matter.due is not None, "somebody owes a word"
    way.ask(late_reason="HINDERED")  # with good cause the review is still open
    way.refuse("LATE")
    assert way.matter.state == "final"
    reopen_matter(reason="New facts.", actor=cast["leader"], **way.next())
    assert way.matter.state == "redo"


def test_what_is_final_is_closed_by_the_organ_above_and_counts_as_no_resolution(cast: Cast) -> None:
    way = upward(cast, "serve")
    way.finish(days=40)
    way.follow_up()
    assert may(cast["own_reviewer"], "close", way.matter).refusal is not None
    close_matter(actor=cast["reviewer"], **way.next())
    assert (way.matter.state, way.matter.close_basis) == ("closed", "ended")


def test_what_was_promised_is_not_closed_away(cast: Cast) -> None:
    way = upward(cast, "serve", results={1: "SUPPORTED", 2: "NOT_SUPPORTED"})
    way.execute(
        RemedyDraft("DO_DUTY", "Give it.", cast.organ("lin"), way.day + timedelta(days=5), way.claims()[0].pk)
    )
    way.reviewed()  # leads back to served
    way.finish(days=40)
    way.follow_up()
    with pytest.raises(Refusal, match=r"remedy\.overdue"):
        close_matter(actor=cast["reviewer"], **way.next())


def proposed(cast: Cast) -> Upward:
    way = upward(cast, **LITIGATION).finish(days=40)
    way.propose()
    return way


def test_termination_has_gates(cast: Cast) -> None:
    other = upward(cast).finish(days=40)
    with pytest.raises(Refusal, match=r"termination\.no_litigation"):
        other.propose()
    way = upward(cast, **LITIGATION)
    with pytest.raises(Refusal, match=r"transition\.not_in_state"):
        way.propose()
    way.finish(days=40)
    with pytest.raises(Refusal, match=r"termination\.hearing_not_held"):
        way.propose("HELD")
    with pytest.raises(Refusal, match=r"termination\.hearing_not_declined"):
        way.propose(text=" ")
    way.propose()
    row = Termination.objects.get(matter=way.case)
    assert (row.organ_id, row.used, row.route) == (cast.organ("province"), "REVIEW_NOT_ASKED", "CRIM_RECON")


def test_the_province_decides_collectively_and_with_people_who_had_no_part(cast: Cast) -> None:
    way = proposed(cast)
    assert may(cast["reviewer"], "examine_termination", way.matter).refusal is not None
    handler = second_post(cast, "handler", "province", "reviewer")
    with pytest.raises(Refusal, match=r"examine\.acted_in_case"):
        examine_termination(findings="All is met.", actor=handler, **way.next())
    way.examine()
    for vote, code in (
        (Vote(("Director", " director ", "", "Director"), 2, 0, 0), "too_few_members"),
        (Vote(("A", "B", "C"), 2, 0, 0), "votes_do_not_add_up"),
        (Vote(("A", "B", "C", "D"), 2, 1, 1), "no_majority"),
    ):
        with pytest.raises(Refusal, match=rf"termination\.{code}"):
            way.terminate(vote)
    way.terminate()
    row = Termination.objects.get(matter=way.case)
    assert (way.matter.state, row.member_count, row.votes_for, row.told_by) == ("terminated", 3, 2, "POST")


def test_a_refused_termination_stays_final_and_may_be_proposed_again(cast: Cast) -> None:
    way = proposed(cast)
    way.refuse_to_terminate()
    assert (way.matter.state, way.matter.review_organ_id) == ("final", None)
    way.propose()
    assert Termination.objects.filter(matter=way.case).count() == 2


def terminated(cast: Cast) -> Upward:
    way = proposed(cast)
    way.examine()
    way.terminate()
    return way


def test_a_termination_never_bars_new_facts(cast: Cast) -> None:
    way = terminated(cast)
    reopen_matter(reason="A new witness.", actor=cast["leader"], **way.next())
    assert way.matter.state == "redo"
    with pytest.raises(Refusal, match=r"transition\.not_in_state"):
        way.ask_reexamination()


def test_who_is_dissatisfied_has_it_re_examined_by_others(cast: Cast) -> None:
    way = terminated(cast)
    way.ask_reexamination()
    row = Reexamination.objects.get(matter=way.case)
    assert (row.organ_id, row.orally, way.matter.state) == (
        cast.organ("ministry"),
        True,
        "termination_review",
    )
    with pytest.raises(Refusal, match=r"examine\.other_organ"):
        way.terminate()
    with pytest.raises(Refusal, match=r"termination\.none_open"):
        refuse_termination(reason="No.", actor=way.someone("ministry", "reviewer"), **way.next())
    way.uphold()
    assert way.matter.state == "terminated"
    with pytest.raises(Refusal, match=r"reexamination\.once"):
        way.ask_reexamination()


def test_a_revoked_termination_is_handled_anew(cast: Cast) -> None:
    way = terminated(cast)
    way.follow_up()
    close_matter(actor=cast["reviewer"], **way.next())
    assert way.matter.close_basis == "ended"
    way.ask_reexamination()
    assert way.matter.closed_on is None
    way.revoke()
    matter = way.matter
    assert (matter.state, matter.closed_on, matter.ended_on, matter.reopened) == ("redo", None, None, 1)
    assert Reexamination.objects.get(matter=way.case).flaws == "FACTS_WRONG"


def test_an_upheld_termination_goes_back_to_where_it_stood(cast: Cast) -> None:
    way = terminated(cast)
    way.follow_up()
    close_matter(actor=cast["reviewer"], **way.next())
    before = way.matter
    way.ask_reexamination()
    way.uphold()
    after = way.matter
    assert (after.state, after.closed_on, after.close_basis) == ("closed", before.closed_on, "ended")
