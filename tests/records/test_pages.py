"""What the desk shows of a file: how long it is kept, what falls due, what left the house, and what is left of it."""

import json
import zipfile
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dengwen.base.clock import now
from dengwen.domains.records.models import FileExport
from dengwen.domains.records.verbs.disposal import dispose, propose_disposal
from dengwen.foundation.permissions.acting import set_post
from tests.cast import MORNING, Cast
from tests.desk.clients import client_of
from tests.records.old_cases import OLD, OLD_DAY, held, old_case

WORDS = ("Willow", "Wang", "turned away", "told where to go")


@pytest.fixture
def registrar(cast: Cast) -> Client:
    """The registrar's browser."""
    return client_of(cast, "registrar")


def text(client: Client, path: str, status: int = 200) -> str:
    """Return a page."""
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_the_case_says_its_class_and_its_day(cast: Cast, registrar: Client) -> None:
    case = old_case(cast)
    page = text(registrar, f"/cases/{case}/")
    assert (
        "Without a result of its own" in page
        and "file kept until 6 March 2016" in page
        and "· <strong>held" not in page
    )
    held(cast, case)
    assert "· <strong>held</strong>" in text(registrar, f"/cases/{case}/")
    page = text(registrar, f"/cases/{case}/records/")
    assert "the period is over" in page and "setting of the province" in page and "Court letter 7" in page
    assert "file kept" not in text(registrar, f"/cases/{cast.registered().pk}/")


def test_the_list_shows_what_is_due_and_nothing_else(cast: Cast, registrar: Client) -> None:
    due, other = old_case(cast), old_case(cast)
    propose_disposal(case=due, actor=cast["registrar"], at=now())
    held(cast, other)
    fresh = cast.registered(at=MORNING).pk
    former = cast.registered(at=OLD, received_on=OLD_DAY, occurred_on=None, closed_on=OLD_DAY).pk
    page = text(registrar, "/records/")
    assert f"/cases/{due}/records/" in page and "proposed, waits" in page and "<strong>held</strong>" in page
    for kept in (fresh, former):  # the second is kept for thirty years
        assert f"/cases/{kept}/records/" not in page
    assert "6 March 2036" in text(registrar, f"/cases/{former}/records/")
    assert "With a result" in page and "LPI Art.56" in page and "the law gives the figure" in page
    assert f"/cases/{due}/records/" not in text(client_of(cast, "moss_registrar"), "/records/")


def test_the_list_does_not_ask_once_a_row(cast: Cast, registrar: Client) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            text(registrar, "/records/")
        return len(seen.captured_queries)

    old_case(cast)
    one = statements()
    for _ in range(3):
        old_case(cast)
    assert statements() <= one


def test_a_stub_says_when_and_by_which_decision_on_every_page(cast: Cast, registrar: Client) -> None:
    case = old_case(cast)
    propose_disposal(case=case, actor=cast["registrar"], at=now())
    decision = dispose(case=case, actor=cast["leader"], at=now())
    for path in (f"/cases/{case}/", f"/cases/{case}/receipt/"):
        page = text(registrar, path)
        assert decision in page and "Disposed of on" in page and "LPI Art.19, 47" in page
        assert not [word for word in WORDS if word in page]
    receipt = json.loads(text(registrar, f"/cases/{case}/receipt.json"))
    assert receipt["disposed"]["by"] == decision and receipt["promise"]["number"] == decision.removesuffix(
        "-D1"
    )
    for place in ("letters/", "hard/", "records/", "do/correct/", "evidence/"):
        assert "was disposed of when its period was over" in text(registrar, f"/cases/{case}/{place}", 409)
    # it never vanishes from the lists either
    assert decision.removesuffix("-D1") in text(registrar, "/cases/?open=all")


def test_a_copy_is_asked_for_granted_and_handed_out_once(cast: Cast, registrar: Client) -> None:
    case = old_case(cast)
    form = {
        "recipient": "COURT",
        "addressee": "River Court",
        "ground": "Letter 7",
        "identities": "on",
        "language": "en",
    }
    leader = client_of(cast, "leader")

    def version() -> str:
        return str(cast.matter(case).version)

    assert registrar.post(f"/cases/{case}/do/ask_export/", {**form, "version": version()}).status_code == 303
    set_post(cast["registrar"].post)
    export = FileExport.objects.get(matter=case).pk
    answer = registrar.post(f"/cases/{case}/records/hand-out/", {"export": export})
    assert answer.status_code == 422 and "not granted" in answer.content.decode()
    words = {"export": export, "version": version()}
    assert leader.post(f"/cases/{case}/do/approve_export/", words).status_code == 303
    assert "Make and hand out" in text(registrar, f"/cases/{case}/records/")
    answer = registrar.post(f"/cases/{case}/records/hand-out/", {"export": export})
    assert answer.status_code == 200 and answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[attr-defined]
        assert {"manifest.json", "signature.json", "ledger.json", "case.json", "case.pdf"} <= set(
            archive.namelist()
        )
    assert registrar.post(f"/cases/{case}/records/hand-out/", {"export": export}).status_code == 422
    page = text(registrar, f"/cases/{case}/")
    assert "handed out a sealed copy of the file (1) to: Court" in page


def test_in_chinese_too(cast: Cast) -> None:
    case = old_case(cast)
    client = client_of(cast, "registrar", "zh-hans")
    assert "保管期限" in text(client, f"/cases/{case}/records/") and "保管期限表" in text(client, "/records/")
