"""One publication: its figures beside its words, the replies of the organs named, and the next step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.reads.publications import Sheet, printed, publication_sheet
from dengwen.domains.bulletins.rules.publication_kinds import kind_of
from dengwen.domains.bulletins.verbs.approve_publication import approve_publication, return_publication
from dengwen.domains.bulletins.verbs.ask_for_replies import ask_for_replies
from dengwen.domains.bulletins.verbs.edit_publication import edit_publication
from dengwen.domains.bulletins.verbs.issue_publication import issue_publication
from dengwen.domains.bulletins.verbs.record_receipt import record_receipt
from dengwen.domains.bulletins.verbs.reply_to_publication import reply_to_publication
from dengwen.domains.bulletins.verbs.withdraw_publication import withdraw_publication
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import label, refusal_sentence

PREFIX = "words-"


@dataclass(frozen=True, slots=True)
class Part:
    """A section in the form. ``newer``: what somebody else has saved since, where it is not what was typed."""

    key: str
    head: str
    sentences: list[str]
    text: str
    newer: str
    shows: str

    @property
    def rows(self) -> int:
        """How high its field is."""
        return min(14, max(3, 1 + len(self.text.encode()) // 90 + self.text.count("\n")))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_FIGURES)
def bulletin(request: DeskRequest, publication: int) -> HttpResponse:
    """Show a publication, or do the next step; what was typed stays on the page when a verb refuses."""
    sheet, sentence = _sheet(request, publication), ""
    if request.method == "POST":
        try:
            words = _do(request, sheet)
        except Refusal as refusal:
            sentence = refusal_sentence(refusal)
            sheet = _sheet(request, publication)
        else:
            messages.success(request, words)
            saved = "?saved=1" if request.POST.get("deed") == "save" else ""
            response = HttpResponseRedirect(f"/bulletins/{publication}/{saved}")
            response.status_code = 303
            return response
    page = _page(request, sheet) | {"sentence": sentence}
    return render(request, "desk/bulletins/bulletin.html", page, status=422 if sentence else 200)


def _sheet(request: DeskRequest, publication: int) -> Sheet:
    try:
        return publication_sheet(request.actor, publication)
    except Refusal:
        raise Http404 from None


def _do(request: DeskRequest, sheet: Sheet) -> str:
    deeds: dict[str, Callable[[DeskRequest, dict[str, Any]], str]] = {
        "save": _save, "ask": _ask, "reply": _reply, "approve": _approve, "return": _return, "issue": _issue,
        "receipt": _receipt, "withdraw": _withdraw,
    }  # fmt: skip
    deed = deeds.get(request.POST.get("deed", ""))
    if deed is None:
        raise Http404
    return deed(request, {"publication": sheet.row.pk, "actor": request.actor, "at": now()})


def _revision(request: DeskRequest) -> int:
    said = request.POST.get("revision", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else -1


def _save(request: DeskRequest, known: dict[str, Any]) -> str:
    edit_publication(texts=_typed(request), revision=_revision(request), **known)
    return _("Saved. The figures were read again from the frozen month.")


def _typed(request: DeskRequest) -> dict[str, str]:
    return {
        name.removeprefix(PREFIX): str(text) for name, text in request.POST.items() if name.startswith(PREFIX)
    }


def _ask(request: DeskRequest, known: dict[str, Any]) -> str:
    until = ask_for_replies(revision=_revision(request), **known)
    return _("Submitted. The organs named are asked.") if until else _("Submitted for approval.")


def _reply(request: DeskRequest, known: dict[str, Any]) -> str:
    reply_to_publication(words=request.POST.get("words", ""), **known)
    return _("What your organ says is printed beside.")


def _approve(request: DeskRequest, known: dict[str, Any]) -> str:
    approve_publication(revision=_revision(request), **known)
    return _("Approved. It can be issued.")


def _return(request: DeskRequest, known: dict[str, Any]) -> str:
    return_publication(reason=request.POST.get("reason", ""), revision=_revision(request), **known)
    return _("It is a draft again.")


def _issue(request: DeskRequest, known: dict[str, Any]) -> str:
    number = issue_publication(revision=_revision(request), **known)
    return _("Issued as %(number)s. It is frozen now.") % {"number": number}


def _receipt(request: DeskRequest, known: dict[str, Any]) -> str:
    post = request.POST
    day = _day(post.get("received_on", "")) or local_day(now(), settings.TIME_ZONE)
    record_receipt(recipient=post.get("recipient", ""), proof=post.get("proof", ""), received_on=day, **known)
    return _("The receipt is on record.")


def _withdraw(request: DeskRequest, known: dict[str, Any]) -> str:
    withdraw_publication(reason=request.POST.get("reason", ""), **known)
    return _("Withdrawn. A new draft for the same period is its next version.")


def _day(said: str) -> date | None:
    try:
        return parse_date(said)
    except ValueError:
        return None


def _page(request: DeskRequest, sheet: Sheet) -> dict[str, Any]:
    row, actor, post = sheet.row, request.actor, request.POST
    today = local_day(now(), settings.TIME_ZONE)
    paper = printed(sheet, today)
    typed = _typed(request) if post.get("deed") == "save" else {}
    own = row.organ_id == actor.bureau
    writes, approves = (
        own and actor.has(Right.WRITE_PUBLICATION),
        own and actor.has(Right.APPROVE_PUBLICATION),
    )
    there = {each.recipient for each in sheet.receipts}
    recipients = kind_of(row.kind).recipients
    return {
        "row": row, "sheet": sheet, "paper": paper, "today": today, "typed": post,
        "parts": _parts(paper, typed, stale=_revision(request) != row.revision) if sheet.whole else [],
        "saved": "saved" in request.GET,
        "mine": [each for each in paper["comments"] if each["organ"] == actor.bureau],
        "edits": writes and row.state == "draft",
        "approves": approves and row.state == "submitted",
        "returns": approves and row.state in ("submitted", "approved"),
        "issues": writes and row.state == "approved", "receives": writes and row.state == "issued",
        "withdraws": (approves if row.number else writes) and row.state != "withdrawn",
        "replies": sheet.mine if actor.has(Right.REPLY_PUBLICATION) and row.state == "submitted" else None,
        "recipients": [(each, label("publication_recipients", each)) for each in recipients if each not in there],
        "exports": sheet.whole and actor.has(Right.EXPORT),
    }  # fmt: skip


def _parts(paper: dict[str, Any], typed: dict[str, str], *, stale: bool) -> list[Part]:
    found = []
    for each in paper["sections"]:
        saved, text = each["words"], typed.get(each["key"], each["words"])
        newer = saved if stale and text.strip() != saved.strip() else ""
        found.append(Part(each["key"], each["head"], each["sentences"], text, newer, each["shows"]))
    return found
