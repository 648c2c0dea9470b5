"""The page of who watches a case and what was written, and the list of the cases that I watch."""

from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.base.clock import local_day, now
from dengwen.domains.cases.access import may
from dengwen.domains.deadlines.rules.when_clocks_run import EVENT_OF
from dengwen.domains.handling.reads.watches import questions_for, watch_file, watched_cases, watched_matter
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.cases.action_table import ACTIONS
from dengwen.interfaces.desk.cases.hard_pages import day_and_id
from dengwen.interfaces.desk.cases.page import Button
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import label

_VERB_OF = {event: verb for verb, event in EVENT_OF.items()}
_DEEDS = ("watch_case", "note_watch", "answer_watch", "end_watch")


@require_safe
@desk_view(Right.READ_CASE)
def watch_page(request: DeskRequest, case: int) -> HttpResponse:
    """Show the watches of a case with ground, notes and answers, and what my post may do."""
    matter = watched_matter(actor=request.actor, case=case)
    file = watch_file(matter)
    watch, waiting = (file.now, file.waiting) if file else (None, [])
    there = {
        "watch_case": watch is None,
        "note_watch": watch is not None and watch.post_id == request.actor.post,
        "answer_watch": bool(waiting),
        "end_watch": watch is not None and watch.organ_id == request.actor.bureau,
    }
    buttons = [
        Button(verb, label("verbs", verb), ACTIONS[verb].at_once)
        for verb in _DEEDS
        if there[verb] and may(request.actor, verb, matter).allowed
    ]
    parts = {"case": matter, "file": file, "buttons": buttons, "kind": "", "today": _today()}
    return render(request, "desk/cases/watch.html", parts)


@require_safe
@desk_view(Right.READ_CASE)
def watched_page(request: DeskRequest) -> HttpResponse:
    """Show the cases that I watch, or that leaders of my organ watch, with their progress, and what we are asked."""
    whole = request.GET.get("of") == "organ" or request.actor.role != "leader"
    after = day_and_id(request.GET.get("after", ""))
    rows, more = watched_cases(request.actor, mine=not whole, after=after)
    base = "/cases/watched/?of=organ" if whole else "/cases/watched/?"
    parts = {
        "rows": [(row, _step(row.last_event)) for row in rows], "whole": whole,
        "may_be_mine": request.actor.role == "leader", "today": _today(), "asked": questions_for(request.actor),
        "next": f"{base}&after={more[0].isoformat()},{more[1]}" if more else "", "first": base if after else "",
    }  # fmt: skip
    return render(request, "desk/cases/watched.html", parts)


def _today() -> date:
    return local_day(now(), settings.TIME_ZONE)


def _step(event: str) -> str:
    """Return what the last step is called, or nothing where it is no verb of the table."""
    verb = _VERB_OF.get(event, event)
    return label("verbs", verb) if verb in code_list("verbs") else ""
