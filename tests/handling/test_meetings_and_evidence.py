"""The three meetings and the list of evidence, through their doors."""

import hashlib
from datetime import timedelta

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.closure.verbs.return_dossier import order_redo
from dengwen.domains.handling.models import Evidence, Meeting
from dengwen.domains.handling.verbs.add_evidence import add_evidence, preserve_evidence
from dengwen.domains.handling.verbs.approve_plan import approve_plan
from dengwen.domains.handling.verbs.record_meeting import record_meeting
from dengwen.foundation.ledger.models import Entry
from dengwen.interfaces.kit.sentences import refusal_sentence
from tests.cast import Cast
from tests.desk.clients import at, client_of
from tests.handling.procedures import camera, paper
from tests.handling.walk import Walk, Words, walk


def approve(way: Walk) -> None:
    approve_plan(case=way.case, actor=way.cast["leader"], at=way.at)


def test_no_plan_is_approved_while_a_meeting_is_missing(cast: Cast) -> None:
    way = walk(cast, "plan")
    for done, missing in (((), ["PETITIONER", "OFFICER", "FILE"]), (("FILE",), ["PETITIONER", "OFFICER"]),
                          (("PETITIONER",), ["OFFICER"])):  # fmt: skip
        if done:
            way.meet(*done)
        with pytest.raises(Refusal, match=r"meeting\.missing") as refused:
            approve(way)
        assert refused.value.facts["meetings"] == missing
        assert "见办案人" in refusal_sentence(refused.value)
    way.meet("OFFICER")
    approve(way)
    assert way.matter.state == "investigating"


def test_who_declines_loses_nothing(cast: Cast) -> None:
    way = walk(cast, "plan")
    words: Words = {"kind": "PETITIONER", "outcome": "DECLINED", "how_offered": "By letter of today."}
    record_meeting(case=way.case, met_on=way.day, actor=cast["leader"], at=way.at, **words)
    way.meet("OFFICER", "FILE")
    approve(way)
    assert way.matter.state == "investigating"


def test_the_meetings_are_those_of_the_team(cast: Cast) -> None:
    way = walk(cast, "plan")
    words: Words = {"kind": "FILE", "outcome": "HELD", "notes": "Read.", "met_on": way.day}
    with pytest.raises(Refusal, match=r"meeting\.not_of_team"):
        record_meeting(case=way.case, who=cast["moss_leader"].post, actor=cast["handler"], at=way.at, **words)
    record_meeting(case=way.case, who=cast["leader"].post, actor=cast["handler"], at=way.at, **words)
    way.cast.matter(way.case)
    assert Meeting.objects.get(matter=way.case).who_id == cast["leader"].post


def test_a_new_round_wants_new_meetings(cast: Cast) -> None:
    way = walk(cast, "hand_in")
    order_redo(
        case=way.case, actor=cast["reviewer"], at=way.at, reason="FACTS_UNCLEAR", remarks="Ask the guard."
    )
    way.plan()
    with pytest.raises(Refusal, match=r"meeting\.missing"):
        approve(way)


def test_each_piece_has_a_number_and_its_own_hash(cast: Cast) -> None:
    way = walk(cast, "step")
    file = paper(way, "EVIDENCE", words="The page of the book.")
    words: Words = {
        "origin": "East Station",
        "held_by": "Archive",
        "obtained_on": way.day,
        "actor": cast["handler"],
    }
    add_evidence(case=way.case, kind="DOCUMENT", description="Page 12", attachment=file, at=way.at, **words)
    add_evidence(case=way.case, kind="STATEMENT", description="The guard saw it.", at=way.at, **words)
    way.cast.matter(way.case)
    first, second = Evidence.objects.filter(matter=way.case).order_by("number")
    assert (first.number, second.number) == (1, 2)
    assert first.sha256 == hashlib.sha256(b"The page of the book.").hexdigest()
    assert first.preserved_on is not None
    assert second.sha256 == hashlib.sha256(b"The guard saw it.").hexdigest()
    told = Entry.objects.filter(kind="case", subject=way.case).order_by("-seq")[0].payload
    assert second.sha256 not in told and "The guard" not in told, (
        "short words must not be guessed from the ledger"
    )


def test_fleeting_evidence_is_saved_and_then_has_the_hash_of_its_file(cast: Cast) -> None:
    way = walk(cast, "step")
    camera(way, way.day + timedelta(days=10))
    way.cast.matter(way.case)
    row = Evidence.objects.get(matter=way.case)
    file = paper(way, "EVIDENCE", words="The recording.")
    words: Words = {"evidence": row.pk, "preserved_on": way.day, "attachment": file, "actor": cast["handler"]}
    with pytest.raises(Refusal, match=r"evidence\.no_way"):
        preserve_evidence(case=way.case, how=" ", at=way.at, **words)
    preserve_evidence(case=way.case, how="Copied by the technician.", at=way.at, **words)
    row.refresh_from_db()
    assert row.sha256 == hashlib.sha256(b"The recording.").hexdigest()
    with pytest.raises(Refusal, match=r"evidence\.preserved_already"):
        preserve_evidence(case=way.case, how="Again.", at=way.at, **words)


def test_a_file_of_another_case_is_no_evidence_here(cast: Cast) -> None:
    way, other = walk(cast, "step"), walk(cast, "step")
    file = paper(other, "EVIDENCE")
    words: Words = {
        "kind": "DOCUMENT",
        "description": "x",
        "origin": "y",
        "held_by": "z",
        "obtained_on": way.day,
    }
    with pytest.raises(Refusal, match=r"file\.not_here"):
        add_evidence(case=way.case, attachment=file, actor=cast["handler"], at=way.at, **words)


@pytest.mark.parametrize(("language", "words"), [("en", "to be saved by"), ("zh-hans", "前保全")])
def test_the_list_can_be_printed_with_its_hashes(cast: Cast, language: str, words: str) -> None:
    way = walk(cast, "step")
    camera(way, way.day + timedelta(days=10))
    with at(way.at):
        page = client_of(cast, "auditor", language).get(f"/cases/{way.case}/evidence/").content.decode()
    assert hashlib.sha256(b"Camera at the gate").hexdigest() in page and words in page
