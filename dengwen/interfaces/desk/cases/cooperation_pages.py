"""Requests for help between organs: the list of both ways, one request, its answer and its files."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.supervision.reads.cooperations import (
    cooperation_sheet,
    cooperations_in,
    cooperations_out,
    open_paper,
    refusals_told,
)
from dengwen.domains.supervision.verbs.answer_cooperation import (
    PaperDraft,
    answer_cooperation,
    refuse_cooperation,
)
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.cases.files import handed_over
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import refusal_sentence


@require_safe
@desk_view(Right.READ_CASE)
def cooperations(request: DeskRequest) -> HttpResponse:
    """Show what other organs ask of mine, what mine asks of others, and refusals below that mine was told of."""
    parts = {
        "came_in": cooperations_in(request.actor), "went_out": cooperations_out(request.actor),
        "refusals": refusals_told(request.actor), "today": local_day(now(), settings.TIME_ZONE),
    }  # fmt: skip
    return render(request, "desk/cases/cooperations.html", parts)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def cooperation(request: DeskRequest, asked: int) -> HttpResponse:
    """Show one request, answer or refuse it; what was typed stays when that is refused."""
    sentence = ""
    if request.method == "POST":
        try:
            _answer(request, asked)
        except Refusal as refusal:
            if refusal.code == "cooperation.not_found":
                raise Http404 from None
            sentence = refusal_sentence(refusal)
        else:
            messages.success(request, _("Your answer is with the organ that asked."))
            response = HttpResponseRedirect(f"/cooperation/{asked}/")
            response.status_code = 303
            return response
    try:
        sheet = cooperation_sheet(actor=request.actor, request=asked)
    except Refusal:
        raise Http404 from None
    parts = {
        "sheet": sheet, "one": sheet.request, "sentence": sentence, "today": local_day(now(), settings.TIME_ZONE),
        "typed": request.POST.get("result", ""),
        "why_not": refusal_sentence(sheet.why_not) if sheet.why_not and not sheet.request.outcome else "",
    }  # fmt: skip
    return render(request, "desk/cases/cooperation.html", parts, status=422 if sentence else 200)


def _answer(request: DeskRequest, asked: int) -> None:
    words = request.POST.get("result", "")
    if request.POST.get("deed") == "refuse":
        refuse_cooperation(request=asked, reason=words, actor=request.actor, at=now())
        return
    papers = [PaperDraft(sent.name or "", sent.read()) for sent in request.FILES.getlist("file")]
    answer_cooperation(request=asked, result=words, papers=papers, actor=request.actor, at=now())


@require_safe
@desk_view(Right.READ_CASE)
def paper(request: DeskRequest, asked: int, paper_id: int) -> HttpResponse:
    """Hand over the bytes of a file of a request, to be saved and never shown inside the desk."""
    return handed_over(open_paper(actor=request.actor, request=asked, paper=paper_id))
