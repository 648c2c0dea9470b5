"""Examining a dossier: claims on the left, evidence on the right, item by item on one page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import may
from dengwen.domains.cases.reads.case_page import plain_case
from dengwen.domains.closure.reads.dossiers import DossierSheet, latest_dossier
from dengwen.domains.closure.reads.three_facts import three_facts
from dengwen.domains.closure.verbs.accept_dossier import accept_dossier
from dengwen.domains.closure.verbs.judge_item import judge_item
from dengwen.domains.closure.verbs.return_dossier import order_redo, return_dossier
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import label, lang, refusal_sentence

_DECISIONS: dict[str, Callable[..., None]] = {
    "accept_dossier": accept_dossier,
    "return_dossier": return_dossier,
    "order_redo": order_redo,
}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def dossier(request: DeskRequest, case: int) -> HttpResponse:
    """Show the last dossier, judge one of its items, or decide on it; typed remarks stay until they are sent."""
    sentence = ""
    if request.method == "POST":
        try:
            decided = _judge(request, case)
        except Refusal as refusal:
            if refusal.code == "case.not_found":
                raise
            sentence = refusal_sentence(refusal)
        else:
            if decided:
                messages.success(request, _("Done: %(what)s.") % {"what": label("verbs", decided)})
                return _back(request, case)
    return _show(request, case, sentence)


def _judge(request: DeskRequest, case: int) -> str:
    """Do what the button says; return the verb if it ends the examination."""
    post = request.POST
    version = int(post["version"]) if post.get("version", "").isdecimal() else -1
    known: dict[str, Any] = {"case": case, "actor": request.actor, "at": now(), "version": version}
    item, _colon, finding = post.get("judge", "").partition(":")
    if item.isdecimal():
        judge_item(item=int(item), finding=finding, remark=post.get(f"remark_{item}", ""), **known)
        return ""
    decision = post.get("decide", "")
    if decision not in _DECISIONS:
        raise Http404
    if decision != "accept_dossier":
        known["reason"] = post.get("reason", "")
    _DECISIONS[decision](remarks=post.get("remarks", ""), **known)
    return decision


def _show(request: DeskRequest, case: int, sentence: str) -> HttpResponse:
    matter = plain_case(actor=request.actor, case=case)
    sheet = latest_dossier(actor=request.actor, case=case)
    if sheet is None:
        raise Http404
    items = [*(claim.item for claim in sheet.claims), *sheet.items]
    for item in items:  # what is typed and not yet sent
        item.remark = request.POST.get(f"remark_{item.pk}", item.remark)
    decision = may(request.actor, "judge_item", matter)
    parts = {
        "case": matter, "sheet": sheet, "sentence": sentence, "examines": decision.allowed,
        "why_not": _why_not(request, decision.refusal, sheet),
        "open_items": sum(not item.finding for item in items),
        "lacking_items": sum(item.finding == "lacking" for item in items), "item_count": len(items),
        "reasons": code_list("return_reasons").choices(lang()),
        "reason": request.POST.get("reason", ""), "remarks": request.POST.get("remarks", ""),
    }  # fmt: skip
    inline = "HX-Request" in request.headers
    if not inline:
        parts["facts"] = three_facts(case)
    status = 422 if sentence and not inline else 200
    return render(
        request, "desk/cases/dossier_body.html" if inline else "desk/cases/dossier.html", parts, status=status
    )


def _why_not(request: DeskRequest, refusal: Refusal | None, sheet: DossierSheet) -> str:
    concerned = request.actor.has(Right.EXAMINE) and not sheet.dossier.decision
    return refusal_sentence(refusal) if refusal and concerned else ""


def _back(request: DeskRequest, case: int) -> HttpResponse:
    path = f"/cases/{case}/"
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": path})
    response = HttpResponseRedirect(path)
    response.status_code = 303
    return response
