"""The page of what makes a case hard, and the list of complex cases."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.base.clock import local_day, now
from dengwen.domains.appeals.rules.exit_ways import ways_out
from dengwen.domains.cases.access import may
from dengwen.domains.cases.reads.case_page import plain_case
from dengwen.domains.cases.transitions import TRANSITIONS
from dengwen.domains.closure.reads.three_facts import ratings_of, three_facts
from dengwen.domains.handling.reads.complex_cases import complex_cases
from dengwen.domains.handling.reads.hard_case import HardCase
from dengwen.domains.handling.rules.flags import COMPLEX, received_by_for_long
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.cases.hard_actions import HARD
from dengwen.interfaces.desk.cases.page import Button
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import label, lang

# What each of these works on: without it the button is not shown.
_NEEDS = {
    "unflag_case": "flag",
    "call_panel": "complex",
    "record_advice": "awaited",
    "answer_advice": "advised",
    "report_operation": "link",
    "unlink_operation": "link",
    "answer_rating": "waits",
}
# The procedure is over, though something may still be owed.
_OVER = ("final", "terminated", "withdrawn", "follow_up")


@require_safe
@desk_view(Right.READ_CASE)
def hard_page(request: DeskRequest, case: int) -> HttpResponse:
    """Show the three facts with what petitioner and reviewer said, the marks, the panels and the links."""
    matter = plain_case(actor=request.actor, case=case)
    today = local_day(now(), settings.TIME_ZONE)
    file, ratings = HardCase(matter), ratings_of(actor=request.actor, case=case)
    there = {
        "flag": bool(file.in_force),
        "complex": any(row.flag == COMPLEX for row in file.in_force),
        "awaited": any(not row.outcome for row in file.panels),
        "advised": any(row.outcome == "given" and row.answered_on is None for row in file.panels),
        "link": any(row.ended_on is None for row in file.links),
        "waits": any(
            "NOT_SATISFIED" in (row.handling, row.outcome) and not row.answered_on for row in ratings
        ),
    }
    parts = {
        "case": matter, "file": file, "facts": three_facts(case), "ratings": ratings, "today": today,
        "long_since": file.long_pending(today), "buttons": _buttons(request, matter, there), "kind": "",
        "ways": [] if matter.is_open and matter.state not in _OVER else ways_out(matter.category),
    }  # fmt: skip
    return render(request, "desk/cases/hard.html", parts)


def _buttons(request: DeskRequest, matter: Any, there: dict[str, bool]) -> list[Button]:
    """Return what may be done here now."""
    mine = {line.verb for line in TRANSITIONS if line.verb in HARD and request.actor.has(line.right)}
    wanted = [verb for verb in HARD if verb in mine and there.get(_NEEDS.get(verb, ""), True)]
    return [
        Button(verb, label("verbs", verb), False)
        for verb in wanted
        if may(request.actor, verb, matter).allowed
    ]


@require_safe
@desk_view(Right.READ_CASE)
def complex_page(request: DeskRequest) -> HttpResponse:
    """Show the cases within reach that bear a mark, the longest marked first, and what changed since."""
    flag = request.GET.get("flag", COMPLEX)
    if flag not in code_list("case_flags"):
        raise Http404
    today = local_day(now(), settings.TIME_ZONE)
    after = day_and_id(request.GET.get("after", ""))
    rows, more = complex_cases(request.actor, flag=flag, after=after)
    last = received_by_for_long(today)
    parts = {
        "rows": rows, "flag": flag, "flags": code_list("case_flags").choices(lang()), "today": today,
        "by_rule": "/cases/?" + urlencode({"received_to": last.isoformat(), "sort": "due"}), "last": last,
        "next": f"/cases/complex/?flag={flag}&after={more[0].isoformat()},{more[1]}" if more else "",
        "first": f"/cases/complex/?flag={flag}" if after else "",
    }  # fmt: skip
    return render(request, "desk/cases/complex.html", parts)


def day_and_id(text: str) -> tuple[date, int] | None:
    """Return where a page begins, as ``day,id`` in an address; None for none, or for nonsense."""
    day, _, pk = text.partition(",")
    try:
        return (date.fromisoformat(day), int(pk)) if len(pk) < 19 else None
    except ValueError:
        return None
