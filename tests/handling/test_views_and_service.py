"""Provisional views, the reasons of an opinion, and service that takes more than one attempt."""

import json
from datetime import timedelta

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Statement
from dengwen.domains.deadlines.models import Clock
from dengwen.domains.handling.models import ProvisionalView, ServiceAttempt, ServiceRecord, ViewComment
from dengwen.domains.handling.verbs.answer_claim import answer_claim
from dengwen.domains.handling.verbs.provisional_view import answer_comment, record_comment
from dengwen.domains.handling.verbs.record_service import record_service
from dengwen.domains.handling.verbs.record_service_attempt import record_service_attempt
from dengwen.domains.handling.verbs.return_to_investigation import return_to_investigation
from tests.cast import Cast
from tests.handling.procedures import comment, pass_days, show_view
from tests.handling.walk import Walk, Words, walk


def answer(way: Walk) -> None:
    way.cast.matter(way.case)
    waiting = ViewComment.objects.get(matter=way.case, answered_on=None).pk
    answer_comment(
        case=way.case, comment=waiting, answer="The book was looked at.", actor=way.cast["handler"], at=way.at
    )  # fmt: skip


def test_no_opinion_before_the_last_day_is_over_and_each_comment_answered(cast: Cast) -> None:
    way = walk(cast, "answers")
    show_view(way, 16)
    assert way.matter.state == "provisional_view"
    comment(way)
    for days in (0, 16):
        pass_days(way, days)
        with pytest.raises(Refusal, match=r"view\.still_open"):
            way.issue()
    pass_days(way, 1)
    with pytest.raises(Refusal, match=r"view\.comment_unanswered"):
        way.issue()
    answer(way)
    way.issue()
    assert way.matter.state == "opinion_issued"


def test_going_back_to_the_investigation_is_no_way_round(cast: Cast) -> None:
    way = walk(cast, "answers")
    show_view(way, 16)
    comment(way)
    return_to_investigation(case=way.case, reason="Look again.", actor=cast["leader"], at=way.at)
    way.draft()
    way.answers()
    with pytest.raises(Refusal, match=r"view\.still_open"):
        way.issue()
    pass_days(way, 17)
    comment(way, "ORGAN")  # late words count too
    answered = ViewComment.objects.filter(matter=way.case).order_by("pk")[0].pk
    answer_comment(case=way.case, comment=answered, answer="Done.", actor=cast["handler"], at=way.at)
    with pytest.raises(Refusal, match=r"view\.comment_unanswered"):
        way.issue()
    answer(way)
    way.issue()


def test_there_is_time_enough_and_every_claim_is_in_it(cast: Cast) -> None:
    way = walk(cast, "draft")
    with pytest.raises(Refusal, match=r"opinion\.claim_unanswered"):
        show_view(way)
    way.answers()
    with pytest.raises(Refusal, match=r"view\.too_soon") as refused:
        show_view(way, 5)
    assert "PHS-3" in str(refused.value.facts["article"])
    show_view(way)
    way.cast.matter(way.case)
    view = ProvisionalView.objects.get(matter=way.case)
    shown = json.loads(view.text)
    assert [claim["reasons"] for claim in shown["claims"]] == ["A receipt is owed for each report."] * 2


def test_words_that_nobody_said_are_no_comment(cast: Cast) -> None:
    way = walk(cast, "answers")
    words: Words = {"case": way.case, "actor": cast["registrar"], "at": way.at}
    show_view(way)
    for changes, refused in (
        ({"side": "NEIGHBOUR"}, "view.side_unknown"), ({"text": " "}, "view.no_comment"),
        ({"received_on": way.day - timedelta(days=1)}, "view.comment_before"),
        ({"received_on": way.day + timedelta(days=1)}, "day.future"),
    ):  # fmt: skip
        said: Words = {"side": "PETITIONER", "text": "No.", "received_on": way.day} | changes
        with pytest.raises(Refusal, match=refused):
            record_comment(**said, **words)
    comment(way)
    answer(way)
    done = ViewComment.objects.get(matter=way.case).pk
    with pytest.raises(Refusal, match=r"view\.answered_already"):
        answer_comment(case=way.case, comment=done, answer="Again.", actor=cast["handler"], at=way.at)


def test_an_opinion_has_reasons_and_what_should_have_happened(cast: Cast) -> None:
    way = walk(cast, "draft")
    claim, second = (row.pk for row in way.claims())
    words: Words = {
        "result": "SUPPORTED",
        "facts_found": "f",
        "answer": "a",
        "legal_basis": "b",
        "actor": cast["handler"],
    }
    with pytest.raises(Refusal, match=r"opinion\.claim_no_reasons"):
        answer_claim(case=way.case, claim=claim, at=way.at, **words)
    answer_claim(
        case=way.case, claim=claim, at=way.at, reasons="So.", should_have="A receipt at once.", **words
    )
    answer_claim(case=way.case, claim=second, at=way.at, reasons="Why.", **words)
    way.issue()
    text = json.loads(Statement.objects.get(matter=way.case, label="opinion_text").text)
    assert [(one["reasons"], one["should_have"]) for one in text["claims"]] == [
        ("So.", "A receipt at once."), ("Why.", ""),
    ]  # fmt: skip


def test_service_that_fails_is_tried_again_and_starts_nothing(cast: Cast) -> None:
    way = walk(cast, "issue")
    service = Clock.objects.get(matter=way.case, rule="DSN-SERVE-15")
    words: Words = {"method": "POST", "failure": "RETURNED", "tried_on": way.day}
    record_service_attempt(case=way.case, actor=cast["registrar"], at=way.at, **words)
    service.refresh_from_db()
    assert (way.matter.state, way.matter.served_on, service.met_on) == ("opinion_issued", None, None)
    assert not Clock.objects.filter(matter=way.case, rule="CN22-REV-ASK").exists()
    assert ServiceAttempt.objects.get(matter=way.case).failure == "RETURNED"
    way.serve()
    assert way.matter.served_on == way.day


def test_a_public_notice_comes_last(cast: Cast) -> None:
    way = walk(cast, "issue")
    words: Words = {
        "received_by": "On the board",
        "served_on": way.day,
        "actor": cast["registrar"],
        "at": way.at,
    }
    with pytest.raises(Refusal, match=r"service\.not_tried"):
        record_service(case=way.case, method="PUBLIC_NOTICE", **words)
    tried: Words = {"method": "IN_PERSON", "failure": "NOBODY_THERE", "tried_on": way.day}
    record_service_attempt(case=way.case, actor=cast["registrar"], at=way.at, **tried)
    record_service(case=way.case, method="PUBLIC_NOTICE", **words)
    assert way.matter.state == "served"


def test_service_through_another_organ_names_it(cast: Cast) -> None:
    way = walk(cast, "issue")
    words: Words = {"received_by": "Wang Wu", "served_on": way.day, "actor": cast["registrar"], "at": way.at}
    with pytest.raises(Refusal, match=r"service\.no_organ"):
        record_service(case=way.case, method="ENTRUSTED", **words)
    with pytest.raises(Refusal, match=r"service\.no_organ"):
        record_service(case=way.case, method="ENTRUSTED", through=cast.organ("lin_unit"), **words)
    record_service(case=way.case, method="ENTRUSTED", through=cast.organ("moss"), **words)
    way.cast.matter(way.case)
    assert ServiceRecord.objects.get(matter=way.case).through_id == cast.organ("moss")
