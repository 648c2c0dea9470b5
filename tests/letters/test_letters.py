"""A letter from the draft to the frozen paper."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.db import connection
from django.test import override_settings

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Claim, Matter
from dengwen.domains.cases.rules.draft import ClaimDraft, PersonDraft
from dengwen.domains.letters.models import Letter
from dengwen.domains.letters.reads.letters import docx_of, named_pdf, one_letter, pdf_of
from dengwen.domains.letters.reads.stored_file import place_of
from dengwen.domains.letters.rules.letter_content import load
from dengwen.domains.letters.verbs.draft_letter import draft_letter
from dengwen.domains.letters.verbs.edit_letter import edit_letter
from dengwen.domains.letters.verbs.issue_letter import issue_letter
from dengwen.domains.letters.verbs.void_letter import void_letter
from dengwen.foundation.identity.models import IdentityReading
from dengwen.foundation.ledger.models import Entry
from tests.cast import MORNING, Cast
from tests.handling.walk import walk

Words = dict[str, Any]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(ATTACHMENTS=tmp_path):
        yield tmp_path


def text_of(pdf: bytes) -> str:
    """Return what can be read in a PDF, without its line ends."""
    found = pypdfium2.PdfDocument(pdf)
    pages = [found[number].get_textpage().get_text_range() for number in range(len(found))]
    return "".join("".join(pages).split())


def drafted(cast: Cast, case: int, kind: str = "acceptance_notice", language: str = "zh", part: str = "registrar",
            **given: str) -> Letter:  # fmt: skip
    draft_letter(case=case, kind=kind, language=language, given=given, actor=cast[part], at=MORNING)
    cast.matter(case)
    return Letter.objects.filter(matter=case).latest("pk")


def issued(cast: Cast, letter: Letter, part: str = "registrar", **more: str) -> Letter:
    issue_letter(case=letter.matter_id, letter=letter.pk, actor=cast[part], at=MORNING, **more)
    return one_letter(actor=cast[part], case=letter.matter_id, letter=letter.pk)


def test_a_draft_is_filled_from_the_case_and_issued_it_is_frozen(cast: Cast, folder: Path) -> None:
    case = walk(cast, "accept").case
    letter = drafted(cast, case)
    content = load(letter.content)
    assert "No receipt was given for the report." in content.body[1].text
    assert "2026年5月" in content.body[3].text
    assert "草稿" in text_of(pdf_of(one_letter(actor=cast["registrar"], case=case, letter=letter.pk)).content)
    letter = issued(cast, letter)
    assert (letter.state, letter.serial, letter.year, letter.number) == ("issued", 1, 2026, "Lin County信〔2026〕1号")
    paper = pdf_of(letter).content
    assert paper.startswith(b"%PDF")
    assert "〔2026〕1号" in text_of(paper) and "草稿" not in text_of(paper)
    entry = Entry.objects.filter(kind="case", subject=case).latest("seq")
    assert entry.event == "issue_letter"
    assert letter.pdf_sha256 in str(entry.payload)
    with pytest.raises(Refusal, match=r"letter\.not_draft"):
        edit_letter(case=case, letter=letter.pk, body=["x"] * 5, plain=["x"] * 5, actor=cast["registrar"], at=MORNING)
    place_of(letter.pdf_sha256).write_bytes(b"%PDF-1.7 another")
    with pytest.raises(Refusal, match=r"file\.altered"):
        pdf_of(letter)
