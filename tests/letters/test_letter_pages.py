"""The pages of letters: what is called for, a draft's words, and the paper that is handed over."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from dengwen.domains.letters.models import Letter
from dengwen.domains.letters.reads.letters import called_for
from dengwen.foundation.identity.models import IdentityReading
from tests.appeals.upward import upward
from tests.cast import Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import walk


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with override_settings(ATTACHMENTS=tmp_path):
        yield tmp_path


def version(cast: Cast, case: int) -> int:
    return cast.matter(case).version


def draft(
    cast: Cast, client: Client, case: int, kind: str = "acceptance_notice", language: str = "en"
) -> str:
    form = {"kind": kind, "language": language, "version": version(cast, case)}
    answer = client.post(f"/cases/{case}/letters/", form)
    assert answer.status_code == 303
    return str(answer["Location"])


def test_what_was_done_and_not_issued_stands_on_top() -> None:
    assert called_for(["registered", "accept"], []) == ["acceptance_notice", "registration_form", "receipt"]
    assert called_for(["registered", "accept"], ["acceptance_notice"]) == ["registration_form", "receipt"]
    assert called_for(["team_assigned"], []) == []


def test_from_the_list_to_the_paper(cast: Cast) -> None:
    case = walk(cast, "accept").case
    client = client_of(cast, "registrar")
    with at():
        assert "Called for by what was done" in client.get(f"/cases/{case}/letters/").content.decode()
        path = draft(cast, client, case)
        page = client.get(path).content.decode()
        assert "No receipt was given for the report." in page and "Wang Wu" not in page
        preview = client.get(f"{path}pdf/")
        assert preview.content.startswith(b"%PDF") and "no-store" in preview["Cache-Control"]
        client.post(path, {"do": "issue", "version": version(cast, case)})
        page = client.get(path).content.decode()
        paper = client.get(f"{path}pdf/").content
        letter = Letter.objects.get(matter=case)
        assert letter.number in page and letter.pdf_sha256 in page
        assert paper.startswith(b"%PDF") and client.get(f"{path}docx/").content.startswith(b"PK")
        listed = client.get(f"/cases/{case}/letters/").content.decode()
        assert letter.number in listed
        told = client.get(f"/cases/{case}/").content.decode()
    assert f"issued {letter.number}: Notice of acceptance" in told


def test_everybody_is_offered_the_letters_that_she_may_write(cast: Cast) -> None:
    """The reviewer finds the letters of the review and no others; the county finds all but those."""
    way = upward(cast)
    way.ask()
    with at(way.at):
        seen = client_of(cast, "reviewer").get(f"/cases/{way.case}/letters/").content.decode()
        theirs = client_of(cast, "registrar").get(f"/cases/{way.case}/letters/").content.decode()
    offered, others = (set(re.findall('option value="([a-z_]{3,})"', page)) for page in (seen, theirs))
    assert {"review_admission", "file_call"} <= offered and "hearing_notice" not in offered, "not let in yet"
    assert not offered & {
        "acceptance_notice",
        "opinion",
        "review_opinion",
        "rereview_opinion",
        "withdrawal_notice",
    }
    assert {"acceptance_notice", "review_request_record"} <= others and "review_admission" not in others


def test_what_is_typed_stays_when_the_case_moved_on(cast: Cast) -> None:
    case = walk(cast, "accept").case
    client = client_of(cast, "registrar")
    with at():
        path = draft(cast, client, case)
        typed = {"do": "save", "version": 1, "body": ["Typed <b>words</b>"] * 5, "plain": ["p"] * 5}
        answer = client.post(path, typed)
    assert answer.status_code == 422
    assert "Typed &lt;b&gt;words&lt;/b&gt;" in answer.content.decode()


def test_a_paper_with_a_name_is_handed_over_on_a_ground_alone(cast: Cast) -> None:
    case = walk(cast, "accept").case
    client = client_of(cast, "registrar")
    with at():
        path = draft(cast, client, case)
        client.post(path, {"do": "issue", "ground": "To address it.", "version": version(cast, case)})
        assert client.get(f"{path}pdf/").status_code == 409
        assert client.post(f"{path}pdf/", {"ground": " "}).status_code == 409
        assert client_of(cast, "inspector").post(f"{path}pdf/", {"ground": "x"}).status_code == 409
        assert client.post(f"{path}pdf/", {"ground": "To post it."}).content.startswith(b"%PDF")
    assert list(IdentityReading.objects.order_by("pk").values_list("ground", flat=True)) == [
        "To address it.", "To post it.",
    ]  # fmt: skip


def test_a_damaged_paper_is_never_handed_over(cast: Cast, folder: Path) -> None:
    case = walk(cast, "accept").case
    client = client_of(cast, "registrar")
    with at():
        path = draft(cast, client, case)
        client.post(path, {"do": "issue", "version": version(cast, case)})
        for stored in folder.rglob("*"):
            if stored.is_file():
                stored.write_bytes(b"%PDF-1.7 another")
        answer = client.get(f"{path}pdf/")
    assert answer.status_code == 409 and not answer.content.startswith(b"%PDF")


def test_a_letter_of_another_case_is_not_there(cast: Cast) -> None:
    case, other = walk(cast, "accept").case, cast.registered().pk
    client = client_of(cast, "registrar")
    with at():
        path = draft(cast, client, case)
        for end in ("", "pdf/", "docx/"):
            assert client.get(path.replace(f"/{case}/", f"/{other}/") + end).status_code == 404
            assert client_of(cast, "moss_registrar").get(path + end).status_code == 404
