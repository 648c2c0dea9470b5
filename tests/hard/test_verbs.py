"""Marks, panels, links and ratings through their doors."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter, Party
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.verbs.send_matter import transfer_matter
from dengwen.domains.closure.models import Rating
from dengwen.domains.closure.reads.three_facts import fact_counts, three_facts
from dengwen.domains.closure.rules.ratings import Answers
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.closure.verbs.record_rating import answer_rating, record_rating
from dengwen.domains.handling.models import CaseFlag, ExpertPanel, OperationLink, PanelMember
from dengwen.domains.handling.rules.panels import MemberDraft
from dengwen.domains.handling.verbs.call_panel import answer_advice, call_panel, record_advice
from dengwen.domains.handling.verbs.flag_case import flag_case, unflag_case
from dengwen.domains.handling.verbs.link_operation import link_operation, report_operation, unlink_operation
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from tests.cast import Cast
from tests.handling.walk import Walk, walk

OUTSIDE = MemberDraft(role="Surgeon", institution="City Hospital")
Words = dict[str, Any]


def mark(way: Walk, part: str = "leader", flag: str = "COMPLEX", **words: Any) -> None:
    given: Words = {"reasons": ["LAW_UNCLEAR"], "replan_by": way.day + timedelta(days=20)} | words
    flag_case(case=way.case, flag=flag, actor=way.cast[part], at=way.at, **given)


def call(way: Walk, *members: MemberDraft) -> int:
    words: Words = {"question": "Was it lawful?", "material": "The file without names."}
    sitting = members or (
        OUTSIDE,
        MemberDraft(way.cast["stone_reviewer"].post),
        MemberDraft(way.cast["moss_leader"].post),
    )
    call_panel(
        case=way.case, due=way.day + timedelta(days=9), members=sitting, actor=way.cast["leader"], at=way.at, **words
    )  # fmt: skip
    return ExpertPanel.objects.get(matter=way.case, outcome="").pk


def rate(way: Walk, outcome: str = "NOT_SATISFIED", part: str = "city_registrar", **words: Any) -> int | None:
    said = Answers("BASICALLY", outcome, "Nobody listened.", **words)
    return record_rating(
        case=way.case, said=said, asked_on=way.day, way="PHONE", actor=way.cast[part], at=way.at
    )


def test_a_mark_is_set_once_taken_off_with_its_reason_and_stays_in_the_history(cast: Cast) -> None:
    way = walk(cast, "team")
    mark(way)
    with pytest.raises(Refusal, match=r"flag\.in_force"):
        mark(way)
    unflag_case(case=way.case, flag="COMPLEX", reason="It was simple.", actor=cast["leader"], at=way.at)
    with pytest.raises(Refusal, match=r"flag\.not_in_force"):
        unflag_case(case=way.case, flag="COMPLEX", reason="Again.", actor=cast["leader"], at=way.at)
    mark(way)
    first, second = CaseFlag.objects.filter(matter=way.case).order_by("number")
    assert (first.ended_on, second.ended_on) == (way.at.date(), None)
    assert first.handler_before_id == cast["handler"].post


def test_a_panel_has_nobody_who_had_a_part_and_its_advice_is_answered(cast: Cast) -> None:
    way = walk(cast, "execute")
    with pytest.raises(Refusal, match=r"panel\.not_complex"):
        call(way)
    mark(way)
    others = (OUTSIDE, MemberDraft(cast["moss_leader"].post))
    with pytest.raises(Refusal, match=r"panel\.member_took_part"):
        call(way, *others, MemberDraft(cast["registrar"].post))
    panel = call(way)
    with pytest.raises(Refusal, match=r"panel\.awaited"):
        way.hand_in()
    words: Words = {"panel": panel, "outcome": "given", "advice": "It was not.", "dissent": "One: it was."}
    record_advice(case=way.case, advised_on=way.day, actor=cast["handler"], at=way.at, **words)
    with pytest.raises(Refusal, match=r"panel\.unanswered"):
        way.hand_in()
    words = {"panel": panel, "followed": "NOT_FOLLOWED", "answer": "The court said otherwise."}
    answer_advice(case=way.case, actor=cast["leader"], at=way.at, **words)
    way.hand_in()
    kept = ExpertPanel.objects.get(pk=panel)
    assert (kept.dissent, kept.followed) == ("One: it was.", "NOT_FOLLOWED")


def test_a_link_owes_reports_until_it_is_over_and_says_nothing_of_people(cast: Cast) -> None:
    way = walk(cast, "team")
    due = way.day + timedelta(days=30)
    words: Words = {"operation": "RECOVERY", "reference": "R-12", "due": due}
    link_operation(case=way.case, actor=cast["handler"], at=way.at, **words)
    with pytest.raises(Refusal, match=r"operation\.linked"):
        link_operation(case=way.case, actor=cast["handler"], at=way.at, **words)
    link = OperationLink.objects.get(matter=way.case)
    report: Words = {"link": link.pk, "reported_on": way.day, "origin": "Letter 3"}
    later = due + timedelta(days=30)
    report_operation(
        case=way.case, status="UNDER_WAY", next_due=later, actor=cast["handler"], at=way.at, **report
    )
    link.refresh_from_db()
    assert (link.status, link.due) == ("UNDER_WAY", later)
    report_operation(case=way.case, status="RESULT", actor=cast["handler"], at=way.at, **report)
    link.refresh_from_db()
    assert link.due is None
    unlink_operation(case=way.case, link=link.pk, reason="Wrong file.", actor=cast["handler"], at=way.at)
    columns = {field.attname for model in (OperationLink,) for field in model._meta.concrete_fields}
    assert not columns & {"person_id", "party_id", "petitioner", "name"}


def test_whoever_is_not_satisfied_is_answered_before_the_case_is_closed(cast: Cast) -> None:
    way = walk(cast, "vouch")
    with pytest.raises(Refusal, match=r"place\.not_higher"):
        rate(way, part="registrar")
    assert rate(way) is None
    facts = three_facts(way.case)
    assert (facts.claimed, facts.found, facts.said) == ("RESOLVED", "VERIFIED", "NOT_SATISFIED")
    assert facts.gap == "OBJECTED"
    with pytest.raises(Refusal, match=r"rating\.unanswered"):
        close_matter(case=way.case, actor=cast["reviewer"], at=way.at)
    words: Words = {"measure": "EXPLAINED", "answer": "You may ask for review.", "told_by": "POST"}
    rating = Rating.objects.get(matter=way.case).pk
    answer_rating(case=way.case, rating=rating, told_on=way.day, actor=cast["reviewer"], at=way.at, **words)
    close_matter(case=way.case, actor=cast["reviewer"], at=way.at)


def test_who_was_pressed_gets_a_matter_of_its_own_that_the_organ_does_not_see(cast: Cast) -> None:
    way = walk(cast, "serve")
    said: Words = {"wrongs": ("PRESSED",), "wrong_words": "They came at night."}
    own = rate(way, "SATISFIED", **said)
    assert own is not None
    matter = cast.matter(own, "city_registrar")
    assert (matter.urgent, matter.purpose, matter.organ_id) == (True, "ACCUSATION", cast.organ("river"))
    assert matter.shielded
    assert Party.objects.filter(matter=own, person__isnull=False).count() == 1
    with pytest.raises(Refusal, match=r"conflict\.to_organ"):
        transfer_matter(
            case=own, to=cast.organ("lin"), reason="Down.", actor=cast["city_registrar"], at=way.at
        )
    for part in ("registrar", "handler", "leader"):
        set_post(cast[part].post)
        assert not Matter.objects.filter(pk=own).exists()
        told = Entry.objects.filter(kind="case", subject=way.case, event="record_rating").get()
        assert "PRESSED" not in json.dumps(told.payload)
        assert "night" not in json.dumps(told.payload)


def test_the_figures_keep_the_three_facts_apart(cast: Cast) -> None:
    claimed, verified, asked = walk(cast, "hand_in"), walk(cast, "vouch"), walk(cast, "vouch")
    rate(asked, "SATISFIED")
    set_post(cast["reviewer"].post)
    period: Words = {"since": claimed.day.replace(day=1), "until": verified.day, "known": verified.day}
    (counts,) = fact_counts(organs=[cast.organ("lin")], **period)
    assert (counts.claimed, counts.verified, counts.not_examined, counts.not_borne_out) == (3, 2, 1, 0)
    assert (counts.satisfied, counts.not_satisfied, counts.objected, counts.not_asked) == (1, 0, 0, 2)
    set_post(cast["stone_reviewer"].post)
    assert fact_counts(organs=[cast.organ("lin")], **period) == []


def test_the_ledger_tells_of_every_row_and_nothing_goes_in_silence(kept_cast: Cast) -> None:
    cast = kept_cast
    with transaction.atomic():
        way = walk(cast, "execute")
        mark(way)
        panel = call(way)
        words: Words = {"panel": panel, "outcome": "none", "advice": "They never met."}
        record_advice(case=way.case, advised_on=way.day, actor=cast["handler"], at=way.at, **words)
        words = {"operation": "WANTED", "reference": "W-1", "due": way.day + timedelta(days=30)}
        link_operation(case=way.case, actor=cast["handler"], at=way.at, **words)
        assert rate(way, "SATISFIED", wrongs=("KEPT_AWAY",), wrong_words="The gate was shut.") is not None
    assert list(verify_everything()) == []
    for model in (CaseFlag, ExpertPanel, PanelMember, OperationLink, Rating):
        with pytest.raises(DatabaseError, match="without its ledger entry"):
            _change(model, way)


def _change(model: Any, way: Walk) -> None:
    with transaction.atomic():
        set_post(way.cast["leader"].post)
        assert model.objects.filter(matter=way.case).update(matter=way.case)
