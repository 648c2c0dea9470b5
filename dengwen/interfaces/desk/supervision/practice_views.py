"""What fails again and again in an organ's practice, and what it was suggested to change."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dengwen.domains.cases.reads.recipients import recipients
from dengwen.domains.supervision.reads.practice import (
    clusters,
    suggestions_in,
    suggestions_to_answer,
    suggestions_to_follow,
)
from dengwen.domains.supervision.verbs.suggest_improvement import (
    answer_suggestion,
    follow_up_suggestion,
    make_suggestion,
)
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.campaigns.asking import Deed, Doing, done, onward, today
from dengwen.interfaces.desk.cases.forms import organ_words
from dengwen.interfaces.desk.supervision import practice_forms as forms
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.kit.wording import organ_name

PER_PAGE, MOST, DAYS = 30, 200, 365
DEEDS: dict[str, Deed] = {
    "suggest": make_suggestion, "answer": answer_suggestion, "follow": follow_up_suggestion,
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def practice(request: DeskRequest) -> HttpResponse:
    """Show causes of failure by organ and unit over a period, and the suggestions; make, answer, follow up."""
    actor = request.actor
    answers, follows = (
        [(row.pk, _named(row)) for row in found(actor)[:MOST]]
        for found in (suggestions_to_answer, suggestions_to_follow)
    )
    kinds: dict[str, Any] = {}
    if actor.has(Right.ANSWER_SUPERVISION):
        kinds["answer"] = partial(forms.ReplyForm, rows=answers)
    if actor.has(Right.SUPERVISE):
        kinds |= {"suggest": forms.SuggestForm, "follow": partial(forms.FollowForm, rows=follows)}
    doing = Doing(request, kinds)
    if doing.run(request, DEEDS, done):
        return onward("/supervision/practice/")
    since, until = _period(request)
    needs = {"suggest": True, "answer": bool(answers), "follow": bool(follows)}
    page = {
        "clusters": clusters(actor, since=since, until=until), "since": since, "until": until, "today": today(),
        "suggestions": Paginator(suggestions_in(actor), PER_PAGE).get_page(request.GET.get("page")), "doing": doing,
        "offered": [(deed, form) for deed, form in doing.forms.items() if needs[deed] or deed == doing.deed],
        "organs": list(map(organ_words, recipients(actor.bureau))) if kinds else [],
    }  # fmt: skip
    return render(request, "desk/supervision/practice.html", page, status=doing.status)


def _named(row: Any) -> str:
    return f"{organ_name(row.organ)}: {code_list('root_causes').label(row.cause, lang())} ({row.made_on})"


def _period(request: DeskRequest) -> tuple[date, date]:
    """Return the days asked for; the year until today where they are none."""
    day = today()
    try:
        since = date.fromisoformat(request.GET.get("since", ""))
        until = date.fromisoformat(request.GET.get("until", ""))
    except ValueError:
        return day - timedelta(days=DAYS), day
    return (since, until) if since <= until else (until, since)
