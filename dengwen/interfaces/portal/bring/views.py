"""Bringing a petition: one question a page; each page has an address, and nothing typed is lost."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.portal_drafts import Draft
from dengwen.domains.cases.rules.portal import DRAFT_DAYS, MOST_BYTES, MOST_FILES
from dengwen.domains.cases.verbs.portal_drafts import discard_portal_draft, keep_answers, remove_draft_file
from dengwen.domains.cases.verbs.portal_rate import count_deed
from dengwen.foundation.permissions.sign_in import was_idle
from dengwen.interfaces.kit.language import remember_language
from dengwen.interfaces.kit.sentences import refusal_sentence
from dengwen.interfaces.portal.address import address_of
from dengwen.interfaces.portal.bring.drafting import draft_here, draft_to_write, leave, mark_of, take_up
from dengwen.interfaces.portal.bring.forms import FILES_HEADING, FORMS
from dengwen.interfaces.portal.bring.question import RowsForm, StepForm
from dengwen.interfaces.portal.bring.scribes import is_scribe
from dengwen.interfaces.portal.bring.steps import (
    ORDER,
    first_left,
    next_step,
    place_of,
    step_before,
    steps_of,
)
from dengwen.interfaces.portal.bring.uploads import keep_file
from dengwen.interfaces.portal.kiosk import idle_in_kiosk
from dengwen.interfaces.portal.session import refused

HERE = "/petition/bring/"
View = Callable[..., HttpResponseBase]


def bring_view(view: View) -> View:
    """Make a page of bringing a petition: never kept by a browser, a refusal in the frame of the portal.

    A registrar who writes for somebody is signed in, and her session ends as it does at the desk.
    """

    @wraps(view)
    @never_cache
    @idle_in_kiosk
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_scribe(request) and was_idle(request):
            return redirect_to_login(HERE)
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return refused(request, refusal)

    return page


def onward(step: str) -> HttpResponse:
    """Lead to the page of a step."""
    return HttpResponseRedirect(f"{HERE}{step}/", status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@bring_view
def start(request: HttpRequest) -> HttpResponse:
    """Say what will be asked and what is kept, and begin; or go on with what is there."""
    at = now()
    draft = draft_here(request, at)
    if request.method == "POST":
        if draft is not None and "anew" in request.POST:
            discard_portal_draft(draft=draft.id)
            leave(request)
        draft_to_write(request, at)
        return onward(ORDER[0])
    parts: dict[str, Any] = {
        "draft": draft, "go_on": "receipt" if draft and draft.receipt else first_left(draft.answers) if draft else "",
        "days": DRAFT_DAYS, "scribe": is_scribe(request), "errors": [],
    }  # fmt: skip
    return render(request, "portal/bring/start.html", parts)


@require_http_methods(["GET", "HEAD", "POST"])
@bring_view
def question(request: HttpRequest, step: str) -> HttpResponse:
    """Ask one question, or keep the answer and lead on."""
    if step not in FORMS:
        raise Http404
    at = now()
    draft = draft_here(request, at)
    if draft is not None and draft.receipt is not None:
        return onward("receipt")
    if request.method == "POST":
        return _answered(request, step, draft)
    answers = draft.answers if draft else {}
    if step not in steps_of(answers):
        return onward(first_left(answers))
    form = FORMS[step](None, answers=answers, initial=answers.get(step))
    return show(request, step, form, draft)


def _answered(request: HttpRequest, step: str, draft: Draft | None) -> HttpResponse:
    at = now()
    answers = draft.answers if draft else {}
    form = FORMS[step](request.POST, answers=answers)
    pk = draft_to_write(request, at)
    kept = form.raw()
    if "more" in request.POST and isinstance(form, RowsForm):
        kept["rows"] = str(form.count + 1)
    keep_answers(draft=pk, step=step, answers=kept, at=at)
    if "speak" in request.POST:
        return _speaking(request, step)
    if "later" in request.POST:
        return onward("later")
    if "more" in request.POST and isinstance(form, RowsForm):
        last = form.prefix_names[0]
        return HttpResponseRedirect(f"{HERE}{step}/{_asked(request)}#id_{last}_{kept['rows']}", status=303)
    if not form.is_valid():
        return show(request, step, form, draft_here(request, at), status=422)
    return onward(next_step(step, {**answers, step: kept}, checking="check" in request.POST))


def _asked(request: HttpRequest) -> str:
    return "?check=1" if "check" in request.POST else ""


def _speaking(request: HttpRequest, step: str) -> HttpResponse:
    """Go on in the other language, with what was typed."""
    wanted = request.POST["speak"]
    if wanted not in dict(settings.LANGUAGES):
        raise Http404
    answer = HttpResponseRedirect(f"{HERE}{step}/{_asked(request)}", status=303)
    remember_language(answer, wanted)
    return answer


def show(
    request: HttpRequest,
    step: str,
    form: StepForm,
    draft: Draft | None,
    *,
    status: int = 200,
    notice: str = "",
) -> HttpResponse:
    """Show a question with what stands in it and what is wrong with it."""
    answers = draft.answers if draft else {}
    checking = "check" in (request.POST if request.method == "POST" else request.GET)
    place, number = place_of(step, answers) if step in steps_of(answers) else (1, len(ORDER))
    parts = {
        "step": step, "form": form, "mark": mark_of(draft) or request.POST.get("draft", ""), "checking": checking,
        "groups": form.groups() if isinstance(form, RowsForm) else [], "notice": notice,
        "more": isinstance(form, RowsForm) and form.count < form.most,
        "errors": [(form[name].id_for_label or f"id_{name}_0" if name in form.fields else "", one)
                   for name, found in form.errors.items() for one in found] if form.is_bound else [],
        "place": place, "number": number, "before": step_before(step, answers), "days": DRAFT_DAYS,
        "scribe": is_scribe(request),
    }  # fmt: skip
    return render(request, "portal/bring/question.html", parts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@bring_view
def files(request: HttpRequest) -> HttpResponse:
    """Take files one after another, each looked into at once; the way on is beside them."""
    at = now()
    draft = draft_here(request, at)
    if draft is not None and draft.receipt is not None:
        return onward("receipt")
    sentence = ""
    if request.method == "POST":
        pk = draft_to_write(request, at)
        try:
            _keep_files(request, pk)
        except Refusal as refusal:
            sentence = refusal_sentence(refusal)
        if not sentence:
            return _on_from_files(request, pk)
        draft = draft_here(request, at)
    answers = draft.answers if draft else {}
    place, number = place_of("files", answers)
    parts = {
        "draft": draft, "mark": mark_of(draft), "place": place, "number": number, "heading": FILES_HEADING,
        "before": step_before("files", answers), "errors": [("id_file", sentence)] if sentence else [],
        "checking": "check" in (request.POST or request.GET), "most": MOST_FILES,
        "each": settings.ATTACHMENT_MAX_BYTES, "together": MOST_BYTES, "scribe": is_scribe(request), "step": "files",
    }  # fmt: skip
    return render(request, "portal/bring/files.html", parts, status=422 if sentence else 200)


def _keep_files(request: HttpRequest, draft: int) -> None:
    at = now()
    if request.POST.get("remove", "").isdecimal():
        remove_draft_file(draft=draft, file=int(request.POST["remove"]))
    for sent in request.FILES.getlist("file"):
        count_deed(deed="file", address=address_of(request), at=at)
        keep_file(draft=draft, sent=sent, at=at)


def _on_from_files(request: HttpRequest, draft: int) -> HttpResponse:
    if "speak" in request.POST:
        return _speaking(request, "files")
    if "add" in request.POST or "remove" in request.POST:
        return HttpResponseRedirect(f"{HERE}files/{_asked(request)}", status=303)
    keep_answers(draft=draft, step="files", answers={}, at=now())
    if "later" in request.POST:
        return onward("later")
    take_up(request, draft)
    held = draft_here(request, now())
    return onward(next_step("files", held.answers if held else {}, checking="check" in request.POST))
