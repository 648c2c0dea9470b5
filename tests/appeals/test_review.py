"""Review and re-review through their doors: who is asked, who decides, and what follows."""

from datetime import timedelta

import pytest
from django.db import connections, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import ClaimVerdict, ReviewDecision, ReviewRequest
from dengwen.domains.appeals.verbs.admit_review import admit_rereview, admit_review
from dengwen.domains.appeals.verbs.decide_review import Decided, decide_rereview, decide_review
from dengwen.domains.appeals.verbs.order_redo_on_review import order_redo_on_review
from dengwen.domains.appeals.verbs.serve_review import serve_review
from dengwen.domains.cases.access import may
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.verbs.not_accept_matter import not_accept_matter
from dengwen.domains.cases.verbs.reopen_matter import reopen_matter
from dengwen.domains.closure.models import Dossier
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.handling.models import OpinionBar
from dengwen.domains.handling.rules.opinion_text import text_digest
from dengwen.domains.handling.verbs.answer_claim import answer_claim
from dengwen.domains.handling.verbs.issue_opinion import issue_opinion
from dengwen.foundation.ledger.models import Entry
from tests.appeals.upward import REASONING, Upward, upward
from tests.cast import Cast
from tests.handling.test_verbs import second_post
from tests.handling.walk import REVIEW


def request_of(way: Upward) -> ReviewRequest:
    way.cast.matter(way.case)
    return ReviewRequest.objects.filter(matter=way.case).latest("number")


def events(way: Upward) -> list[str]:
    way.cast.matter(way.case)
    return list(
        Entry.objects.filter(kind="case", subject=way.case).order_by("seq").values_list("event", flat=True)
    )


def test_the_whole_way_up_is_one_entry_a_step_and_ends_final(cast: Cast) -> None:
    way = upward(cast).reviewed()
    assert (way.matter.state, way.matter.review_organ_id) == ("served", None)
    way.rereviewed().finish()
    assert way.matter.state == "final"
    assert events(way)[-9:] == [
        "ask_review", "admit_review", "decide_review", "serve_review", "ask_rereview", "admit_rereview",
        "decide_rereview", "serve_rereview", "finalise",
    ]  # fmt: skip
    last = Entry.objects.filter(kind="case", subject=way.case).latest("seq")
    assert '"used":"REREVIEWED"' in last.payload


def test_the_organ_is_computed_and_finds_the_request(cast: Cast) -> None:
    way = upward(cast)
    way.ask()
    request = request_of(way)
    assert (request.organ_id, way.matter.review_organ_id) == (cast.organ("river"),) * 2
    assert (request.came_from, request.round, request.subject) == ("served", 1, "opinion")
    with pytest.raises(Refusal, match=r"review\.organ_not_allowed"):
        fresh = upward(cast)
        fresh.ask(organ=cast.organ("stone"))
    way.admit()
    way.decide()
    way.give()
    way.ask_again()
    assert request_of(way).organ_id == cast.organ("province")


def test_the_organ_above_records_a_request_that_reaches_it(cast: Cast) -> None:
    way = upward(cast)
    way.ask("city_registrar", orally=True)
    assert request_of(way).orally
    with pytest.raises(Refusal, match=r"right\.missing"):
        upward(cast).ask("leader")


def test_a_late_request_is_taken_with_its_reason_and_judged_by_the_review_organ(cast: Cast) -> None:
    way = upward(cast)
    way.ask(days=30)  # the last day is the petitioner's
    assert not request_of(way).is_late
    late = upward(cast)
    with pytest.raises(Refusal, match=r"review\.late_needs_reason"):
        late.ask(days=40)
    late.ask(late_reason="NOT_GIVEN")
    assert request_of(late).is_late
    with pytest.raises(Refusal, match=r"review\.lateness_not_judged"):
        late.admit()
    late.admit("She was in hospital.")
    assert late.matter.state == "reviewing"


def test_in_time_is_never_refused_as_late(cast: Cast) -> None:
    way = upward(cast)
    way.ask()
    with pytest.raises(Refusal, match=r"review\.not_late"):
        way.refuse("LATE")


def test_nobody_reviews_what_she_had_a_part_in(cast: Cast) -> None:
    """Peers, part 9: the second reviewer may be the first; the reviewer's id is taken from the form."""
    way = upward(cast)
    way.ask()
    assert may(cast["own_reviewer"], "admit_review", way.matter).refusal is not None
    assert may(cast["province_reviewer"], "admit_review", way.matter).refusal is not None
    handler = second_post(cast, "handler", "river", "reviewer")
    decision = may(handler, "admit_review", way.matter)
    assert decision.refusal is not None and decision.refusal.code == "examine.acted_in_case"
    vouched = upward(cast, "vouch")
    vouched.ask()
    with pytest.raises(Refusal, match=r"review\.acted_in_case"):
        vouched.admit()  # she had vouched for the dossier
    way.admit()
    way.decide()
    way.give()
    way.ask_again()
    above = second_post(cast, "reviewer", "province", "reviewer")
    with pytest.raises(Refusal, match=r"review\.acted_in_case"):
        admit_rereview(actor=above, **way.next())


def test_a_decision_needs_every_claim_and_its_reasons(cast: Cast) -> None:
    way = upward(cast)
    way.ask()
    way.admit()
    one, _other = way.claims()

    def decide(decided: Decided) -> None:
        decide_review(decided=decided, actor=cast["reviewer"], **way.next(0))

    whole = way.decided()
    with pytest.raises(Refusal, match=r"review\.claim_undecided"):
        decide(Decided(REASONING, whole.verdicts[:1]))
    with pytest.raises(Refusal, match=r"claim\.not_here"):
        decide(Decided(REASONING, (*whole.verdicts, whole.verdicts[0])))
    with pytest.raises(Refusal, match=r"review\.ground_missing"):
        decide(way.decided("REVOKED", "OUTCOME"))
    with pytest.raises(Refusal, match=r"review\.ground_without_fault"):
        decide(way.decided("UPHELD", "FACTS_UNCLEAR"))
    with pytest.raises(Refusal, match=r"review\.claim_without_result"):
        decide(way.decided("CHANGED", "CLEARLY_UNFIT"))
    with pytest.raises(Refusal, match=r"review\.outcome_unknown"):
        decide(way.decided("REINVESTIGATE", "FACTS_UNCLEAR"))
    assert one.result == "EXPLAINED"
    way.decide()
    decision = ReviewDecision.objects.get(matter=way.case)
    assert (decision.outcome, decision.effect) == ("UPHELD", "stands")
    kept = [row.text for row in way.matter.statements.filter(label="opinion_text")]
    assert decision.text_sha256 in {text_digest(text) for text in kept}


def test_only_the_review_organ_serves_and_only_what_was_decided(cast: Cast) -> None:
    way = upward(cast)
    way.ask()
    way.admit()
    way.decide()
    words = {"method": "POST", "served_on": way.day, "received_by": "Wang Wu"}
    with pytest.raises(Refusal, match=r"place\.not_higher"):
        serve_review(actor=cast["registrar"], **words, **way.next(0))
    with pytest.raises(Refusal, match=r"review\.other_organ"):
        serve_review(actor=way.someone("province", "registrar"), **words, **way.next(0))
    way.give()
    assert way.matter.state == "served"


def test_a_changed_answer_takes_the_place_of_the_old_one(cast: Cast) -> None:
    way = upward(cast).reviewed("CHANGED", "CLEARLY_UNFIT", "SUPPORTED")
    one, other = way.claims()
    assert (one.result, one.answer, other.result) == ("SUPPORTED", "The book was not read.", "NOT_SUPPORTED")
    kept = [row.text for row in way.matter.statements.filter(label="earlier_answer")]
    assert any("EXPLAINED" in text for text in kept)
    verdict = ClaimVerdict.objects.get(claim=one.pk)
    assert (verdict.result_before, verdict.result, verdict.effect) == ("EXPLAINED", "SUPPORTED", "changed")
    assert way.matter.state == "served"


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
    facts = {"facts_found": "A witness saw the report; the page was torn out.", "answer": "It was a breach.",
             "legal_basis": "L22 Art.21"}  # fmt: skip
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


def test_one_review_and_one_re_review_of_one_opinion(cast: Cast) -> None:
    way = upward(cast)
    with pytest.raises(Refusal, match=r"rereview\.no_review"):
        way.ask_again()
    way.reviewed()
    with pytest.raises(Refusal, match=r"review\.once"):
        way.ask()
    way.rereviewed()
    with pytest.raises(Refusal, match=r"rereview\.once"):
        way.ask_again()


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
        words = {"reason": "COURT", "explanation": "The court decides this."}
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


def test_promises_are_kept_while_the_review_runs(cast: Cast) -> None:
    way = upward(cast)
    way.ask()
    assert may(cast["handler"], "carry_out_remedy", way.matter).allowed


def test_the_ledger_tells_of_every_row(kept_cast: Cast) -> None:
    with transaction.atomic():
        upward(kept_cast).reviewed("REVOKED", "FACTS_UNCLEAR").redo()
    assert list(verify_everything()) == []
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE appeals_reviewdecision DISABLE TRIGGER USER")
        cursor.execute("UPDATE appeals_reviewdecision SET reasons = 'The station did well.'")
    assert [finding.what for finding in verify_everything()] == ["row"]


def test_what_was_never_answered_cannot_be_reviewed(cast: Cast) -> None:
    way = Upward(cast, cast.registered().pk)
    with pytest.raises(Refusal, match=r"transition\.not_in_state"):
        way.ask()
    assert way.day - way.matter.received_on == timedelta(days=1)
