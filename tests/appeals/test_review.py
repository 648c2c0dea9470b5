"""Review and re-review through their doors: who is asked, who decides, and what follows."""

from datetime import timedelta

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import ClaimVerdict, ReviewDecision, ReviewRequest
from dengwen.domains.appeals.verbs.admit_review import admit_rereview
from dengwen.domains.appeals.verbs.decide_review import Decided, decide_review
from dengwen.domains.appeals.verbs.serve_review import serve_review
from dengwen.domains.cases.access import may
from dengwen.domains.handling.rules.opinion_text import text_digest
from dengwen.foundation.ledger.models import Entry
from tests.appeals.upward import REASONING, Upward, upward
from tests.cast import Cast
from tests.handling.test_verbs import second_post
from tests.handling.walk import Words


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
    fresh = upward(cast)
    with pytest.raises(Refusal, match=r"review\.organ_not_allowed"):
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
    words: Words = {"method": "POST", "served_on": way.day, "received_by": "Wang Wu"}
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


def test_promises_are_kept_while_the_review_runs(cast: Cast) -> None:
    way = upward(cast)
    way.ask()
    assert may(cast["handler"], "carry_out_remedy", way.matter).allowed


def test_what_was_never_answered_cannot_be_reviewed(cast: Cast) -> None:
    way = Upward(cast, cast.registered().pk)
    with pytest.raises(Refusal, match=r"transition\.not_in_state"):
        way.ask()
    assert way.day - way.matter.received_on == timedelta(days=1)
