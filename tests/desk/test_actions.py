"""Doing things on the page of a case: every verb that has a door has a form, and nothing typed is lost."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import translation

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.transitions import TRANSITIONS
from dengwen.domains.cases.verbs.begin_screening import begin_screening
from dengwen.interfaces.desk.cases.action_table import ACTIONS
from dengwen.interfaces.desk.cases.context import CaseContext
from tests.cast import MORNING, Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import Walk, walk


def do(cast: Cast, part: str, case: int, verb: str, **fields: Any) -> HttpResponse:
    """Send the form of ``verb`` as ``part``, with the version as it is now."""
    version = cast.matter(case, part).version
    return client_of(cast, part).post(f"/cases/{case}/do/{verb}/", {"version": version} | fields)  # type: ignore[return-value]


def done(response: HttpResponse) -> None:
    assert response.status_code == 303, plain(response)


def plain(response: HttpResponse) -> str:
    """Return what a page says in its main part, without tags."""
    main = response.content.decode().partition("<main")[2].partition("</main")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())[:600]


def state(cast: Cast, case: int, part: str = "registrar") -> Matter:
    return cast.matter(case, part)


def test_every_verb_with_a_door_has_a_form() -> None:
    verbs = {line.verb for line in TRANSITIONS}
    on_pages_of_their_own = {
        "judge_item", "draft_letter", "edit_letter", "issue_letter", "void_letter",
        "begin_lookback", "conclude_lookback", "settle_lookback", "issue_query_code",
    }  # fmt: skip
    on_pages_of_their_own |= {
        verb for verb in verbs if verb.endswith(("_campaign", "_scope", "_scope_objection"))
    }
    on_pages_of_their_own |= {"hand_out_export", "export_own"}  # what they give is a file
    assert set(ACTIONS) | on_pages_of_their_own == verbs


def test_between_organs(cast: Cast) -> None:
    case = cast.registered().pk
    with at():
        done(do(cast, "registrar", case, "begin_screening"))
        done(do(cast, "registrar", case, "transfer", to="Moss County (991102000000)", reason="Their road."))
        done(do(cast, "moss_registrar", case, "sign_for"))
        done(do(cast, "moss_registrar", case, "object", reason="OTHER", explanation="Not our road."))
        done(do(cast, "registrar", case, "refuse_objection", reason="It is your road."))
        done(do(cast, "moss_registrar", case, "object", reason="NOT_IN_CHARGE", explanation="It is not."))
        done(do(cast, "registrar", case, "take_back"))
        done(
            do(
                cast,
                "registrar",
                case,
                "assign",
                to="991201000000",
                reason="Important.",
                report_by="30.4.2026",
            )
        )
    assert state(cast, case).state == "assigned" and state(cast, case).organ_id == cast.organ("quarry")


@pytest.mark.parametrize(
    ("verb", "fields", "then"),
    [
        ("accept", {"note_text": "Ours."}, "accepted"),
        ("divert", {"route": "COURT", "reason": "A court decides."}, "diverted"),
        ("not_accept", {"reason": "COURT", "explanation": "The court has it."}, "not_accepted"),
        ("assign_team", {"leader": "{leader}", "handler": "{handler}", "unit": "{unit}"}, "registered"),
        ("add_contact", {"received_on": "2026年3月4日", "channel": "PHONE", "source": "DIRECT", "people": "1",
                         "text": "She called."}, "registered"),
        ("correct", {"title": "Another title", "category": "01.05", "purpose": "APPEAL", "reason": "Typed wrongly."},
         "registered"),
    ],
)  # fmt: skip
def test_what_a_registrar_does(cast: Cast, verb: str, fields: dict[str, str], then: str) -> None:
    case = cast.registered().pk
    ids = {
        "{leader}": cast["leader"].post,
        "{handler}": cast["handler"].post,
        "{unit}": cast.organ("lin_unit"),
    }
    with at():
        done(
            do(
                cast,
                "registrar",
                case,
                verb,
                **{name: ids.get(value, value) for name, value in fields.items()},
            )
        )
    assert state(cast, case).state == then


def test_merging_names_the_other_by_its_number(cast: Cast) -> None:
    first, second = cast.registered(), cast.registered()
    with at():
        refused = do(cast, "registrar", second.pk, "merge", into="991102-2026-000001", reason="The same.")
        assert refused.status_code == 422 and "There is no case with this number" in refused.content.decode()
        done(do(cast, "registrar", second.pk, "merge", into=str(first.number), reason="The same."))
    assert state(cast, second.pk).merged_into_id == first.pk


def test_from_the_plan_to_the_opinion(cast: Cast) -> None:
    way = walk(cast, "team")
    case, now = way.case, way.at + timedelta(hours=1)
    step = {"kind": "INTERVIEW", "done_on": now.date().isoformat(), "text": "No paper."}
    opinion = {"method": "EXPLANATION", "summary": "So it is.", "review_told": ""}
    answer = {"facts_found": "F.", "reasons": "R.", "answer": "A.", "legal_basis": "L."}
    with at(now):
        done(
            do(
                cast,
                "handler",
                case,
                "draft_plan",
                issues="A receipt?",
                approach="Ask.",
                finish_by="2026-4-1",
            )
        )
        assert "Missing: The petitioner / Who handled it before / The case file" in plain(
            do(cast, "leader", case, "approve_plan")
        )
        day = now.date().isoformat()
        for kind, how in (("PETITIONER", {"outcome": "DECLINED", "how_offered": "By letter."}),
                          ("OFFICER", {"outcome": "HELD", "notes": "Heard."}),
                          ("FILE", {"outcome": "HELD", "notes": "Read."})):  # fmt: skip
            done(do(cast, "leader", case, "record_meeting", kind=kind, met_on=day, **how))
        done(do(cast, "leader", case, "approve_plan"))
        done(do(cast, "handler", case, "investigate", **step))
        done(do(cast, "handler", case, "draft_opinion", **opinion))
        done(do(cast, "leader", case, "return_to_investigation", reason="Ask the witness."))
        done(do(cast, "handler", case, "draft_opinion", **opinion))
        for claim in way.claims():
            done(do(cast, "handler", case, "answer_claim", claim=claim.pk, result="EXPLAINED", **answer))
        done(do(cast, "leader", case, "issue_opinion", review_told="Within 30 days, River City."))
    assert state(cast, case).state == "opinion_issued"


def test_claim_after_claim_is_answered(cast: Cast) -> None:
    way = walk(cast, "draft")
    first, second = way.claims()
    words = {"result": "EXPLAINED", "facts_found": "F.", "reasons": "R.", "answer": "A.", "legal_basis": "L."}
    with at(way.at):
        answer = do(cast, "handler", way.case, "answer_claim", claim=first.pk, **words)
    assert answer.headers["Location"] == f"/cases/{way.case}/do/answer_claim/?claim={second.pk}"


def test_from_service_to_closed_and_open_again(cast: Cast) -> None:
    way = walk(cast, "issue", results={1: "SUPPORTED", 2: "NOT_SUPPORTED"})
    case, now = way.case, way.at + timedelta(hours=1)
    today = now.date().isoformat()
    remedy = {
        "kind": "APOLOGISE",
        "text": "Say sorry.",
        "owner": "Lin County (991101000000)",
        "due": "1.4.2026",
    }
    rows = {f"remedy-0-{name}": value for name, value in remedy.items()}
    with at(now):
        done(
            do(cast, "handler", case, "record_service", method="POST", served_on=today, received_by="Wang Wu")
        )
        done(do(cast, "handler", case, "begin_execution", rows="2", **rows))
        row = way.matter.remedies.get().pk
        done(do(cast, "handler", case, "carry_out_remedy", remedy=row, done_on=today, proof="A letter."))
        done(do(cast, "handler", case, "hand_in_dossier", report="All is done."))
        judge_everything(cast, case)
        path = f"/cases/{case}/dossier/"
        assert client_of(cast, "reviewer").post(path, vote(cast, case, "accept_dossier")).status_code == 303
        done(do(cast, "reviewer", case, "close"))
        done(do(cast, "registrar", case, "archive"))
        done(do(cast, "city_leader", case, "reopen", reason="A new witness."))
    assert state(cast, case).state == "redo"


def vote(cast: Cast, case: int, decision: str, **fields: str) -> dict[str, object]:
    return {"version": cast.matter(case, "reviewer").version, "decide": decision} | fields


def judge_everything(cast: Cast, case: int, finding: str = "met") -> None:
    for item in Walk(cast, case).items():
        sent = {
            "version": cast.matter(case, "reviewer").version,
            "judge": f"{item.pk}:{finding}",
            f"remark_{item.pk}": "x",
        }
        assert client_of(cast, "reviewer").post(f"/cases/{case}/dossier/", sent).status_code == 200


@pytest.mark.parametrize("decision", ["return_dossier", "order_redo"])
def test_a_dossier_goes_back_with_a_reason(cast: Cast, decision: str) -> None:
    way = walk(cast, "hand_in")
    with at(way.at):
        client = client_of(cast, "reviewer")
        path = f"/cases/{way.case}/dossier/"
        refused = client.post(path, vote(cast, way.case, decision, remarks="Claim 2 has no evidence."))
        assert refused.status_code == 422
        assert "Claim 2 has no evidence." in refused.content.decode(), "what was typed stays"
        sent = vote(cast, way.case, decision, reason="FACTS_UNCLEAR", remarks="Claim 2 has no evidence.")
        assert client.post(path, sent).status_code == 303
    assert way.matter.state == ("executing" if decision == "return_dossier" else "redo")


def test_the_handling_organ_reads_its_dossier_and_judges_nothing(cast: Cast) -> None:
    way = walk(cast, "hand_in")
    with at(way.at):
        page = client_of(cast, "own_reviewer").get(f"/cases/{way.case}/dossier/").content.decode()
        item = way.items()[0].pk
        sent = {"version": way.matter.version, "judge": f"{item}:met"}
        answer = client_of(cast, "own_reviewer").post(f"/cases/{way.case}/dossier/", sent)
    assert 'name="judge"' not in page and "Your organ handled this case" in page
    assert answer.status_code == 422 and way.items()[0].finding == ""


def test_a_file_is_attached_and_a_program_is_not(cast: Cast) -> None:
    case = cast.registered().pk
    with at():
        bad = SimpleUploadedFile("page.html", b"<html><script>1</script>")
        refused = do(cast, "registrar", case, "attach_file", file=bad, kind="EVIDENCE")
        assert refused.status_code == 422 and "cannot be attached" in refused.content.decode()
        good = SimpleUploadedFile("receipt.pdf", b"%PDF-1.7\n%")
        done(do(cast, "registrar", case, "attach_file", file=good, kind="EVIDENCE"))


def test_a_stale_form_is_refused_and_its_words_stay(cast: Cast) -> None:
    matter = cast.registered()
    with at():
        begin_screening(case=matter.pk, actor=cast["registrar"], at=MORNING)
        sent = {"version": matter.version, "to": "Moss County", "reason": "Half an hour of typing."}
        answer = client_of(cast, "registrar").post(f"/cases/{matter.pk}/do/transfer/", sent)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "Somebody changed case" in text and "Half an hour of typing." in text
        assert 'name="version" value="2"' in text, "the next send is on the case as it stands now"
        no_version = client_of(cast, "registrar").post(f"/cases/{matter.pk}/do/accept/", {})
        assert no_version.status_code == 422
    assert state(cast, matter.pk).state == "screening"


def test_a_form_comes_without_its_frame_inside_the_page(cast: Cast) -> None:
    case = cast.registered().pk
    with at():
        client = client_of(cast, "registrar")
        part = client.get(f"/cases/{case}/do/transfer/", headers={"hx-request": "true"}).content.decode()
        assert "<html" not in part and 'list="organs"' in part and "Moss County (991102000000)" in part
        sent = {"version": 1, "note_text": ""}
        answer = client.post(f"/cases/{case}/do/accept/", sent, headers={"hx-request": "true"})
        assert answer.headers["HX-Redirect"] == f"/cases/{case}/"


def test_what_a_role_never_does_does_not_exist(cast: Cast) -> None:
    case = cast.registered().pk
    with at():
        assert client_of(cast, "registrar").get(f"/cases/{case}/do/approve_plan/").status_code == 404
        assert client_of(cast, "auditor").get(f"/cases/{case}/do/accept/").status_code == 404
        assert client_of(cast, "registrar").get(f"/cases/{case}/do/judge_item/").status_code == 404
        later = client_of(cast, "handler").get(f"/cases/{case}/do/draft_plan/")
        assert later.status_code == 200 and "is not possible while the case is at" in later.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_form_opens(cast: Cast, language: str) -> None:
    case = walk(cast, "issue").case
    cast.matter(case)
    context = CaseContext(cast["registrar"], case, MORNING.date())
    with translation.override(language):
        for action in ACTIONS.values():
            assert action.form(case=context).as_div() is not None
