"""The verbs of handling, through their doors."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Claim, Matter, Statement
from dengwen.domains.closure.verbs.return_dossier import order_redo
from dengwen.domains.deadlines.models import Clock
from dengwen.domains.handling.models import Opinion, Plan, Remedy
from dengwen.domains.handling.reads.case_file import case_file, frozen_text
from dengwen.domains.handling.rules.remedies import RemedyDraft
from dengwen.domains.handling.verbs.answer_claim import answer_claim
from dengwen.domains.handling.verbs.approve_plan import approve_plan
from dengwen.domains.handling.verbs.carry_out_remedy import carry_out_remedy
from dengwen.domains.handling.verbs.draft_plan import draft_plan
from dengwen.domains.handling.verbs.issue_opinion import issue_opinion
from dengwen.domains.handling.verbs.record_service import record_service
from dengwen.domains.handling.verbs.record_step import record_step
from dengwen.domains.handling.verbs.return_to_investigation import return_to_investigation
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor, load_actor
from dengwen.foundation.staff.models import Post
from tests.cast import DAY, FOUNDED, Cast
from tests.handling.walk import REVIEW, Walk, Words, walk


def second_post(cast: Cast, part: str, organ: str, role: str) -> Actor:
    """Give a person of the cast a further post, and return her under that post."""
    account = cast[part].account
    post = Post.objects.create(account_id=account, organ_id=cast.organ(organ), role=role, since=FOUNDED)
    return load_actor(post.pk, DAY)


def test_every_step_moves_the_state_and_is_one_entry(cast: Cast) -> None:
    way = walk(cast, "execute")
    matter = way.matter
    assert matter.state == "executing"
    assert (matter.decided_on, matter.served_on) == (way.day - timedelta(days=2), way.day - timedelta(days=1))
    events = (
        Entry.objects.filter(kind="case", subject=matter.pk).order_by("seq").values_list("event", flat=True)
    )
    assert list(events) == [
        "registered", "accept", "team_assigned", "draft_plan", "record_meeting", "record_meeting", "record_meeting",
        "approve_plan", "investigate", "draft_opinion", "answer_claim", "answer_claim", "issue_opinion",
        "record_service", "begin_execution",
    ]  # fmt: skip


def test_a_plan_needs_its_team_first(cast: Cast) -> None:
    way = walk(cast, "accept")
    with pytest.raises(Refusal, match=r"plan\.no_leader"):
        way.plan()
    assert way.matter.state == "accepted"


def test_a_plan_may_be_written_anew_until_it_is_approved_and_keeps_its_first_words(cast: Cast) -> None:
    way = walk(cast, "plan")
    way.plan("unit_head")
    assert Plan.objects.filter(matter=way.case).count() == 1
    assert "Was a receipt given?" in Statement.objects.get(matter=way.case, label="earlier_plan").text


def test_nobody_approves_a_plan_that_she_wrote_under_any_post(cast: Cast) -> None:
    way = walk(cast, "plan")
    as_leader = second_post(cast, "handler", "lin", "leader")
    with pytest.raises(Refusal, match="approved_by_author"):
        approve_plan(case=way.case, actor=as_leader, at=way.at)
    way.plan("unit_head")
    for author in (cast["unit_head"], as_leader):
        with pytest.raises(Refusal, match="approved_by_author"):
            approve_plan(case=way.case, actor=author, at=way.at)
    way.approve()
    assert way.matter.state == "investigating"


def test_a_handler_elsewhere_may_not_plan_and_does_not_see_the_case(cast: Cast) -> None:
    way = walk(cast, "team")
    with pytest.raises(Refusal, match=r"case\.not_found"):
        draft_plan(
            case=way.case, actor=cast["moss_handler"], at=way.at, issues="x", approach="y", finish_by=way.day
        )


def test_a_step_of_another_case_s_claim_or_of_tomorrow_is_refused(cast: Cast) -> None:
    other = walk(cast)
    way = walk(cast, "approve")
    foreign = other.claims()[0].pk
    by: Words = {"case": way.case, "actor": cast["handler"], "at": way.at}
    with pytest.raises(Refusal, match=r"claim\.not_here"):
        record_step(**by, kind="VISIT", done_on=way.day, text="x", claim=foreign)
    with pytest.raises(Refusal, match=r"day\.future"):
        record_step(**by, kind="VISIT", done_on=way.day + timedelta(1), text="x")
    with pytest.raises(Refusal, match=r"step\.kind_unknown"):
        record_step(**by, kind="TORTURE", done_on=way.day, text="x")


def test_no_opinion_without_an_investigation(cast: Cast) -> None:
    way = walk(cast, "approve")
    with pytest.raises(Refusal, match="not_investigated"):
        way.draft()


def test_punishing_the_petitioner_is_no_resolution(cast: Cast) -> None:
    way = walk(cast, "step", method="PUNISHED_PETITIONER")
    with pytest.raises(Refusal, match="method_unknown"):
        way.draft()


def test_an_opinion_answers_every_claim_or_is_not_issued(cast: Cast) -> None:
    way = walk(cast, "draft")
    first, second = way.claims()
    way.answer(first.pk, "SUPPORTED")
    with pytest.raises(Refusal, match="claim_unanswered") as told:
        way.issue()
    assert told.value.facts == {"position": 2}
    way.answer(second.pk, "EXPLAINED")
    with pytest.raises(Refusal, match="review_not_told"):
        issue_opinion(case=way.case, actor=cast["leader"], at=way.at)
    assert way.matter.decided_on is None
    way.issue()
    with pytest.raises(Refusal, match=r"transition\.not_in_state"):
        way.answer(second.pk, "SUPPORTED")


def test_a_claim_of_another_case_cannot_be_answered_here(cast: Cast) -> None:
    other = walk(cast)
    way = walk(cast, "draft")
    with pytest.raises(Refusal, match=r"claim\.not_here"):
        way.answer(other.claims()[0].pk, "SUPPORTED")


def test_opinion_numbers_have_no_gap_and_the_text_is_frozen(cast: Cast) -> None:
    failed = walk(cast, "draft")
    with pytest.raises(Refusal):
        failed.issue()
    one, two = walk(cast, "issue"), walk(cast, "issue")
    numbers = [Opinion.objects.get(matter=way.case).number for way in (one, two)]
    assert numbers == ["991101000000-OP-2026-00001", "991101000000-OP-2026-00002"]
    opinion = Opinion.objects.get(matter=one.case)
    text = frozen_text(actor=cast["handler"], case=one.case, opinion=opinion.pk)
    assert text is not None
    assert "No receipt in the book." in text
    assert REVIEW in text
    assert "No receipt" not in Entry.objects.get(subject=one.case, event="issue_opinion").payload


def test_a_draft_goes_back_with_a_reason_and_keeps_its_answers(cast: Cast) -> None:
    way = walk(cast, "answers")
    with pytest.raises(Refusal, match="no_reason"):
        return_to_investigation(case=way.case, reason=" ", actor=cast["leader"], at=way.at)
    return_to_investigation(case=way.case, reason="Ask the neighbour.", actor=cast["leader"], at=way.at)
    assert way.matter.state == "investigating"
    way.draft()
    way.issue()
    assert Opinion.objects.filter(matter=way.case).count() == 1


def test_service_lies_between_issue_and_today_and_names_a_receiver(cast: Cast) -> None:
    way = walk(cast, "issue")
    by: Words = {"case": way.case, "actor": cast["registrar"], "at": way.at, "method": "POST"}
    yesterday, tomorrow = way.day - timedelta(1), way.day + timedelta(1)
    with pytest.raises(Refusal, match="before_issue"):
        record_service(**by, served_on=yesterday, received_by="Wang Wu")
    with pytest.raises(Refusal, match=r"day\.future"):
        record_service(**by, served_on=tomorrow, received_by="Wang Wu")
    with pytest.raises(Refusal, match="no_receiver"):
        record_service(**by, served_on=way.day, received_by="")
    record_service(**by, served_on=way.day, received_by="Wang Wu")
    assert "Wang" not in Entry.objects.get(subject=way.case, event="record_service").payload


def test_what_was_supported_is_carried_out_with_proof(cast: Cast) -> None:
    way = walk(cast, "serve", results={1: "SUPPORTED", 2: "EXPLAINED"})
    with pytest.raises(Refusal, match="supported_without"):
        way.execute()
    due = way.day + timedelta(days=5)
    remedy = RemedyDraft(
        "DO_DUTY", "Hand out the receipt", cast.organ("lin_station"), due, way.claims()[0].pk
    )
    other = RemedyDraft("APOLOGISE", "Say sorry", cast.organ("lin_station"), due)
    way.execute(remedy, other)
    first, second = Remedy.objects.filter(matter=way.case).order_by("pk")
    clock = Clock.objects.get(matter=way.case, original=due)
    by: Words = {"case": way.case, "actor": cast["handler"], "at": way.at}
    with pytest.raises(Refusal, match="no_proof"):
        carry_out_remedy(**by, remedy=first.pk, done_on=way.day, proof=" ")
    carry_out_remedy(**by, remedy=first.pk, done_on=way.day, proof="Copy of the receipt")
    with pytest.raises(Refusal, match="done_already"):
        carry_out_remedy(**by, remedy=first.pk, done_on=way.day, proof="x")
    clock.refresh_from_db()
    assert clock.met_on is None, "a second remedy of the same day is still open"
    carry_out_remedy(**by, remedy=second.pk, done_on=way.day, proof="Letter")
    clock.refresh_from_db()
    assert clock.met_on == way.day
    foreign = walk(cast, "execute")
    with pytest.raises(Refusal, match=r"remedy\.not_here"):
        carry_out_remedy(
            case=foreign.case,
            remedy=first.pk,
            done_on=way.day,
            proof="x",
            actor=cast["handler"],
            at=foreign.at,
        )


def redone(cast: Cast) -> Walk:
    way = walk(cast, "hand_in")
    order_redo(case=way.case, reason="FACTS_UNCLEAR", remarks="Ask again.", actor=cast["reviewer"], at=way.at)
    return way


def test_a_redo_is_a_new_round_in_which_every_claim_is_answered_anew(cast: Cast) -> None:
    way = redone(cast)
    first = Opinion.objects.get(matter=way.case)
    frozen = frozen_text(actor=cast["handler"], case=way.case, opinion=first.pk)
    matter = way.matter
    assert (matter.state, matter.decided_on, matter.served_on, matter.returned) == ("redo", None, None, 1)
    way.until("approve", "plan")
    assert list(Plan.objects.filter(matter=way.case).order_by("round").values_list("round", flat=True)) == [
        1,
        2,
    ]
    with pytest.raises(Refusal, match="not_investigated"):
        way.draft()
    way.until("draft", "step")
    assert [claim.result for claim in way.claims()] == ["", ""]
    earlier = Statement.objects.filter(matter=way.case, label="earlier_answer").order_by("pk")
    assert [text.text[:12] for text in earlier] == ["1. EXPLAINED", "2. NOT_SUPPO"]
    with pytest.raises(Refusal, match="claim_unanswered"):
        way.issue()
    way.results = {1: "NOT_SUPPORTED", 2: "NOT_SUPPORTED"}
    way.until("hand_in", "answers")
    opinions = Opinion.objects.filter(matter=way.case).order_by("round")
    assert [opinion.round for opinion in opinions] == [1, 2]
    assert opinions[0].text_sha256 == first.text_sha256
    assert frozen_text(actor=cast["handler"], case=way.case, opinion=first.pk) == frozen


def test_a_stale_form_is_refused(cast: Cast) -> None:
    way = walk(cast, "draft")
    shown = way.matter.version
    first, second = way.claims()
    words: Words = {"facts_found": "f", "reasons": "r", "answer": "a", "legal_basis": "b"}
    by: Words = {"actor": cast["handler"], "at": way.at, "version": shown}
    answer_claim(case=way.case, claim=first.pk, result="EXPLAINED", **by, **words)
    with pytest.raises(Refusal, match=r"case\.stale"):
        answer_claim(case=way.case, claim=second.pk, result="EXPLAINED", **by, **words)


def test_the_case_file_is_whole_in_few_queries_and_closed_to_others(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    way = walk(cast, "execute")
    set_post(cast["auditor"].post)
    with django_assert_max_num_queries(6):
        file = case_file(actor=cast["auditor"], case=way.case)
    assert file.plan
    assert file.opinion
    assert (len(file.steps), len(file.services), len(file.remedies)) == (1, 1, 0)
    set_post(cast["moss_leader"].post)
    with pytest.raises(Refusal, match=r"case\.not_found"):
        case_file(actor=cast["moss_leader"], case=way.case)
    assert not Claim.objects.exists()
    assert not Matter.objects.exists()
