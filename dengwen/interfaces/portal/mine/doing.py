"""One deed of hers: question by question, then the check, then it is done and said."""

import secrets
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dengwen.base.errors import Refusal
from dengwen.foundation.permissions.acting import set_post
from dengwen.interfaces.kit.sentences import refusal_sentence
from dengwen.interfaces.portal.mine.asking import Answers, Deed, Given, Question, read_answers
from dengwen.interfaces.portal.mine.deeds import DEEDS
from dengwen.interfaces.portal.mine.own import Own, own
from dengwen.interfaces.portal.session import PortalRequest, portal_view

_SENT = "petitioner_sent"
_REMEMBERED = 30


@dataclass(frozen=True)
class _Carried:
    """An answer that was given before, as the hidden part of the form and as a line of the check."""

    question: Question
    values: tuple[str, ...]
    words: str


@require_http_methods(["GET", "HEAD", "POST"])
@portal_view
def deed_page(request: PortalRequest, case: int, deed: str) -> HttpResponse:
    """Ask the next question of a deed, show all answers for checking, or do it: by what the form says."""
    found = DEEDS.get(deed)
    if found is None:
        raise Http404
    mine = own(request.petitioner)
    home = f"/petition/mine/{case}/"
    token = request.POST.get("token", "")
    if token and token in request.session.get(_SENT, ()):
        return HttpResponseRedirect(home)
    if not found.possible(mine):
        return render(request, "portal/mine/not_now.html", _frame(mine, found), status=409)
    answers, problem = read_answers(request, found, mine) if request.method == "POST" else ({}, "")
    asked = _next_question(found, mine, answers, request.POST.get("change", ""))
    if stop := found.stop(mine, answers):
        return render(request, "portal/mine/not_now.html", _frame(mine, found) | {"stop": stop}, status=409)
    if asked is not None:
        return _ask(request, found, mine, answers, asked=asked, problem=problem)
    if "do" not in request.POST:
        return _check(request, found, mine, answers)
    return _do(request, found, mine, answers, token)


def _do(request: PortalRequest, deed: Deed, mine: Own, answers: Answers, token: str) -> HttpResponse:
    parts = _frame(mine, deed)
    try:
        done = deed.do(mine, Given(answers))
    except Refusal as refusal:
        return _check(request, deed, mine, answers, refusal_sentence(refusal))
    set_post(mine.actor.post, case=mine.actor.case, party=mine.actor.party)
    if token:
        request.session[_SENT] = [*request.session.get(_SENT, ()), token][-_REMEMBERED:]
    return render(request, "portal/mine/done.html", parts | {"done": done})


def _next_question(deed: Deed, mine: Own, answers: Answers, change: str) -> Question | None:
    for question in deed.questions:
        if question.name == change:
            return question
        if not question.when(mine, answers):
            continue
        if question.name not in answers or question.problem(mine, answers[question.name]):
            return question
    return None


def _ask(
    request: PortalRequest, deed: Deed, mine: Own, answers: Answers, *, asked: Question, problem: str
) -> HttpResponse:
    tried = request.POST.get("q") == asked.name
    parts = _frame(mine, deed) | _form(request, deed, mine, answers, asked)
    parts |= {
        "question": asked, "given": answers.get(asked.name, ()), "options": asked.options(mine),
        "problem": (problem or asked.problem(mine, answers.get(asked.name, ()))) if tried else "", "own": mine,
    }  # fmt: skip
    parts["errors"] = [("answer", parts["problem"])] if parts["problem"] else []
    return render(request, "portal/mine/question.html", parts, status=422 if parts["problem"] else 200)


def _check(
    request: PortalRequest, deed: Deed, mine: Own, answers: Answers, sentence: str = ""
) -> HttpResponse:
    parts = _frame(mine, deed) | _form(request, deed, mine, answers, None)
    parts["errors"] = [("", sentence)] if sentence else []
    return render(request, "portal/mine/check.html", parts, status=422 if sentence else 200)


def _frame(mine: Own, deed: Deed) -> dict[str, object]:
    return {"case": mine.case.id, "number": mine.case.number, "deed": deed}


def _form(
    request: PortalRequest, deed: Deed, mine: Own, answers: Answers, asked: Question | None
) -> dict[str, object]:
    carried = [
        _Carried(question, answers[question.name], question.words(mine, answers[question.name]))
        for question in deed.questions
        if question.name in answers and question is not asked and question.when(mine, answers)
    ]
    seen = ",".join(one.question.name for one in carried)
    token = request.POST.get("token") or secrets.token_urlsafe(12)
    return {"carried": carried, "seen": seen, "token": token}
