"""The form of one action on one case."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import may
from dengwen.domains.cases.reads.case_page import is_seen
from dengwen.domains.cases.reads.recipients import recipients_of
from dengwen.domains.cases.transitions import TRANSITIONS, find
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import own_list
from dengwen.interfaces.desk.cases.action_table import ACTIONS, Action
from dengwen.interfaces.desk.cases.context import CaseContext
from dengwen.interfaces.desk.cases.forms import ActionForm, organ_words
from dengwen.interfaces.desk.cases.page import context_of
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import label, refusal_sentence

# After these the case may be hidden from the very post that did it.
_HIDING = ("name_respondent", "correct", "add_contact")


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def act(request: DeskRequest, case: int, verb: str) -> HttpResponse:
    """Show the form of ``verb``, or do it. What is typed stays when the verb refuses or the case moved on."""
    action = ACTIONS.get(verb)
    if action is None or not any(line.verb == verb and request.actor.has(line.right) for line in TRANSITIONS):
        raise Http404
    context = context_of(request, case)
    if request.method != "POST":
        refusal = may(request.actor, verb, context.sheet.matter).refusal
        form = None if refusal else action.form(case=context, initial=_asked(request))
        return _show(request, context, verb, form, refusal_sentence(refusal) if refusal else "")
    form = action.form(request.POST, request.FILES, case=context)
    if "more" in request.POST or not form.is_valid():
        return _show(request, context, verb, form, "")
    try:
        _do(action, context, request, form)
    except Refusal as refusal:
        if refusal.code == "case.not_found":
            raise
        return _show(request, context, verb, form, refusal_sentence(refusal))
    messages.success(request, _("Done: %(what)s.") % {"what": label("verbs", verb)})
    if verb in _HIDING and not is_seen(actor=request.actor, case=case):
        messages.info(request, _("The case went to an organ above: your post does not see it any more."))
        return _onward(request, "/")
    return _onward(request, _next_page(context, verb, form))


def _do(action: Action, context: CaseContext, request: DeskRequest, form: ActionForm) -> None:
    version = request.POST.get("version", "")
    action.run(
        case=context.case, actor=request.actor, at=now(), version=int(version) if version.isdecimal() else -1,
        **form.arguments(),
    )  # fmt: skip


def _asked(request: DeskRequest) -> dict[str, Any]:
    """Return what the address says of the form: which claim, which other case, which organ is asked what."""
    asked = {name: request.GET[name] for name in ("claim", "link") if request.GET.get(name, "").isdecimal()}
    return asked | {
        name: request.GET[name][:40] for name in ("into", "other", "asked", "kind") if name in request.GET
    }


def _show(
    request: DeskRequest, context: CaseContext, verb: str, form: ActionForm | None, sentence: str
) -> HttpResponse:
    matter = context.sheet.matter
    line = find(verb, matter.state)
    parts = {
        "case": matter, "verb": verb, "words": label("verbs", verb), "form": form, "sentence": sentence,
        "keep": _keep_key(request, context, verb, form),
        "article": article_of(verb, line.article if line else ""), "today": context.today,
        "claims": context.claims if verb in ("issue_opinion", "hand_in_dossier") else [],
    }  # fmt: skip
    if getattr(form, "needs_organs", False):
        near, left_out = recipients_of(matter)
        parts |= {
            "organs": list(map(organ_words, near)), "left_out": ", ".join(map(organ_words, left_out)),
        }  # fmt: skip
    inline = "HX-Request" in request.headers
    failed = request.method == "POST" and not inline
    template = "desk/cases/action_form.html" if inline else "desk/cases/action.html"
    return render(request, template, parts, status=422 if failed else 200)


def article_of(verb: str, usual: str) -> str:
    """Return what a deed rests on: what the family of rules says in its own list of deeds, else ``usual``."""
    own = own_list("verbs")
    if own is None:
        return usual
    return own.entry(verb).extras.get("article", "") if verb in own else ""


def _keep_key(request: DeskRequest, context: CaseContext, verb: str, form: ActionForm | None) -> str:
    """Return under which name the browser keeps what is typed: each claim's answer has its own."""
    claim = (
        (request.POST.get("claim") or form.initial.get("claim", ""))
        if form and verb == "answer_claim"
        else ""
    )
    return f"{verb}.{context.case}" + (f".{claim}" if claim else "")


def _next_page(context: CaseContext, verb: str, form: ActionForm) -> str:
    """Return where to go on: claim after claim while an opinion is written, else back to the case."""
    if verb == "answer_claim":
        answered = form.arguments()["claim"]
        left = [claim["id"] for claim in context.claims if not claim["result"] and claim["id"] != answered]
        if left:
            return f"/cases/{context.case}/do/answer_claim/?claim={left[0]}"
    return f"/cases/{context.case}/"


def _onward(request: DeskRequest, path: str) -> HttpResponse:
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": path})
    response = HttpResponseRedirect(path)
    response.status_code = 303
    return response
