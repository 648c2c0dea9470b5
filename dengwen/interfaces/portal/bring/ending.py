"""The end of bringing a petition: check, send, receipt; and coming back later."""

import json
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from markupsafe import Markup

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.portal_drafts import Draft, draft_by_code
from dengwen.domains.cases.rules.portal import DRAFT_DAYS
from dengwen.domains.cases.verbs.portal_drafts import discard_portal_draft, tell_code
from dengwen.domains.cases.verbs.portal_rate import check_deed, count_deed
from dengwen.interfaces.kit.qr import qr
from dengwen.interfaces.kit.sentences import refusal_sentence
from dengwen.interfaces.portal.address import address_of
from dengwen.interfaces.portal.bring.drafting import draft_here, leave, mark_of, take_up
from dengwen.interfaces.portal.bring.petition import forms_of, wrong_step
from dengwen.interfaces.portal.bring.scribes import is_scribe, scribe_of, stop_writing
from dengwen.interfaces.portal.bring.sending import NotAnsweredError, receipt_file, send
from dengwen.interfaces.portal.bring.steps import first_left
from dengwen.interfaces.portal.bring.summary import lines_of
from dengwen.interfaces.portal.bring.views import HERE, bring_view, onward
from dengwen.interfaces.portal.kiosk import clear, in_kiosk
from dengwen.interfaces.portal.session import remember


@require_safe
@bring_view
def check(request: HttpRequest) -> HttpResponse:
    """Show every answer, each with the way to change it; for a scribe it is what is read aloud."""
    draft = draft_here(request, now())
    if draft is None:
        return HttpResponseRedirect(HERE)
    if draft.receipt is not None:
        return onward("receipt")
    if (left := first_left(draft.answers)) != "check":
        return onward(left)
    return _check(request, draft)


def _check(request: HttpRequest, draft: Draft, sentence: str = "", *, status: int = 200) -> HttpResponse:
    forms = forms_of(draft.answers)
    wrong = wrong_step(draft.answers, forms)
    errors = (
        [(f"of-{wrong}", _("One answer has to be looked at again: it is marked below."))] if wrong else []
    )
    if sentence:
        errors.append(("sure" if is_scribe(request) else "", sentence))
    parts: dict[str, Any] = {
        "lines": lines_of(draft, forms), "wrong": wrong, "mark": mark_of(draft), "errors": errors,
        "scribe": is_scribe(request), "days": DRAFT_DAYS,
    }  # fmt: skip
    return render(request, "portal/bring/check.html", parts, status=status)


@require_POST
@bring_view
def sending(request: HttpRequest) -> HttpResponse:
    """Register, once, and lead to the receipt; the case is open to the petitioner from now on."""
    at = now()
    draft = draft_here(request, at)
    if draft is None:
        raise Refusal("draft.expired", days=DRAFT_DAYS)
    take_up(request, draft.id)
    scribe = scribe_of(request, at)
    if scribe and draft.receipt is None and "sure" not in request.POST:
        return _check(request, draft, _("Read it aloud first, and ask whether it is right."), status=422)
    try:
        if draft.receipt is None:
            count_deed(deed="send", address=address_of(request), at=at)
        sent = send(draft=draft.id, at=at, scribe=scribe)
    except NotAnsweredError as open_question:
        return HttpResponseRedirect(f"{HERE}{open_question.step}/?check=1", status=303)
    except Refusal as refusal:
        return _check(request, draft, refusal_sentence(refusal), status=422)
    if not scribe and not in_kiosk(request):
        remember(request, sent.opened)
    return onward("receipt")


@require_safe
@bring_view
def receipt(request: HttpRequest) -> HttpResponse:
    """Show the receipt: number, query codes, the signed promise, what happens next and until when."""
    kept = _receipt_here(request)
    days = {
        name: date.fromisoformat(kept[name]) if kept[name] else None for name in ("answer_by", "next_word")
    }
    parts: dict[str, Any] = {
        "receipt": kept, "on": datetime.fromisoformat(kept["at"]), **days, "promise": _paper_qr(kept["paper"]),
        "today": local_day(now(), settings.TIME_ZONE), "scribe": is_scribe(request),
        "opened": not is_scribe(request) and not in_kiosk(request), "errors": [],
    }  # fmt: skip
    return render(request, "portal/bring/receipt.html", parts)


def _paper_qr(paper: object) -> Markup | None:
    return qr(json.dumps(paper, ensure_ascii=False, separators=(",", ":"))) if paper else None


@require_safe
@bring_view
def receipt_download(request: HttpRequest) -> HttpResponse:
    """Hand out the signed receipt as a file."""
    kept = _receipt_here(request)
    found = receipt_file(kept, now())
    if found is None:
        raise Http404
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="receipt-{kept["number"]}.json"'
    return answer


def _receipt_here(request: HttpRequest) -> dict[str, Any]:
    draft = draft_here(request, now())
    if draft is None or draft.receipt is None:
        raise Http404
    return draft.receipt


@require_POST
@bring_view
def done(request: HttpRequest) -> HttpResponse:
    """Let go: the codes are kept by nobody from now on, and the next visitor finds nothing."""
    draft = draft_here(request, now())
    if draft is not None and (draft.receipt is not None or not draft.told_code):
        discard_portal_draft(draft=draft.id)
    leave(request)
    if in_kiosk(request):
        clear(request)
        return HttpResponseRedirect("/petition/kiosk/ended/")
    if is_scribe(request):
        stop_writing(request)
        return HttpResponseRedirect("/register/")
    return HttpResponseRedirect("/petition/")


@require_safe
@bring_view
def later(request: HttpRequest) -> HttpResponse:
    """Show the code with which the visitor comes back, and until when."""
    at = now()
    draft = draft_here(request, at)
    if draft is None or draft.receipt is not None:
        return HttpResponseRedirect(HERE)
    tell_code(draft=draft.id, at=at)
    parts: dict[str, Any] = {
        "code": draft.code,
        "until": draft.expires_at,
        "go_on": first_left(draft.answers),
        "errors": [],
    }
    return render(request, "portal/bring/later.html", parts)


@require_http_methods(["GET", "HEAD", "POST"])
@bring_view
def resume(request: HttpRequest) -> HttpResponse:
    """Open a draft by its code; a wrong code is counted for the address that it came from."""
    sentence, typed = "", request.POST.get("code", "")[:60]
    if request.method == "POST":
        at, address = now(), address_of(request)
        try:
            check_deed(deed="resume", address=address, at=at)
            found = draft_by_code(typed, at=at)
            if found is not None:
                take_up(request, found)
                return _went_on(request)
            count_deed(deed="resume", address=address, at=at)
            sentence = _("No draft has this code. Look at it again; after %(n)d days a draft is deleted.") % {
                "n": DRAFT_DAYS
            }
        except Refusal as refusal:
            sentence = refusal_sentence(refusal)
    parts = {"errors": [("id_code", sentence)] if sentence else [], "typed": typed, "days": DRAFT_DAYS}
    return render(request, "portal/bring/resume.html", parts, status=422 if sentence else 200)


def _went_on(request: HttpRequest) -> HttpResponse:
    draft = draft_here(request, now())
    if draft is None:
        return HttpResponseRedirect(HERE)
    return onward("receipt" if draft.receipt else first_left(draft.answers))
