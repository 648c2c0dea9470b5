"""Put a leader, a unit or a handler on many matters; each one succeeds or is refused by itself."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.lists import CaseRow, picked_rows
from dengwen.domains.cases.verbs.assign_team import assign_team
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import refusal_sentence

MOST = 500


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one matter."""

    row: CaseRow
    done: bool
    words: str


@desk_view(Right.ASSIGN_TEAM)
@require_POST
def assign(request: DeskRequest) -> HttpResponse:
    """Assign each picked matter in a savepoint of its own and show a result for each."""
    picked = [int(pk) for pk in dict.fromkeys(request.POST.getlist("pick")) if pk.isascii() and pk.isdigit()]
    problem = ""
    if not picked:
        problem = _("Nothing was assigned: select at least one matter.")
    elif len(picked) > MOST:
        problem = _("Nothing was assigned: select at most %d matters at once.") % MOST
    elif not any(request.POST.get(part) for part in ("leader", "unit", "handler")):
        problem = _("Nothing was assigned: choose a leader, a unit or a handler.")
    results = [] if problem else [_assign_one(request, row) for row in picked_rows(request.actor, picked)]
    done = sum(result.done for result in results)
    page = {
        "results": results, "done": done, "refused": len(results) - done, "problem": problem,
        "query": request.POST.get("query", ""),
    }  # fmt: skip
    return render(request, "desk/work/assigned.html", page, status=409 if problem else 200)


def _assign_one(request: DeskRequest, row: CaseRow) -> Result:
    try:
        assign_team(
            case=row.id, actor=request.actor, at=now(), leader=_chosen(request, "leader"),
            unit=_chosen(request, "unit"), handler=_chosen(request, "handler"),
        )  # fmt: skip
    except Refusal as refusal:
        return Result(row, False, refusal_sentence(refusal))
    return Result(row, True, _("Assigned."))


def _chosen(request: DeskRequest, part: str) -> int | None:
    value = request.POST.get(part, "")
    return int(value) if value.isascii() and value.isdigit() else None
