"""A letter from the draft to the frozen paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from dengwen.base.errors import Refusal
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
    with pypdfium2.PdfDocument(pdf) as found:
        return "".join("".join(page.get_textpage().get_text_range() for page in found).split())


def drafted(cast: Cast, case: int, kind: str = "acceptance_notice", language: str = "zh", part: str = "registrar",
            **given: str) -> Letter:  # fmt: skip
    draft_letter(case=case, kind=kind, language=language, given=given, actor=cast[part], at=MORNING)
    cast.matter(case, part)
    return Letter.objects.filter(matter=case).latest("pk")


def issued(cast: Cast, letter: Letter, part: str = "registrar", ground: str = "") -> Letter:
    issue_letter(case=letter.matter_id, letter=letter.pk, actor=cast[part], at=MORNING, ground=ground)
    return one_letter(actor=cast[part], case=letter.matter_id, letter=letter.pk)


def test_a_draft_is_filled_from_the_case_and_issued_it_is_frozen(cast: Cast, folder: Path) -> None:
    case = walk(cast, "accept").case
    letter = drafted(cast, case)
    content = load(letter.content)
    assert "No receipt was given for the report." in content.body[1].text
    assert "2026年5月" in content.body[3].text
    assert "草稿" in text_of(pdf_of(one_letter(actor=cast["registrar"], case=case, letter=letter.pk)).content)
    letter = issued(cast, letter)
    assert (letter.state, letter.serial, letter.year, letter.number) == (
        "issued",
        1,
        2026,
        "Lin County信〔2026〕1号",
    )
    paper = pdf_of(letter).content
    assert paper.startswith(b"%PDF")
    assert "〔2026〕1号" in text_of(paper) and "草稿" not in text_of(paper)
    entry = Entry.objects.filter(kind="case", subject=case).latest("seq")
    assert entry.event == "issue_letter"
    assert letter.pdf_sha256 in str(entry.payload)
    with pytest.raises(Refusal, match=r"letter\.not_draft"):
        edit_letter(
            case=case, letter=letter.pk, body=["x"] * 5, plain=["x"] * 5, actor=cast["registrar"], at=MORNING
        )
    place_of(letter.pdf_sha256).write_bytes(b"%PDF-1.7 another")
    with pytest.raises(Refusal, match=r"file\.altered"):
        pdf_of(letter)


def filled(
    cast: Cast, letter: Letter, part: str = "registrar", text: str = "It is so.", **more: str
) -> Letter:
    """Fill every blank of a draft."""
    content = load(letter.content)
    body, plain = (
        [section.text.replace("____", text) for section in parts] for parts in (content.body, content.plain)
    )
    known: Words = {"to": content.to, **more}
    edit_letter(
        case=letter.matter_id, letter=letter.pk, body=body, plain=plain, actor=cast[part], at=MORNING, **known
    )
    return one_letter(actor=cast[part], case=letter.matter_id, letter=letter.pk)


def test_numbers_run_by_organ_and_year_without_gaps_and_only_at_issue(cast: Cast) -> None:
    case = walk(cast, "accept").case
    first, second, third = (drafted(cast, case) for _ in range(3))
    assert issued(cast, third).serial == 1
    by: Words = {
        "case": case,
        "letter": second.pk,
        "reason": "Not needed.",
        "actor": cast["registrar"],
        "at": MORNING,
    }
    void_letter(**by)
    with pytest.raises(Refusal, match=r"letter\.void_already"):
        void_letter(**by)
    assert issued(cast, first).serial == 2
    river = cast.registered("city_registrar").pk
    other = issued(cast, filled(cast, drafted(cast, river, "receipt", "en", "city_registrar"), "city_registrar"),
                   "city_registrar")  # fmt: skip
    assert (other.serial, other.number) == (1, "River City [2026] No. 1")


def test_a_refused_issue_takes_no_number(cast: Cast) -> None:
    case = walk(cast, "accept").case
    blank = drafted(cast, case, "refusal_notice")
    with pytest.raises(Refusal, match=r"letter\.blank_left"):
        issued(cast, blank)
    assert issued(cast, drafted(cast, case)).serial == 1


def test_a_void_letter_keeps_number_paper_and_reason(cast: Cast) -> None:
    case = walk(cast, "accept").case
    letter = issued(cast, drafted(cast, case))
    by: Words = {"case": case, "letter": letter.pk, "actor": cast["registrar"], "at": MORNING}
    with pytest.raises(Refusal, match=r"letter\.reason_missing"):
        void_letter(**by, reason=" ")
    with pytest.raises(Refusal, match=r"right\.missing"):
        void_letter(**by | {"actor": cast["handler"]}, reason="Wrong day.")
    void_letter(**by, reason="Wrong day.")
    kept = one_letter(actor=cast["registrar"], case=case, letter=letter.pk)
    assert (kept.state, kept.number, kept.pdf_sha256) == ("void", letter.number, letter.pdf_sha256)
    assert pdf_of(kept).content.startswith(b"%PDF")


def test_only_the_role_that_decides_issues_and_only_for_its_own_organ(cast: Cast) -> None:
    case = walk(cast, "accept").case
    letter = drafted(cast, case)
    with pytest.raises(Refusal, match=r"right\.missing"):
        issued(cast, letter, "handler")
    with pytest.raises(Refusal, match=r"letter\.other_organ"):
        issued(cast, letter, "city_registrar")
    with pytest.raises(Refusal, match=r"case\.not_found"):
        issued(cast, letter, "moss_registrar")


def test_the_name_is_printed_on_a_ground_alone_and_the_reading_is_on_record(cast: Cast) -> None:
    case = walk(cast, "accept").case
    plain = issued(cast, drafted(cast, case))
    assert "WangWu" not in text_of(pdf_of(plain).content)
    assert not IdentityReading.objects.exists()
    named = issued(cast, drafted(cast, case), ground="To address the notice.")
    assert named.named and "Wang" not in named.content
    assert IdentityReading.objects.filter(case=case, ground="To address the notice.").count() == 1
    with pytest.raises(Refusal, match=r"letter\.named"):
        pdf_of(named)
    by: Words = {"at": MORNING, "ground": "To post it."}
    with pytest.raises(Refusal, match=r"right\.missing"):
        named_pdf(named, actor=cast["inspector"], **by)
    assert "WangWu" in text_of(named_pdf(named, actor=cast["registrar"], **by).content)
    assert IdentityReading.objects.filter(case=case).count() == 2
    assert b"Wang" not in docx_of(named).content


def test_nobody_without_the_right_prints_a_name_and_the_anonymous_have_none(cast: Cast) -> None:
    case = walk(cast, "accept").case
    letter = drafted(cast, case, part="campaign_office")
    with pytest.raises(Refusal, match=r"right\.missing"):
        issued(cast, letter, "campaign_office", ground="To address the notice.")
    assert not IdentityReading.objects.exists()
    nameless = cast.registered(people=(PersonDraft(),)).pk
    receipt = filled(cast, drafted(cast, nameless, "receipt"))
    with pytest.raises(Refusal, match=r"letter\.no_name"):
        issued(cast, receipt, ground="To address it.")


def test_a_draft_shows_the_mask(cast: Cast) -> None:
    case = walk(cast, "accept").case
    letter = drafted(cast, case)
    read = text_of(pdf_of(one_letter(actor=cast["registrar"], case=case, letter=letter.pk)).content)
    assert "WangWu" not in read and "：" in read
    assert cast.matter(case).parties.get(role="petitioner").mask.replace(" ", "") in read


ACCUSED = "Officer Zhao took money from the stall keepers of Willow Lane."


def test_no_letter_to_an_organ_carries_the_words_of_an_accusation(cast: Cast) -> None:
    claims = (ClaimDraft("No receipt was given for it.", "01.05", "A receipt.", "APPEAL"),
              ClaimDraft(ACCUSED, "10.01", "Punish him.", "ACCUSATION"))  # fmt: skip
    case = cast.registered(claims=claims, purpose="ACCUSATION", title="Bribes at Willow Lane market").pk
    for kind in ("transfer_letter", "assignment_letter", "closing_report"):
        text = drafted(cast, case, kind, "en", "registrar").content
        assert ACCUSED not in text and "Willow Lane market" not in text, kind
        assert "No receipt was given for it." in text
    letter = filled(cast, drafted(cast, case, "transfer_letter"), text="Officer  Zhao took money\nfrom the stall "
                    "keepers of Willow Lane.", to="Moss County")  # fmt: skip
    with pytest.raises(Refusal, match=r"letter\.accusation"):
        issued(cast, letter)
    assert ACCUSED in drafted(cast, case, "receipt").content
    assert (
        issued(cast, filled(cast, drafted(cast, case, "transfer_letter"), to="Moss County")).state == "issued"
    )


def test_an_altered_row_is_never_shown(cast: Cast) -> None:
    case = walk(cast, "accept").case
    letter = issued(cast, drafted(cast, case))
    letter.content = letter.content.replace("receipt", "apology")
    for show in (pdf_of, docx_of):
        with pytest.raises(Refusal, match=r"letter\.altered"):
            show(letter)


def test_what_draft_and_edit_refuse(cast: Cast) -> None:
    case = walk(cast, "accept").case
    for changes, code in (({"kind": "pledge"}, "kind_unknown"), ({"language": "fr"}, "language_unknown")):
        with pytest.raises(Refusal, match=code):
            drafted(cast, case, **changes)
    letter, other = drafted(cast, case), cast.registered().pk
    by: Words = {"letter": letter.pk, "actor": cast["registrar"], "at": MORNING}
    for words, code in (
        ({"case": other, "body": ["x"] * 5, "plain": ["x"] * 5}, "not_here"),
        ({"case": case, "body": ["x"], "plain": ["x"] * 5}, "sections_differ"),
        ({"case": case, "body": ["x" * 20_001] * 5, "plain": ["x"] * 5}, "too_long"),
    ):
        with pytest.raises(Refusal, match=code):
            edit_letter(**by | words)
    edit_letter(**by, case=case, body=["x"] * 5, plain=[""] * 5)
    with pytest.raises(Refusal, match=r"letter\.empty"):
        issued(cast, letter)


def test_the_database_refuses_a_letter_that_changes_in_silence(kept_cast: Cast) -> None:
    with transaction.atomic():
        case = walk(kept_cast, "accept").case
        letter = issued(kept_cast, drafted(kept_cast, case))
    for statement in (
        "UPDATE letters_letter SET content = '{}' WHERE id = %s",
        "UPDATE letters_letter SET issued_on = issued_on - 1 WHERE id = %s",
        "DELETE FROM letters_letter WHERE id = %s",
    ):
        with pytest.raises(DatabaseError):
            _run(kept_cast, case, statement, letter.pk)


def _run(cast: Cast, case: int, statement: str, letter: int) -> None:
    """Run a statement on one letter as somebody who sees it, and commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cast.matter(case)
        cursor.execute(statement, [letter])
        assert cursor.rowcount == 1
