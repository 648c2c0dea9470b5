"""One letter: its words while it is a draft, its number and hash once it is issued."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import may
from dengwen.domains.letters.access import may_write
from dengwen.domains.letters.reads.letters import LetterRow, deeds_of, one_letter
from dengwen.domains.letters.rules.letter_content import BLANK, Section, load
from dengwen.domains.letters.verbs.edit_letter import edit_letter
from dengwen.domains.letters.verbs.issue_letter import issue_letter
from dengwen.domains.letters.verbs.void_letter import void_letter
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.letters.going import onward, version_of
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import refusal_sentence


@dataclass(frozen=True, slots=True)
class Field:
    """A section in the form."""

    name: str
    head: str
    text: str
    rows: int


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def letter_page(request: DeskRequest, case: int, letter: int) -> HttpResponse:
    """Show a letter, or save, issue or void it; what is typed stays when the verb refuses."""
    row = _letter(request, case, letter)
    sentence = ""
    if request.method == "POST":
        try:
            words = _do(request, row)
        except Refusal as refusal:
            if refusal.code == "case.not_found":
                raise
            sentence = refusal_sentence(refusal)
        else:
            return onward(request, f"/cases/{case}/letters/{letter}/", words)
    parts = _parts(request, row) | {"sentence": sentence}
    return render(request, "desk/letters/letter.html", parts, status=422 if sentence else 200)


def _letter(request: DeskRequest, case: int, letter: int) -> LetterRow:
    try:
        return one_letter(actor=request.actor, case=case, letter=letter)
    except Refusal:
        raise Http404 from None


def _do(request: DeskRequest, row: LetterRow) -> str:
    """Do what the button says and return what to say of it. Issuing takes the words as they were last saved."""
    post, deed = request.POST, request.POST.get("do", "")
    known: dict[str, Any] = {
        "case": row.matter_id, "letter": row.pk, "actor": request.actor, "at": now(), "version": version_of(request),
    }  # fmt: skip
    if deed == "issue":
        issue_letter(ground=post.get("ground", ""), **known)
        return _("Issued. The letter is frozen now.")
    if deed == "void":
        void_letter(reason=post.get("reason", ""), **known)
        return _("The letter is void.")
    if deed != "save":
        raise Http404
    edit_letter(
        body=post.getlist("body"), plain=post.getlist("plain"), to=post.get("to", ""), copies=post.get("copies", ""),
        **known,
    )  # fmt: skip
    return _("Saved.")


def _parts(request: DeskRequest, row: LetterRow) -> dict[str, Any]:
    content, matter, post = load(row.content), row.matter, request.POST
    refusal = may(request.actor, "edit_letter", matter).refusal
    kind = code_list("letter_kinds").entry(row.kind)
    deeds = deeds_of(actor=request.actor, case=matter.pk)
    writes, issues = (
        refusal is None and may_write(request.actor, row.kind, matter, deeds=lambda: deeds, issuing=issuing)
        for issuing in (False, True)
    )
    saved = [*content.body, *content.plain]
    typed = post.get("do") == "save"
    return {
        "case": matter, "letter": row, "content": content, "kind": kind, "may_edit": writes,
        "why_not": refusal_sentence(refusal) if refusal and request.actor.has(Right.WRITE_LETTER) else "",
        "body": _fields("body", content.body, post.getlist("body") if typed else []),
        "plain": _fields("plain", content.plain, post.getlist("plain") if typed else []),
        "to": post.get("to", "") if typed else content.to, "may_issue": issues and row.organ_id == request.actor.bureau,
        "copies": post.get("copies", "") if typed else content.copies, "ground": post.get("ground", ""),
        "may_void": issues if row.state == "issued" else writes,
        "blanks": sum(part.text.count(BLANK) for part in saved) if kind.extras.get("blanks") != "yes" else 0,
        "opens_identity": request.actor.has(Right.OPEN_IDENTITY) and row.recipient == "petitioner",
        "reads_named": row.named and request.actor.has(Right.OPEN_IDENTITY),
    }  # fmt: skip


def _fields(name: str, sections: tuple[Section, ...], typed: list[str]) -> list[Field]:
    texts = typed if len(typed) == len(sections) else [part.text for part in sections]
    return [
        Field(
            f"{name}{number}",
            part.head,
            text,
            min(14, max(2, 1 + len(text.encode()) // 90 + text.count("\n"))),
        )
        for number, (part, text) in enumerate(zip(sections, texts, strict=True))
    ]
