"""The wall board of a campaign, and its forecast: pages over rows that a job keeps."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.reads.board import Board, Goal, Line, SeenCampaign, board_of, next_target
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.campaign import Target
from dengwen.interfaces.desk.campaigns.asking import today
from dengwen.interfaces.desk.campaigns.board_words import expected_words, said_of, sentence_of, state_of
from dengwen.interfaces.desk.campaigns.burn_down import BurnDown, burn_down
from dengwen.interfaces.desk.campaigns.case_filter import cases_url
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.kit.wording import organ_name

# Drawings by what they were counted from: until the job has counted again a wall shows the same one every minute.
_DRAWN: dict[tuple[object, ...], BurnDown] = {}
_MOST_DRAWN = 64
STEPS = 8  # of those in which most cases are beyond their limit


@require_safe
@desk_view(Right.READ_CASE, planned_once=True)
def board_page(request: DeskRequest, campaign: int) -> HttpResponse:
    """Show the wall board; ``?organ=`` of one organ, ``?projector=1`` in large type, ``?still=1`` as it is now.

    ``?tree=1`` shows all organs below, not only those right below.
    """
    projector, tree, still = (request.GET.get(name) == "1" for name in ("projector", "tree", "still"))
    seen, board = _asked(request, campaign, whole=tree)
    page = _frame(seen, board) | {"projector": projector, "whole": tree, "still": still}
    if board is not None:
        page |= _shown(request, seen, board)
    return render(request, "desk/campaigns/board.html", page)


@require_safe
@desk_view(Right.READ_CASE, planned_once=True)
def forecast_page(request: DeskRequest, campaign: int) -> HttpResponse:
    """Show what is to be expected for each target, organ by organ, and how that is found."""
    seen, board = _asked(request, campaign)
    page = _frame(seen, board)
    if board is not None:
        first = {target.stage: target for target in reversed(seen.pack.targets)}  # a stage is drawn once
        page["targets"] = [
            {
                "said": said_of(board, target, campaign, today()),
                "chart": _chart(seen, board, target) if first[target.stage] is target else None,
                "sentence": sentence_of(board, target), "lines": [_forecast_line(each, target) for each in board.lines],
            }
            for target in seen.pack.targets
        ]  # fmt: skip
    return render(request, "desk/campaigns/forecast.html", page)


def _asked(request: DeskRequest, campaign: int, *, whole: bool = False) -> tuple[SeenCampaign, Board | None]:
    """Return the campaign and the board that are asked for; no page where the post may not see the organ."""
    text = request.GET.get("organ", "")
    organ = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
    try:
        seen, board = board_of(request.actor, campaign, organ=organ, whole=whole)
    except Refusal:
        raise Http404 from None
    if board is None and organ is not None:
        raise Http404
    return seen, board


def _frame(seen: SeenCampaign, board: Board | None) -> dict[str, Any]:
    return {
        "campaign": seen, "board": board, "language": lang(), "today": today(), "stage": seen.pack.stage(seen.stage),
        "time": localtime(board.at).strftime("%H:%M") if board else "",
    }  # fmt: skip


def _shown(request: DeskRequest, seen: SeenCampaign, board: Board) -> dict[str, Any]:
    steps = board.steps()
    target, day = next_target(seen.pack, today()), today()
    late = cases_url(seen.id, "in", late="1") + "&organ="
    query = request.GET.copy()
    query.pop("organ", None)
    here = f"?{query.urlencode()}&organ=" if query else "?organ="
    return {
        "targets": [said_of(board, each, seen.id, day) for each in seen.pack.targets],
        "target": target, "chart": _chart(seen, board, target), "sentence": sentence_of(board, target),
        "tree": [_tree_line(each, seen, goal_of=(target, day), links=(late, here)) for each in board.lines],
        "steps": [
            (state, number, of, f"{late}{board.me.id}&state={state}") for state, number, of in steps[:STEPS]
        ],
        "steps_more": sum(number for _state, number, _of in steps[STEPS:]),
        "late_url": f"{late}{board.me.id}",
        "due": board.next_due(),
    }  # fmt: skip


def _chart(seen: SeenCampaign, board: Board, target: Target) -> BurnDown | None:
    """Return the burn-down of the target's stage, with all targets of that stage; None before it begins."""
    since = seen.runs.get(target.stage)
    goals = [board.me.goal(each) for each in seen.pack.targets if each.stage == target.stage]
    if since is None or since > board.on or not goals[0].whole:
        return None
    made = (seen.id, board.me.id, board.at, target.stage, lang())
    drawn = _DRAWN.get(made)
    if drawn is None:
        if len(_DRAWN) >= _MOST_DRAWN:
            _DRAWN.clear()
        drawn = _DRAWN[made] = _draw(board.burn_down(target.stage, since), goals)
    return drawn


def _draw(points: list[tuple[date, int]], goals: list[Goal]) -> BurnDown:
    label = _("Drawn from the table of the forecast: %(n)d of %(whole)d cases are not resolved") % {
        "n": points[-1][1], "whole": goals[0].whole,
    }  # fmt: skip
    return burn_down(points, goals, label)


def _tree_line(
    line: Line, seen: SeenCampaign, *, goal_of: tuple[Target, date], links: tuple[str, str]
) -> dict[str, Any]:
    (target, day), (late, here) = goal_of, links
    goal = line.goal(target)
    state, css = state_of(goal, day)
    duties, duties_css = _duties(line)
    return {
        "name": organ_name(line), "depth": line.depth, "url": f"{here}{line.id}" if line.depth else "",
        "goal": goal, "state": state, "css": css, "expected": expected_words(goal),
        "percent": f"{goal.percent(goal.done):.1f}" if goal.whole else "", "late": line.late,
        "late_url": f"{late}{line.id}", "duties": duties, "duties_css": duties_css,
        "duties_url": f"/campaigns/{seen.id}/organs/{line.id}/" if line.owes["things"] else "",
        "below": _late_below(line) if line.depth else "",
    }  # fmt: skip


def _duties(line: Line) -> tuple[str, str]:
    """Return how the organ's own duties stand, and the colour of the words."""
    owes = line.owes
    if not owes["things"]:
        return "–", "quiet"
    if late := owes["late"]:
        return ngettext("%(n)s late", "%(n)s late", late) % {"n": late}, "late"
    if still := owes["open"]:
        return ngettext("%(n)s still due", "%(n)s still due", still) % {"n": still}, ""
    return _("all done"), "proven"


def _late_below(line: Line) -> str:
    late = line.owes["late_below"]
    return ngettext("%(n)s late below", "%(n)s late below", late) % {"n": late} if late else ""


def _forecast_line(line: Line, target: Target) -> dict[str, Any]:
    goal = line.goal(target)
    state, css = state_of(goal, today())
    return {
        "line": line, "goal": goal, "state": state, "css": css, "expected": expected_words(goal),
        "percent": f"{goal.percent(goal.done):.1f}" if goal.whole else "",
        "closed": f"{100 * goal.closed:.1f}" if goal.days else "",
    }  # fmt: skip
