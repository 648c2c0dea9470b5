"""The letters of a case: which there are, which are called for, and the paper of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases import access as cases
from dengwen.domains.cases.models import Party
from dengwen.domains.letters.models import Letter
from dengwen.domains.letters.reads.letter_docx import letter_docx
from dengwen.domains.letters.reads.letter_paper import letter_pdf, paper_values
from dengwen.domains.letters.reads.letter_values import organ_name
from dengwen.domains.letters.reads.letter_wording import say
from dengwen.domains.letters.reads.stored_file import fetch
from dengwen.domains.letters.rules.letter_content import digest, load
from dengwen.foundation.identity.verbs.open_identity import open_identity
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list

LetterRow = Letter  # the name by which the faces know it: they import no models


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter ready to be handed over."""

    name: str
    content: bytes


def letters_of(*, actor: Actor, case: int) -> list[Letter]:
    """Return the letters of a matter, newest first; empty where the matter is not visible."""
    seen = Letter.objects.filter(matter__in=cases.visible_to(actor), matter=case)
    return list(seen.select_related("organ").order_by("-pk"))


def one_letter(*, actor: Actor, case: int, letter: int) -> Letter:
    """Return a letter; raises ``letter.not_here``, ``case.disposed``."""
    seen = Letter.objects.filter(matter__in=cases.visible_to(actor), matter=case, pk=letter)
    found = seen.select_related("organ", "matter").first()
    if found is None:
        raise Refusal("letter.not_here", letter=letter)
    cases.alive(found.matter)
    return found


def deeds_of(*, actor: Actor, case: int) -> list[tuple[str, int | None]]:
    """Return what was done in a matter that ``actor`` sees, oldest first: event and acting post."""
    if not cases.visible_to(actor).filter(pk=case).exists():
        return []
    entries = Entry.objects.filter(kind="case", subject=case).order_by("seq")
    return list(entries.values_list("event", "actor_post"))


def called_for(events: Iterable[str], issued: Iterable[str]) -> list[str]:
    """Return the kinds that these events call for and that were not issued yet, the latest event's first."""
    there = set(issued)
    kinds = code_list("letter_kinds").entries
    found = [
        kind.code
        for event in reversed(list(events))
        for kind in kinds
        if event in kind.extras.get("after", "").split() and kind.code not in there
    ]
    return list(dict.fromkeys(found))


def pdf_of(letter: Letter) -> Paper:
    """Return the PDF: an issued one byte for byte as it was stored, a draft with a mark across each page.

    A letter with a name needs :func:`named_pdf`. Raises ``letter.named``, ``letter.altered``, ``file.lost``,
    ``file.altered``.
    """
    if letter.named:
        raise Refusal("letter.named")
    return Paper(f"{_file_name(letter)}.pdf", _pdf(letter))


def named_pdf(letter: Letter, *, actor: Actor, ground: str, at: datetime) -> Paper:
    """Return the PDF with the petitioner's name; the reading is on record before it is handed over.

    Raises ``right.missing``, ``letter.no_name``, what :func:`open_identity` raises, and as :func:`pdf_of`.
    """
    actor.require(Right.OPEN_IDENTITY)
    party = Party.objects.filter(matter=letter.matter_id, role="petitioner").order_by("pk").first()
    if party is None or party.person_id is None:
        raise Refusal("letter.no_name")
    open_identity(person_id=party.person_id, case=letter.matter_id, post=actor.post, ground=ground, at=at)
    return Paper(f"{_file_name(letter)}.pdf", _pdf(letter))


def issued_pdf(letter: Letter) -> Paper:
    """Return an issued PDF, the petitioner's name in it or not: for the one whose name it is."""
    return Paper(f"{_file_name(letter)}.pdf", _pdf(letter))


def docx_of(letter: Letter) -> Paper:
    """Return the letter for a word processor, always without the petitioner's name; raises ``letter.altered``."""
    return Paper(f"{_file_name(letter)}.docx", letter_docx(_values(letter)))


def _pdf(letter: Letter) -> bytes:
    if letter.state == "draft" or not letter.pdf_sha256:
        return letter_pdf(_values(letter))
    _check(letter)
    return fetch(letter.pdf_sha256)


def _check(letter: Letter) -> None:
    if letter.content_sha256 and digest(letter.content) != letter.content_sha256:
        raise Refusal("letter.altered", number=letter.number)


def _values(letter: Letter) -> dict[str, object]:
    _check(letter)
    content, lang = load(letter.content), letter.language
    return paper_values(
        content, kind=letter.kind, lang=lang, organ=organ_name(letter.organ, lang), number=letter.number,
        on=letter.issued_on or letter.drafted_on, to=_to(letter, content.to), draft=not letter.issued_on,
    )  # fmt: skip


def _to(letter: Letter, to: str) -> str:
    """Return the line that addresses the recipient: in a draft the petitioner's mask, never the name."""
    if letter.recipient != "petitioner":
        return say("to_organ", letter.language).format(name=to) if to else ""
    if letter.issued_on:
        return say("salutation", letter.language)
    masks = Party.objects.filter(matter=letter.matter_id, role="petitioner").order_by("pk")
    mask = masks.values_list("mask", flat=True).first()
    return say("to_person", letter.language).format(name=mask) if mask else say("salutation", letter.language)


def _file_name(letter: Letter) -> str:
    label = code_list("letter_kinds").label(letter.kind, letter.language)
    return " ".join(part for part in (letter.number, label) if part)
