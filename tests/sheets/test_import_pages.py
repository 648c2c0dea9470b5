"""The import on the desk: upload, mapping, trial, start, rejects, corrected and handed in again."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from dengwen.domains.cases.models import Contact, Matter
from dengwen.domains.registers.models import ImportRun, SavedMapping
from dengwen.foundation.permissions.acting import acting
from dengwen.interfaces.sheets.tasks import carry_out_import
from tests.cast import Cast
from tests.desk.clients import at, client_of
from tests.registers.files import HEADERS, bad, good
from tests.sheets.samples import MAPPING, csv_bytes

LINES = [good(1), good(2), bad(3), good(4, key=1)]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.IMPORTS = tmp_path / "imports"


def hand_in(client: Client, content: bytes, name: str = "old.csv", **more: object) -> str:
    """Upload a file and return the address of its page."""
    answer = client.post("/import/", {"file": SimpleUploadedFile(name, content), **more})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def toml() -> SimpleUploadedFile:
    """Return the small mapping as a file."""
    return SimpleUploadedFile("m.toml", MAPPING.encode())


def download(client: Client, address: str) -> bytes:
    """Return a workbook."""
    return b"".join(client.get(address))


def table(client: Client, page: str) -> dict[str, str]:
    """Return the mapping's table as the browser would send it."""
    context = client.get(page).context
    posted = {"key": context["mapping"].key[0], "order": "ymd", "header_row": "1"}
    for line in context["lines"]:
        posted |= {
            f"{line.name}-column": line.column, f"{line.name}-parse": line.parse,
            f"{line.name}-default": line.default, f"{line.name}-words": line.lookup,
        }  # fmt: skip
    return posted


def work(cast: Cast) -> None:
    """Do what the worker would do with the jobs that wait."""
    for job in list(ProcrastinateJob.objects.filter(task_name="dengwen.carry_out_import")):
        carry_out_import(**job.args)
    assert ProcrastinateJob.objects.exists()


def runs(cast: Cast) -> list[ImportRun]:
    """Return all runs, the oldest first."""
    with acting(cast["registrar"].post):
        return list(ImportRun.objects.order_by("pk"))


def test_from_the_file_to_the_corrected_rows(cast: Cast, tmp_path: Path) -> None:
    with at():
        client = client_of(cast, "registrar")
        page = hand_in(client, csv_bytes([HEADERS, *LINES]), mapping=toml())
        shown = client.get(page)
        assert shown.status_code == 200
        assert [row.number for row in shown.context["preview"]] == [2, 3, 4, 5]
        assert "第1件 letter 1" in shown.content.decode()
        posted = table(client, page)
        assert client.post(f"{page}mapping/", posted | {"deed": "try"}).status_code == 302
        assert "Waiting for the worker" in client.get(page).content.decode()
        assert "No worker is running" in client.get(f"{page}progress/").content.decode()
        work(cast)
        tried = client.get(page)
        assert "It would become" in tried.content.decode()
        with acting(cast["registrar"].post):
            assert not Matter.objects.exists()
        assert client.post(f"{page}mapping/", posted | {"deed": "start"}).status_code == 302
        work(cast)
        run = runs(cast)[0]
        assert (run.state, run.matters, run.contacts, run.reported, run.stored) == ("done", 2, 1, 1, "")
        assert list((tmp_path / "imports").iterdir()) == []
        assert client.get(f"{page}progress/").headers["HX-Refresh"] == "true"
        book = openpyxl.load_workbook(io.BytesIO(download(client, f"{page}rejects.xlsx")))
        sheet = book.active
        assert [cell.value for cell in sheet[2]][:6] == [*bad(3)[:3], "2012-03-05", "2012-03-04", 4]
        sheet["E2"] = "2012-03-06"
        corrected = io.BytesIO()
        book.save(corrected)
        again = hand_in(client, corrected.getvalue(), "corrected.xlsx", mapping=toml())
        client.post(f"{again}mapping/", table(client, again) | {"deed": "start"})
        work(cast)
        assert (runs(cast)[1].rows, runs(cast)[1].matters) == (1, 1)
        with acting(cast["registrar"].post):
            assert Contact.objects.count() == 4
        assert client.get("/import/").content.decode().count("corrected.xlsx") == 1
        exported = openpyxl.load_workbook(io.BytesIO(download(client, "/import/export.xlsx"))).active
        assert [cell.value for cell in exported["A"]][-2:] == ["corrected.xlsx", "old.csv"]


def test_a_suggested_mapping_is_changed_and_kept(cast: Cast) -> None:
    with at():
        client = client_of(cast, "registrar")
        content = csv_bytes([("编号", "留言内容", "留言时间"), ("1", "没有给回执", "2012-03-05")])
        page = hand_in(client, content, register="board")
        reasons = {line.name: line.reason for line in client.get(page).context["lines"]}
        assert "留言内容" in reasons["text"]
        posted = table(client, page) | {
            "source-default": "GOVERNMENT",
            "name": " The  board ",
            "deed": "keep",
        }
        assert client.post(f"{page}mapping/", posted).status_code == 302
        with acting(cast["registrar"].post):
            kept = SavedMapping.objects.get()
        assert kept.name == "The board"
        assert 'constant = "GOVERNMENT"' in kept.text
        assert "The board" in client.get("/import/").content.decode()
        next_page = hand_in(client, content, kept=kept.pk)
        assert 'constant = "GOVERNMENT"' in client.get(f"{next_page}mapping.toml").content.decode()
        assert client.post(f"{page}discard/").headers["Location"] == "/import/"
        assert len(runs(cast)) == 1
        client.post("/import/", {"forget": kept.pk})
        with acting(cast["registrar"].post):
            assert not SavedMapping.objects.exists()


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(cast: Cast) -> None:
    with at():
        client = client_of(cast, "registrar")
        page = hand_in(client, csv_bytes([HEADERS, *LINES]), mapping=toml())
        posted = table(client, page) | {
            "received_on-column": "",
            "note-default": "typed words",
            "deed": "apply",
        }
        answer = client.post(f"{page}mapping/", posted)
        assert answer.status_code == 422
        assert "[fields.received_on] is missing" in answer.content.decode()
        assert "typed words" in answer.content.decode()
        answer = client.post(f"{page}mapping/", {"deed": "text", "text": "version = "})
        assert "not valid TOML" in answer.content.decode()
        answer = client.post(f"{page}mapping/", table(client, page) | {"deed": "keep", "name": " "})
        assert "give it a name" in answer.content.decode()
        answer = client.post("/import/", {"file": SimpleUploadedFile("x.pdf", b"%PDF-1.7 ")})
        assert answer.status_code == 422
        assert "not a spreadsheet" in answer.content.decode()
        assert len(list(Path(settings.IMPORTS).iterdir())) == 1


@pytest.mark.parametrize(
    ("part", "status"), [("moss_registrar", 404), ("handler", 404), ("city_registrar", 200)]
)
def test_who_sees_a_run(cast: Cast, part: str, status: int) -> None:
    with at():
        page = hand_in(client_of(cast, "registrar"), csv_bytes([HEADERS, *LINES]), mapping=toml())
        client = client_of(cast, part, language="zh-hans")
        assert client.get(page).status_code == status
        assert client.get(f"{page}progress/").status_code == status


def test_a_file_that_is_too_large_is_not_even_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dengwen.interfaces.sheets.upload_view.LARGEST_WORKBOOK", 20)
    monkeypatch.setattr(
        "dengwen.interfaces.sheets.upload_view.keep_upload", lambda upload: pytest.fail("kept")
    )
    with at():
        file = SimpleUploadedFile("old.csv", b"number\n" * 20)
        assert client_of(cast, "registrar").post("/import/", {"file": file}).status_code == 422


def test_stop_and_go_on(cast: Cast) -> None:
    with at():
        client = client_of(cast, "registrar")
        page = hand_in(client, csv_bytes([HEADERS, *LINES]), mapping=toml())
        client.post(f"{page}mapping/", table(client, page) | {"deed": "start"})
        client.post(f"{page}stop/")
        assert runs(cast)[0].state == "stopped"
        work(cast)
        assert runs(cast)[0].rows == 0
        assert client.post(f"{page}go-on/").status_code == 302
        work(cast)
        assert (runs(cast)[0].state, runs(cast)[0].matters) == ("done", 2)
        assert client.post(f"{page}go-on/").status_code == 409
