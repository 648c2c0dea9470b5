"""Inspections: plan, draw, visit, finding, correction, acceptance; and experience notes that name nobody."""

from datetime import timedelta

import pytest
from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.domains.supervision.models import (
    ExperienceNote,
    InspectedCase,
    Inspection,
    InspectionDraw,
    InspectionFinding,
    InspectionVisit,
)
from dengwen.domains.supervision.reads.experience import note_sheet, notes_found
from dengwen.domains.supervision.reads.inspections import findings_to_correct, inspection_sheet, same_draw
from dengwen.domains.supervision.reads.verify_supervision import verify_supervision
from dengwen.domains.supervision.verbs.judge_finding import correct_finding, judge_finding, record_finding
from dengwen.domains.supervision.verbs.plan_inspection import (
    draw_inspection,
    end_inspection,
    look_at_case,
    plan_inspection,
    record_visit,
)
from dengwen.domains.supervision.verbs.write_experience import (
    change_experience,
    decide_experience,
    draft_experience,
)
from dengwen.foundation.identity.models import IdentityReading, SealedPerson
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast
from tests.handling.walk import Words
from tests.independence.people import add_actor

LATER = MORNING + timedelta(days=2)
ALL_FOUR = {"PROGRESS": "On plan.", "LEADERS": "Two cases led.", "RESOLUTION": "Half are resolved.",
            "ACCESS": "The counter is open every day."}  # fmt: skip


def planned(cast: Cast, **changes: object) -> int:
    """Let the province plan a regional visit to River City."""
    words: Words = {
        "title": "Spring visit", "kind": "regional", "since": DAY - timedelta(days=30), "until": DAY,
        "themes": set(ALL_FOUR), "size": 2, "organs": {cast.organ("river")}, **changes,
    }  # fmt: skip
    return plan_inspection(actor=cast["inspector"], at=LATER, **words)


def drawn(cast: Cast) -> int:
    for _ in range(3):
        cast.registered()
    cast.registered("stone_registrar")
    inspection = planned(cast)
    assert draw_inspection(inspection=inspection, actor=cast["inspector"], at=LATER) == 2
    return inspection


def found(cast: Cast, inspection: int) -> int:
    set_post(cast["inspector"].post)
    case = InspectedCase.objects.filter(inspection=inspection).order_by("rank")[0].matter_id
    words: Words = {"code": "LATE", "words": "Accepted late.", "due": DAY + timedelta(days=20)}
    return record_finding(
        inspection=inspection, organ=cast.organ("lin"), case=case, actor=cast["inspector"], at=LATER, **words
    )


def test_the_sample_is_drawn_once_and_can_be_drawn_again_by_anybody(cast: Cast) -> None:
    """Plan S39, S62: plain random, of the named organs' cases alone; seed and list are recorded."""
    inspection = drawn(cast)
    with pytest.raises(Refusal, match=r"inspection\.drawn"):
        draw_inspection(inspection=inspection, actor=cast["campaign_office"], at=LATER)
    sheet = inspection_sheet(cast["inspector"], inspection)
    assert sheet.draw is not None and sheet.draw.population == 3 and len(sheet.cases) == 2
    assert {case.matter.organ_id for case in sheet.cases} == {cast.organ("lin")}
    assert same_draw(sheet)
    sheet.draw.seed = "00" * 32
    sheet.draw.listing = sheet.draw.listing[:-1]
    assert not same_draw(sheet)
    with pytest.raises(Refusal, match=r"supervision\.not_above"):
        planned(cast, organs={cast.organ("province")})


def test_a_finding_is_corrected_and_accepted_by_another_person(cast: Cast) -> None:
    """Plan S39: visit, finding, correction with evidence, acceptance; then the inspection ends."""
    inspector, office = cast["inspector"], cast["campaign_office"]
    inspection = drawn(cast)
    finding = found(cast, inspection)
    look_at_case(
        inspection=inspection, case=InspectedCase.objects.order_by("rank")[1].matter_id, remark="In order.",
        actor=inspector, at=LATER,
    )  # fmt: skip
    with pytest.raises(Refusal, match=r"inspection\.not_visited"):
        end_inspection(inspection=inspection, actor=inspector, at=LATER)
    record_visit(
        inspection=inspection, organ=cast.organ("river"), on=DAY, seen=ALL_FOUR, actor=inspector, at=LATER
    )
    with pytest.raises(Refusal, match=r"inspection\.findings_open"):
        end_inspection(inspection=inspection, actor=inspector, at=LATER)
    set_post(cast["registrar"].post)
    assert [row.pk for row in findings_to_correct(cast["registrar"])] == [finding]
    with pytest.raises(Refusal, match=r"supervision\.other_organ"):
        correct_finding(finding=finding, words="x", evidence="y", actor=cast["city_registrar"], at=LATER)
    correct_finding(finding=finding, words="Done.", evidence="Book 3.", actor=cast["registrar"], at=LATER)
    judge_finding(finding=finding, accept=False, remarks="Which page?", actor=office, at=LATER)
    correct_finding(finding=finding, words="Page 4.", evidence="Book 3.", actor=cast["leader"], at=LATER)
    with pytest.raises(Refusal, match=r"inspection\.same_person"):
        judge_finding(finding=finding, accept=True, remarks="", actor=inspector, at=LATER)
    judge_finding(finding=finding, accept=True, remarks="", actor=office, at=LATER)
    end_inspection(inspection=inspection, actor=inspector, at=LATER)
    sheet = inspection_sheet(inspector, inspection)
    assert (sheet.findings[0].state, sheet.findings[0].returned, len(sheet.visits)) == ("accepted", 1, 4)
    with pytest.raises(Refusal, match=r"inspection\.ended"):
        record_visit(
            inspection=inspection, organ=cast.organ("river"), on=DAY, seen=ALL_FOUR, actor=inspector, at=LATER
        )


def test_each_side_sees_its_own_and_strangers_nothing(cast: Cast) -> None:
    """The inspected organ sees plan, visit and findings about it, never the sample or the seed."""
    inspection = drawn(cast)
    found(cast, inspection)
    record_visit(
        inspection=inspection,
        organ=cast.organ("river"),
        on=DAY,
        seen=ALL_FOUR,
        actor=cast["inspector"],
        at=LATER,
    )
    models = (Inspection, InspectionFinding, InspectionVisit, InspectedCase, InspectionDraw)
    for part, sees in (("inspector", (1, 1, 4, 2, 1)), ("city_leader", (1, 1, 4, 0, 0)), ("registrar", (1, 1, 0, 0, 0)),
                       ("stone_registrar", (0,) * 5), ("moss_leader", (0,) * 5)):  # fmt: skip
        set_post(cast[part].post)
        assert tuple(model.objects.count() for model in models) == sees, part
        if sees[0]:
            assert inspection_sheet(cast[part], inspection).runs is (part == "inspector")
        else:
            with pytest.raises(Refusal, match=r"inspection\.not_found"):
                inspection_sheet(cast[part], inspection)


def test_a_note_names_nobody_and_a_second_person_approves_it(cast: Cast) -> None:
    """Plan S38, S64: drafted from a case, checked against its sealed people, approved, found by every organ."""
    case = cast.registered().pk
    words: Words = {"title": "Receipts at once", "text": "The counter prints a receipt with each report."}
    handler = cast["handler"]
    for text, code in (("We called Wang Wu.", "name"), ("We called 199 0000 1234.", "number"),
                       ("At 3 Willow Lane.", "address"), (f"See {cast.matter(case).number}.", "case")):  # fmt: skip
        bad: Words = words | {"text": text}
        with pytest.raises(Refusal, match=f"experience.{code}"):
            draft_experience(case=case, actor=handler, at=LATER, **bad)
    set_post(cast["auditor"].post)
    readings = IdentityReading.objects.filter(case=case, post=handler.post)
    assert readings.count() == 4 and not ExperienceNote.objects.exists(), "a refused check is on record too"
    note = draft_experience(case=case, actor=handler, at=LATER, **words)
    set_post(cast["moss_registrar"].post)
    assert not notes_found(cast["moss_registrar"], "").exists()
    with pytest.raises(Refusal, match=r"right\.missing"):
        decide_experience(note=note, approve=True, remarks="", actor=handler, at=LATER)
    decide_experience(note=note, approve=False, remarks="Say how.", actor=cast["leader"], at=LATER)
    better: Words = words | {"text": "The counter prints it while people wait."}
    leader_two = add_actor(cast, "leader_two", "lin", "leader")
    change_experience(note=note, actor=leader_two, at=LATER, **better)
    with pytest.raises(Refusal, match=r"experience\.own_note"):
        decide_experience(note=note, approve=True, remarks="", actor=leader_two, at=LATER)
    decide_experience(note=note, approve=True, remarks="", actor=cast["leader"], at=LATER)
    moss = cast["moss_registrar"]
    set_post(moss.post)
    assert [row.pk for row in notes_found(moss, "COUNTER wait")] == [note]
    assert not notes_found(moss, "counter lamp").exists()
    assert note_sheet(moss, note).case is None, "where it came from stays with who sees the case"
    with pytest.raises(Refusal, match=r"experience\.approved"):
        change_experience(note=note, actor=handler, at=LATER, **words)


def test_what_cannot_be_checked_is_refused(cast: Cast) -> None:
    """Fail closed: a hidden case, a hidden sample, a seal that does not open."""
    words: Words = {"title": "Receipts", "text": "At once."}
    case = cast.registered().pk
    cannot = pytest.raises(Refusal, match=r"experience\.cannot_check")
    with cannot:
        draft_experience(case=case, actor=cast["moss_handler"], at=LATER, **words)
    inspection = drawn(cast)
    with cannot:
        draft_experience(inspection=inspection, actor=cast["city_leader"], at=LATER, **words)
    assert draft_experience(inspection=inspection, actor=cast["inspector"], at=LATER, **words)
    named: Words = words | {"text": "Wang Wu was pleased."}
    with pytest.raises(Refusal, match=r"experience\.name"):
        draft_experience(inspection=inspection, actor=cast["inspector"], at=LATER, **named)
    set_post(cast["handler"].post)
    with transaction.atomic():
        SealedPerson.objects.filter(pk__in=_people(case)).update(sealed=b"x" * 40)
    with cannot:
        draft_experience(case=case, actor=cast["handler"], at=LATER, **words)


def _people(case: int) -> list[int]:
    from dengwen.domains.cases.models import Party

    return list(Party.objects.filter(matter=case).values_list("person", flat=True))


def test_inspections_and_notes_stand_in_the_ledger(kept_cast: Cast) -> None:
    with transaction.atomic():
        inspection = drawn(kept_cast)
        found(kept_cast, inspection)
        draft_experience(
            inspection=inspection, title="Receipts", text="At once.", actor=kept_cast["inspector"], at=LATER
        )
    assert list(verify_supervision()) == []
