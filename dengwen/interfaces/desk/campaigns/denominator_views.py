"""The changes of a campaign's scope since a stage began: what its fixed denominator does not follow."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.reads.board import Board, board_of
from dengwen.domains.campaigns.reads.denominator_changes import moves_since
from dengwen.domains.campaigns.reads.standing import runs_of
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.campaigns.asking import asked_campaign
from dengwen.interfaces.desk.campaigns.board_words import moves_of
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import label, lang

A_PAGE = 100


@require_safe
@desk_view(Right.READ_CASE)
def denominator(request: DeskRequest, campaign: int) -> HttpResponse:
    """List every change since ``?stage=`` began (else the stage that began last), at and below ``?organ=``."""
    line = asked_campaign(request, campaign)
    runs = runs_of(line.campaign)
    organ = _number(request, "organ")
    board = _board(request, campaign, organ)
    asked = request.GET.get("stage", "")
    if asked and asked not in runs:
        raise Http404
    run = runs[asked] if asked else next(reversed(list(runs.values())), None)
    page = {"line": line, "language": lang(), "board": board, "run": run, "runs": runs}
    if run is not None:
        start = _number(request, "start") or 0
        # Without a board: all of the campaign. Of a case that the post does not see there is nothing either way.
        top = board.me.id if board else line.campaign.organ_id
        found = moves_since(actor=request.actor, run=run, organ=top, start=start, most=A_PAGE)
        counted = board.me.moves(run.stage) if board else None
        page |= {
            "stage": line.pack.stage(run.stage), "said": moves_of(board.me, run.stage) if board else "",
            "moves": [(each, _verb(each.verb), line.pack.reason(each.reason)) for each in found.rows],
            "count": found.count, "counted": sum(counted) if counted else found.count, "organ": top,
            "following": start + A_PAGE, "more": start + A_PAGE < found.count,
        }  # fmt: skip
    return render(request, "desk/campaigns/denominator.html", page)


def _board(request: DeskRequest, campaign: int, organ: int | None) -> Board | None:
    try:
        _seen, board = board_of(request.actor, campaign, organ=organ)
    except Refusal:
        raise Http404 from None
    if board is None and organ is not None:
        raise Http404
    return board


def _verb(verb: str) -> str:
    return label("verbs", verb) if verb in code_list("verbs") else ""


def _number(request: DeskRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
