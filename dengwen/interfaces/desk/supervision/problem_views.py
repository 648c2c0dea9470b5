"""The register of problems: raised, solved with evidence, accepted or sent back, on one page."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dengwen.domains.cases.reads.recipients import recipients
from dengwen.domains.supervision.reads.problems import (
    may_raise,
    problems_in,
    problems_to_judge,
    problems_to_solve,
)
from dengwen.domains.supervision.verbs.keep_problems import judge_problem, raise_problem, solve_problem
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.campaigns.asking import Deed, Doing, done, onward, today
from dengwen.interfaces.desk.cases.forms import organ_words
from dengwen.interfaces.desk.supervision import practice_forms as forms
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view

PER_PAGE, MOST = 50, 200
DEEDS: dict[str, Deed] = {
    "raise": raise_problem, "solve": solve_problem, "accept": partial(judge_problem, accept=True),
    "return": partial(judge_problem, accept=False),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def problems(request: DeskRequest) -> HttpResponse:
    """Show the problems in reach; each organ solves its own, who raised one judges."""
    actor = request.actor
    solve, judge = (
        [(row.pk, row.title) for row in found(actor)[:MOST]]
        for found in (problems_to_solve, problems_to_judge)
    )
    kinds: dict[str, Any] = {}
    if may_raise(actor):
        kinds = {
            "raise": forms.ProblemForm, "solve": partial(forms.SolveForm, rows=solve),
            "accept": partial(forms.AcceptForm, rows=judge), "return": partial(forms.SendBackForm, rows=judge),
        }  # fmt: skip
    doing = Doing(request, kinds)
    if doing.run(request, DEEDS, done):
        return onward("/supervision/problems/")
    everything = request.GET.get("show") == "all"
    rows = problems_in(actor, only_open=not everything)
    needs = {"raise": True, "solve": bool(solve), "accept": bool(judge), "return": bool(judge)}
    page = {
        "problems": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), "everything": everything,
        "today": today(), "doing": doing,
        "offered": [(deed, form) for deed, form in doing.forms.items() if needs[deed] or deed == doing.deed],
        "organs": list(map(organ_words, recipients(actor.bureau))) if kinds else [],
    }  # fmt: skip
    return render(request, "desk/supervision/problems.html", page, status=doing.status)
