"""The wall board of a campaign, and its forecast: pages over rows that a job keeps."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dengwen.domains.bulletins.reads.board import Board, Line, board_of, next_target, place_of
from dengwen.domains.campaigns.models import StageRun
from dengwen.domains.campaigns.reads.standing import CampaignLine, runs_of
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.campaign import Target
from dengwen.interfaces.desk.campaigns.asking import asked_campaign, today
from dengwen.interfaces.desk.campaigns.board_words import expected_words, said_of, sentence_of, state_of
from dengwen.interfaces.desk.campaigns.burn_down import BurnDown, burn_down
from dengwen.interfaces.desk.campaigns.case_filter import cases_url
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang

DUE, DUE_ON_A_WALL = 12, 8


@require_safe
@desk_view(Right.READ_CASE, planned_once=True)
def board_page(request: DeskRequest, campaign: int) -> HttpResponse:
    """Show the wall board; ``?organ=`` of one organ, ``?projector=1`` in large type, ``?still=1`` as it is now.

    ``?tree=1`` shows all organs below, not only those right below.
    """
    line = asked_campaign(request, campaign)
    projector, tree = (request.GET.get(name) == "1" for name in ("projector", "tree"))
    board = _board(request, line, whole=tree)
    page: dict[str, Any] = {
        "line": line, "board": board, "language": lang(), "today": today(), "projector": projector, "whole": tree,
        "still": request.GET.get("still") == "1", "stage": line.pack.stage(line.campaign.stage),
    }  # fmt: skip
    if board is not None:
        page["time"] = localtime(board.at).strftime("%H:%M")
        page |= _shown(line, board, runs_of(line.campaign), projector)
    return render(request, "desk/campaigns/board.html", page)


@require_safe
@desk_view(Right.READ_CASE)
def forecast_page(request: DeskRequest, campaign: int) -> HttpResponse:
    """Show what is to be expected for each target, organ by organ, and how that is found."""
    line = asked_campaign(request, campaign)
    board = _board(request, line)
    page: dict[str, Any] = {"line": line, "board": board, "language": lang(), "today": today()}
    if board is not None:
        runs = runs_of(line.campaign)
        page["time"] = localtime(board.at).strftime("%H:%M")
        page["targets"] = [
            {
                "said": said_of(board, target, campaign, today()), "chart": _chart(line, board, runs, target),
                "lines": [_forecast_line(each, target) for each in board.lines],
            }
            for target in line.pack.targets
        ]  # fmt: skip
    return render(request, "desk/campaigns/forecast.html", page)


def _board(request: DeskRequest, line: CampaignLine, *, whole: bool = False) -> Board | None:
    """Return the board that is asked for; no page where the post may not see the organ."""
    text = request.GET.get("organ", "")
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
    board = board_of(line.campaign, place_of(request.actor, line.campaign, asked), whole=whole)
    if board is None and asked is not None:
        raise Http404
    return board


def _shown(line: CampaignLine, board: Board, runs: Mapping[str, StageRun], projector: bool) -> dict[str, Any]:
    campaign, target = line.campaign.pk, next_target(line.pack, today())
    return {
        "targets": [said_of(board, each, campaign, today()) for each in line.pack.targets],
        "target": target, "chart": _chart(line, board, runs, target), "sentence": sentence_of(board, target),
        "tree": [_tree_line(each, target, campaign) for each in board.lines],
        "steps": [
            (state, late, number, cases_url(campaign, "in", board.me.id, state=state, late="1"))
            for state, late, number in board.steps()
        ],
        "late_url": cases_url(campaign, "in", board.me.id, late="1"),
        "due": board.next_due(DUE_ON_A_WALL if projector else DUE),
    }  # fmt: skip


def _chart(line: CampaignLine, board: Board, runs: Mapping[str, StageRun], target: Target) -> BurnDown | None:
    """Return the burn-down of the target's stage, with all targets of that stage; None before it begins."""
    run = runs.get(target.stage)
    goals = [board.me.goal(each) for each in line.pack.targets if each.stage == target.stage]
    if run is None or run.entered_on > board.on or not goals[0].whole:
        return None
    points = board.burn_down(run)
    label = _("Drawn from the table below: %(n)d of %(whole)d cases are not resolved") % {
        "n": points[-1][1], "whole": goals[0].whole,
    }  # fmt: skip
    return burn_down(points, goals, label)


def _tree_line(line: Line, target: Target, campaign: int) -> dict[str, Any]:
    goal = line.goal(target)
    state, css = state_of(goal, today())
    return {
        "line": line, "goal": goal, "state": state, "css": css, "expected": expected_words(goal),
        "percent": f"{goal.percent(goal.done):.0f}" if goal.whole else "", "late": line.late, "owes": line.owes,
        "late_url": cases_url(campaign, "in", line.id, late="1") if line.late else "",
    }  # fmt: skip


def _forecast_line(line: Line, target: Target) -> dict[str, Any]:
    goal = line.goal(target)
    state, css = state_of(goal, today())
    return {
        "line": line, "goal": goal, "state": state, "css": css, "expected": expected_words(goal),
        "percent": f"{goal.percent(goal.done):.1f}" if goal.whole else "",
        "closed": f"{100 * goal.closed:.1f}" if goal.days else "",
    }  # fmt: skip
