"""Help between organs: tasks only; the organ asked sees the request and not the case; all of it is in the ledger."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.utils import translation

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Involvement, Matter
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.handling.models import InvestigationStep
from dengwen.domains.letters.models import Attachment
from dengwen.domains.supervision.models import CooperationPaper, CooperationRequest
from dengwen.domains.supervision.reads.cooperations import (
    cooperation_sheet,
    cooperations_in,
    cooperations_out,
    open_paper,
    refusals_told,
)
from dengwen.domains.supervision.verbs.answer_cooperation import (
    PaperDraft,
    answer_cooperation,
    refuse_cooperation,
)
from dengwen.domains.supervision.verbs.ask_cooperation import ask_cooperation, call_back_cooperation
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from dengwen.interfaces.desk.cases.cooperation_forms import AskForm
from tests.cast import Cast
from tests.desk.clients import at, client_of
from tests.handling.procedures import paper
from tests.handling.walk import Walk, Words, walk


def asked(cast: Cast, organ: str = "moss", **changes: object) -> tuple[Walk, int]:
    """Let Lin County ask Moss County for a copy of a book."""
    way = walk(cast, "step")
    words: Words = {
        "asked": cast.organ(organ), "kind": "EVIDENCE", "task": "Copy the book of your gate.",
        "due": way.day + timedelta(days=10), "papers": [paper(way, "EVIDENCE")], **changes,
    }  # fmt: skip
    ask_cooperation(case=way.case, actor=cast["handler"], at=way.at, **words)
    set_post(cast["handler"].post)
    return way, CooperationRequest.objects.get(matter=way.case).pk


def test_the_organ_asked_sees_the_request_and_nothing_of_the_case(cast: Cast) -> None:
    way, request = asked(cast)
    paper(way, "EXPERT_OPINION", words="Not for Moss.")
    moss = cast["moss_registrar"]
    set_post(moss.post)
    assert [row.pk for row in cooperations_in(moss)] == [request]
    sheet = cooperation_sheet(actor=moss, request=request)
    assert (sheet.case, sheet.number, sheet.why_not) == (None, "", None)
    assert [one.name for one in sheet.papers] == ["evidence.txt"]
    assert open_paper(actor=moss, request=request, paper=sheet.papers[0].pk).content
    for model in (Matter, Attachment, InvestigationStep, Involvement, Entry):
        seen = model.objects.filter(**{"kind": "case"} if model is Entry else {})
        assert not seen.exists(), model
    with pytest.raises(Matter.DoesNotExist):
        cast.matter(way.case, "moss_registrar")


def test_everybody_else_sees_no_request(cast: Cast) -> None:
    _, request = asked(cast)
    for part in ("stone_registrar", "administrator"):
        set_post(cast[part].post)
        assert not CooperationRequest.objects.exists() and not CooperationPaper.objects.exists()
        with pytest.raises(Refusal, match=r"cooperation\.not_found"):
            cooperation_sheet(actor=cast[part], request=request)
    for part in ("registrar", "reviewer", "auditor"):
        set_post(cast[part].post)
        assert CooperationRequest.objects.filter(pk=request).exists()


def test_the_answer_is_an_entry_of_the_case_by_who_gave_it(cast: Cast) -> None:
    way, request = asked(cast)
    moss = cast["moss_registrar"]
    version = way.matter.version
    answer_cooperation(
        request=request, result="The page is copied.", papers=[PaperDraft("C:\\page.txt", b"Page 12")], actor=moss,
        at=way.at,
    )  # fmt: skip
    assert not Matter.objects.exists(), "the sight of the case is shut again"
    cast.matter(way.case)
    last = Entry.objects.filter(kind="case", subject=way.case).order_by("-seq")[0]
    assert (last.event, last.actor_post, last.seq) == ("answer_cooperation", moss.post, version + 1)
    sheet = cooperation_sheet(actor=cast["handler"], request=request)
    assert (sheet.request.outcome, sheet.request.result) == ("answered", "The page is copied.")
    (file,) = sheet.answer_papers
    assert file.name == "page.txt"
    assert open_paper(actor=cast["handler"], request=request, paper=file.pk).content == b"Page 12"
    assert sheet.case == way.case


def test_a_refusal_has_a_reason_and_the_organ_above_is_told(cast: Cast) -> None:
    way, request = asked(cast)
    with pytest.raises(Refusal, match=r"cooperation\.no_result"):
        refuse_cooperation(request=request, reason=" ", actor=cast["moss_registrar"], at=way.at)
    refuse_cooperation(
        request=request, reason="The gate is not ours.", actor=cast["moss_registrar"], at=way.at
    )
    set_post(cast["city_registrar"].post)
    assert [row.pk for row in refusals_told(cast["city_registrar"])] == [request]
    set_post(cast["handler"].post)
    assert [row.outcome for row in cooperations_out(cast["handler"])] == ["refused"]


@pytest.mark.parametrize("part", ["registrar", "city_registrar", "campaign_office", "moss_handler"])
def test_only_the_organ_asked_answers(cast: Cast, part: str) -> None:
    way, request = asked(cast)
    if part == "moss_handler":  # the organ asked, whoever of it works with papers
        answer_cooperation(request=request, result="Done.", actor=cast[part], at=way.at)
        return
    with pytest.raises(Refusal, match=r"cooperation\.other_organ"):
        answer_cooperation(request=request, result="Done.", actor=cast[part], at=way.at)


def test_the_database_opens_the_case_to_nobody_else_and_only_while_the_request_is_open(cast: Cast) -> None:
    way, request = asked(cast)

    def reach(part: str) -> str | None:
        set_post(cast[part].post)
        with connection.cursor() as cursor:
            cursor.execute("SELECT dengwen_cooperation_reach(%s)", [request])
            found: str | None = cursor.fetchone()[0] if cursor.rowcount else None
            return found

    assert reach("moss_registrar") == f"{cast['moss_registrar'].post}:{{{cast.organ('lin')}}}"
    assert reach("stone_registrar") is None and reach("administrator") is None
    answer_cooperation(request=request, result="Done.", actor=cast["moss_registrar"], at=way.at)
    assert reach("moss_registrar") is None


def test_what_is_over_is_over(cast: Cast) -> None:
    way, request = asked(cast)
    words: Words = {"case": way.case, "request": request, "actor": cast["handler"], "at": way.at}
    with pytest.raises(Refusal, match=r"cooperation\.no_result"):
        call_back_cooperation(reason=" ", **words)
    call_back_cooperation(reason="Found in our own archive.", **words)
    moss: Words = {"request": request, "actor": cast["moss_registrar"], "at": way.at}
    with pytest.raises(Refusal, match=r"cooperation\.over"):
        answer_cooperation(result="Done.", **moss)
    with pytest.raises(Refusal, match=r"cooperation\.over"):
        refuse_cooperation(reason="No.", **moss)
    with pytest.raises(Refusal, match=r"cooperation\.over"):
        call_back_cooperation(reason="Again.", **words)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"kind": "LOCATE"}, "cooperation.kind_unknown"),
        ({"kind": "PERSUADE"}, "cooperation.kind_unknown"),
        ({"kind": "SERVICE"}, "cooperation.no_consent"),
        ({"kind": "AID"}, "cooperation.no_consent"),
        ({"task": " "}, "cooperation.no_task"),
        ({"due": date(2026, 3, 1)}, "cooperation.due_past"),
        ({"papers": [999_999]}, "file.not_here"),
    ],
)
def test_tasks_of_a_case_and_nothing_else(cast: Cast, changes: Words, refused: str) -> None:
    with pytest.raises(Refusal, match=refused):
        asked(cast, **changes)


@pytest.mark.parametrize("organ", ["lin", "bureau", "lin_unit"])
def test_another_open_organ_of_the_house_is_asked(cast: Cast, organ: str) -> None:
    with pytest.raises(Refusal, match=r"cooperation\.(to_itself|organ_closed)"):
        asked(cast, organ)


def test_who_consented_can_be_helped_where_she_lives(cast: Cast) -> None:
    way, request = asked(cast, kind="AID", consent_on=date(2026, 3, 3))
    set_post(cast["handler"].post)
    assert CooperationRequest.objects.get(pk=request).consent_on == date(2026, 3, 3)
    assert way.matter.state == "investigating"


def test_the_forms_say_plainly_what_is_not_allowed(cast: Cast) -> None:
    with translation.override("en"):
        assert "Not allowed: to ask where a person is, to watch" in str(AskForm.note)
    way, request = asked(cast)
    with at(way.at):
        page = client_of(cast, "moss_registrar").get(f"/cooperation/{request}/").content.decode()
    assert "not where a person is" in page and "Copy the book" in page
    number = way.matter.number
    assert number is not None and number not in page and "Wang Wu" not in page


def test_answering_on_the_page(cast: Cast) -> None:
    way, request = asked(cast)
    client = client_of(cast, "moss_registrar")
    with at(way.at):
        empty = client.post(f"/cooperation/{request}/", {"deed": "refuse", "result": " "})
        assert empty.status_code == 422 and "write the reason" in empty.content.decode()
        done = client.post(f"/cooperation/{request}/", {"deed": "answer", "result": "Copied."})
        assert done.status_code == 303
        assert client.get(f"/cases/{way.case}/").status_code == 404
        listed = client_of(cast, "handler").get("/cooperation/").content.decode()
    assert "Answered" in listed


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_lists_of_both_sides(cast: Cast, language: str) -> None:
    way, request = asked(cast)
    with at(way.at):
        for part in ("handler", "moss_leader", "reviewer"):
            page = client_of(cast, part, language).get("/cooperation/")
            assert page.status_code == 200
            shown = f"/cooperation/{request}/" in page.content.decode()
            assert shown == (part != "reviewer"), "an organ above both finds it on the page of the case"


def test_the_ledger_vouches_for_every_row(kept_cast: Cast) -> None:
    with transaction.atomic():
        way, request = asked(kept_cast)
        answer_cooperation(request=request, result="Copied.", actor=kept_cast["moss_registrar"], at=way.at)
    assert list(verify_everything()) == []
    with connection.cursor() as cursor, transaction.atomic():
        set_post(kept_cast["handler"].post)
        with pytest.raises(Exception, match=r"permission denied|refused"), transaction.atomic():
            cursor.execute("DELETE FROM supervision_cooperationrequest")


def test_a_change_behind_the_ledgers_back_is_refused(kept_cast: Cast) -> None:
    with transaction.atomic():
        _, request = asked(kept_cast)
    with pytest.raises(Exception, match="without its ledger entry"):
        _change_in_silence(kept_cast, request)


def _change_in_silence(cast: Cast, request: int) -> None:
    with transaction.atomic():
        set_post(cast["moss_registrar"].post)
        CooperationRequest.objects.filter(pk=request).update(outcome="answered")
