"""Scope decisions: those that wait, and one case in one campaign with everything that was decided about it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.reads.scope_queue import MOST, QUEUES, case_in_campaign, queue_counts, queue_of
from dengwen.domains.campaigns.states import ScopeOutcome
from dengwen.domains.campaigns.verbs.decide_scope import (
    answer_scope_objection,
    bring_into_scope,
    confirm_out_of_scope,
    object_to_scope,
    propose_out_of_scope,
    refuse_out_of_scope,
)
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.campaigns import forms
from dengwen.interfaces.desk.campaigns.asking import Deed, Doing, asked_campaign, done, onward, today
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import label, lang

KINDS: dict[str, Any] = {
    "propose": forms.ProposeForm, "confirm": forms.MaybeWordsForm, "refuse": forms.WordsForm,
    "object": forms.ObjectForm, "answer": forms.AnswerForm, "bring": forms.WordsForm,
}  # fmt: skip
DEEDS: dict[str, Deed] = {
    "propose": propose_out_of_scope, "confirm": confirm_out_of_scope, "refuse": refuse_out_of_scope,
    "object": object_to_scope, "answer": answer_scope_objection, "bring": bring_into_scope,
}  # fmt: skip
RIGHTS = {
    "propose": Right.PROPOSE_SCOPE, "confirm": Right.DECIDE_SCOPE, "refuse": Right.DECIDE_SCOPE,
    "object": Right.ADD_MATERIAL, "answer": Right.DECIDE_SCOPE, "bring": Right.PROPOSE_SCOPE,
}  # fmt: skip


@require_safe
@desk_view(Right.READ_CASE)
def scope_queue(request: DeskRequest, campaign: int) -> HttpResponse:
    """Show what waits for a second person, an answer, a notice or its review; and all that is outside."""
    line = asked_campaign(request, campaign)
    asked = request.GET.get("queue", "")
    queue, day = asked if asked in QUEUES else QUEUES[0], today()
    counts = queue_counts(line.campaign, day)
    rows = queue_of(line.campaign, queue, day)[:MOST]
    page = {
        "line": line, "language": lang(), "today": day, "queue": queue,
        "queues": [(code, label("scope_queues", code), counts[code]) for code in QUEUES],
        "rows": [(row, line.pack.reason(row.reason)) for row in rows],
    }  # fmt: skip
    return render(request, "desk/campaigns/scope.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def case_page(request: DeskRequest, campaign: int, case: int) -> HttpResponse:
    """Show one case in one campaign, and do the next step about its scope."""
    line = asked_campaign(request, campaign)
    doing = Doing(request, KINDS, pack=line.pack, actor=request.actor)
    try:
        sheet = case_in_campaign(request.actor, line.campaign, case)
    except Refusal:
        raise Http404 from None
    if doing.deed and not request.actor.has(RIGHTS[doing.deed]):
        raise Http404
    if doing.run(request, DEEDS, done, campaign=campaign, case=case):
        return onward(f"/campaigns/{campaign}/cases/{case}/")
    page = {
        "line": line, "language": lang(), "today": today(), "sheet": sheet, "doing": doing,
        "offered": [each for each in _possible(sheet.stands) if request.actor.has(RIGHTS[each])],
        "decisions": [(row, line.pack.reason(row.reason)) for row in sheet.decisions],
        "source_class": line.pack.source_class(sheet.entry.source_class),
    }  # fmt: skip
    return render(request, "desk/campaigns/case.html", page, status=doing.status)


def _possible(stands: Any) -> tuple[str, ...]:
    """Return the deeds that make sense now; the verb itself judges who may."""
    if stands is None:
        return ("propose",)
    if stands.outcome == ScopeOutcome.PROPOSED:
        return ("confirm", "refuse")
    waiting = stands.objected_on is not None and not stands.answer
    return ("answer", "bring") if waiting else ("object", "bring")
