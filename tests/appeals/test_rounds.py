"""What follows a review: redone opinions, refused requests, objections, and matters that were closed already."""

import pytest
from django.db import connections, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import ReviewRequest
from dengwen.domains.appeals.verbs.admit_review import admit_review
from dengwen.domains.appeals.verbs.decide_review import Decided, decide_rereview, decide_review
from dengwen.domains.appeals.verbs.order_redo_on_review import order_redo_on_review
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.verbs.not_accept_matter import not_accept_matter
from dengwen.domains.cases.verbs.reopen_matter import reopen_matter
from dengwen.domains.closure.models import Dossier
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.handling.models import OpinionBar
from dengwen.domains.handling.verbs.answer_claim import answer_claim
from dengwen.domains.handling.verbs.issue_opinion import issue_opinion
from tests.appeals.upward import REASONING, Upward, running, upward
from tests.cast import Cast
from tests.handling.walk import REVIEW, Words


def request_of(way: Upward) -> ReviewRequest:
    way.cast.matter(way.case)
    return ReviewRequest.objects.filter(matter=way.case).latest("number")


def redone(cast: Cast, ground: str) -> Upward:
    way = upward(cast).reviewed("REVOKED", ground)
    assert way.matter.state == "review_decided"
    way.redo()
    assert (way.matter.state, way.matter.decided_on, way.matter.served_on) == ("redo", None, None)
    return way.until("draft", start="plan")  # type: ignore[return-value]


def test_a_redo_is_ordered_only_on_a_served_revocation(cast: Cast) -> None:
    way = upward(cast)
    way.ask()
    way.admit()
    way.decide("REVOKED", "FACTS_UNCLEAR")
    with pytest.raises(Refusal, match=r"review\.not_served"):
        way.redo()
    way.give()
    with pytest.raises(Refusal, match=r"review\.served_already"):
        way.give()
    with pytest.raises(Refusal, match=r"review\.no_order"):
        order_redo_on_review(order=" ", actor=cast["reviewer"], **way.next(0))
    way.redo()
    assert request_of(way).redo_on == way.day


@pytest.mark.parametrize("ground", ["FACTS_UNCLEAR", "BASIS_WRONG"])
def test_a_redone_opinion_may_not_say_the_same_again(cast: Cast, ground: str) -> None:
    way = redone(cast, ground)
    one, other = way.claims()
    way.answer(one.pk, "EXPLAINED")  # the very words of the first round
    way.answer(other.pk, "NOT_SUPPORTED")  # this one was upheld: it may stand
    with pytest.raises(Refusal, match=r"opinion\.same_again") as refused:
        way.issue()
    assert refused.value.facts == {"position": 1}
    facts: Words = {"facts_found": "A witness saw the report; the page was torn out.", "answer": "It was a breach.",
             "legal_basis": "L22 Art.21", "reasons": "The witness had no cause to invent it."}  # fmt: skip
    answer_claim(claim=one.pk, result="EXPLAINED", actor=cast["handler"], **facts, **way.next())
    way.issue()
    assert way.matter.state == "opinion_issued"


def test_another_result_is_free_and_another_ground_bars_nothing(cast: Cast) -> None:
    way = redone(cast, "FACTS_UNCLEAR")
    one, other = way.claims()
    way.answer(one.pk, "SUPPORTED")
    way.answer(other.pk, "NOT_SUPPORTED")
    issue_opinion(actor=cast["leader"], review_told=REVIEW, **way.next())
    free = redone(cast, "PROCEDURE_BREACHED")
    assert not OpinionBar.objects.filter(matter=free.case).exists()
    free.answers()
    free.issue()
    assert free.matter.state == "opinion_issued"


def test_a_redo_opens_a_round_with_remedies_of_its_own(cast: Cast) -> None:
    way = redone(cast, "PROCEDURE_BREACHED")
    way.until("serve", start="answers")
    way.ask()
    request = request_of(way)
    assert (request.number, request.round) == (2, 2)


def test_a_refused_request_is_told_with_its_reason_and_may_be_objected_to(cast: Cast) -> None:
    way = upward(cast, "execute")
    way.ask()
    way.refuse()
    request = request_of(way)
    assert (way.matter.state, request.admission, request.told_by) == ("executing", "refused", "POST")
    assert request.objection_told == "Ask Cloud Province."
    way.ask_again()
    objection = request_of(way)
    assert (objection.subject, objection.organ_id) == ("admission", cast.organ("province"))
    way.admit_again()
    call = way.next()
    decided = Decided(REASONING, outcome="REVOKED", ground="PROCEDURE_BREACHED")
    decide_rereview(decided=decided, actor=cast["province_reviewer"], **call)
    way.give_again()
    assert (way.matter.state, way.matter.review_organ_id) == ("reviewing", cast.organ("river"))
    assert "review_decision" in running(way)
    way.decide()
    way.give()
    assert way.matter.state == "served"
    way.ask_again()  # objecting used up nothing
    assert request_of(way).subject == "opinion"


def test_a_refused_request_may_be_made_again(cast: Cast) -> None:
    way = upward(cast)
    way.ask()
    way.refuse()
    way.ask()
    assert request_of(way).number == 2


def test_who_objects_to_not_accepted_is_reviewed_and_screened_again(cast: Cast) -> None:
    for outcome, ground, state in (("REVOKED", "BASIS_WRONG", "screening"), ("UPHELD", "", "not_accepted")):
        way = Upward(cast, cast.registered().pk)
        words: Words = {"reason": "COURT", "explanation": "The court decides this."}
        not_accept_matter(actor=cast["registrar"], **words, **way.next())
        ended = way.matter.ended_on
        way.ask()
        assert (request_of(way).subject, way.matter.is_open) == ("refusal", True)
        way.admit()
        decided = Decided(REASONING, outcome=outcome, ground=ground)
        decide_review(decided=decided, actor=cast["reviewer"], **way.next())
        way.give()
        matter = way.matter
        assert (matter.state, matter.is_open) == (state, state == "screening")
        if state == "screening":
            assert (matter.decided_on, matter.ended_on, matter.reopened) == (None, None, 1)
            assert matter.accept_due is not None and matter.accept_due > way.day, "screening has a day again"
            assert sorted(running(way)) == ["acceptance_direct", "screening"]
        else:
            assert matter.ended_on is not None and matter.ended_on >= ended  # type: ignore[operator]
            way.ask_again()  # re-review is open against a refusal too
            assert request_of(way).subject == "refusal"


def test_closing_early_ends_no_right_and_closing_is_put_back_whole(cast: Cast) -> None:
    """Peers, part 9: reopening leaves the end date, the result or the archive date."""
    way = upward(cast, "vouch")
    close_matter(actor=cast["reviewer"], **way.next())
    before = way.matter
    way.ask("city_registrar")
    pending = way.matter
    assert (pending.closed_on, pending.close_basis, pending.ended_on) == (None, "", None)
    other = way.someone("river", "reviewer")
    admit_review(actor=other, **way.next())
    decide_review(decided=way.decided(), actor=other, **way.next())
    way.give()
    after = way.matter
    names = (
        "state",
        "closed_on",
        "close_basis",
        "ended_on",
        "decided_on",
        "served_on",
        "review_organ_id",
        "due",
    )
    assert [getattr(after, name) for name in names] == [getattr(before, name) for name in names]


def test_a_request_overtakes_the_dossier(cast: Cast) -> None:
    way = upward(cast, "hand_in")
    way.ask()
    assert Dossier.objects.get(matter=way.case).decision == "overtaken"
    way.refuse()
    assert way.matter.state == "served"
    way.until("hand_in", start="execute")
    assert Dossier.objects.filter(matter=way.case, decision="").count() == 1


def test_reopening_takes_back_every_day_and_result_of_closing(cast: Cast) -> None:
    way = upward(cast, "vouch")
    close_matter(actor=cast["reviewer"], **way.next())
    assert way.matter.closed_on is not None
    reopen_matter(reason="A new witness.", actor=cast["leader"], **way.next())
    matter = way.matter
    set_by_closing = (
        matter.closed_on, matter.close_basis, matter.ended_on, matter.decided_on, matter.served_on,
        matter.review_organ_id,
    )  # fmt: skip
    assert set_by_closing == (None, "", None, None, None, None)
    assert (matter.state, matter.is_open, matter.reopened) == ("redo", True, 1)
    assert matter.due is not None


def test_the_ledger_tells_of_every_row(kept_cast: Cast) -> None:
    with transaction.atomic():
        upward(kept_cast).reviewed("REVOKED", "FACTS_UNCLEAR").redo()
    assert list(verify_everything()) == []
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE appeals_reviewdecision DISABLE TRIGGER USER")
        cursor.execute("UPDATE appeals_reviewdecision SET reasons = 'The station did well.'")
    assert [finding.what for finding in verify_everything()] == ["row"]
