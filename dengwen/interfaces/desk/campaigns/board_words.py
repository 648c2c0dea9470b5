"""How a target stands at an organ, in words: colour only ever goes with them."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dengwen.domains.bulletins.reads.board import Board, Goal, Line
from dengwen.domains.bulletins.reads.forecasts import Outlook, sentence
from dengwen.domains.bulletins.rules.forecast import Forecast
from dengwen.domains.campaigns.reads.standing import days_left
from dengwen.foundation.rulebook.campaign import Target
from dengwen.interfaces.desk.campaigns.burn_down import bar
from dengwen.interfaces.desk.campaigns.case_filter import cases_url
from dengwen.interfaces.kit.sentences import lang

MOST = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A target of the board with its words; ``css`` colours them."""

    goal: Goal
    percent: str
    state: str
    css: str
    expected: str
    left: int
    days: str
    bar: SafeString
    urls: dict[str, str]
    moves: str = ""


def state_of(goal: Goal, today: date) -> tuple[str, str]:
    """Return how a target stands, and its colour."""
    if not goal.whole:
        return _("no cases"), "quiet"
    if goal.done >= goal.wanted:
        return _("reached"), "proven"
    if goal.target.by < today:
        return _("not reached on its day"), "late"
    if not goal.fixed:
        return _("the stage has not begun"), "quiet"
    if goal.expected is None:
        return _("too early to say"), "quiet"
    if goal.expected - goal.margin >= goal.wanted:
        return _("will be reached at this pace"), "proven"
    if goal.expected + goal.margin >= goal.wanted:
        return _("may just be reached"), "soon"
    return ngettext("short by %(n)d case", "short by %(n)d cases", goal.short) % {"n": goal.short}, "late"


def expected_words(goal: Goal) -> str:
    """Return what is to be expected by the day: "52 % ± 4"; doubt is not rounded away."""
    if goal.expected is None or not goal.whole:
        return ""
    margin = ceil(goal.percent(goal.margin) - 1e-9)
    return f"{goal.percent(goal.expected):.0f} % ± {margin}"


def moves_of(line: Line, stage: str) -> str:
    """Return how the scope changed since a denominator was fixed: "denominator 132 at start, +3 −2 since"."""
    moves = line.moves(stage)
    if moves is None:
        return ""
    whole, (more, less) = line.told["stages"][stage][0], moves
    if not (more or less):
        return _("denominator %(whole)d at start, no change since") % {"whole": whole}
    return _("denominator %(whole)d at start, +%(more)d −%(less)d since") % {
        "whole": whole, "more": more, "less": less,
    }  # fmt: skip


def sentence_of(board: Board, target: Target) -> str:
    """Return the forecast of a target as a sentence, with the organs right below that lack most."""
    goal = board.me.goal(target)
    if goal.expected is None or not goal.whole:
        return ""
    found = Forecast(goal.whole, goal.done, goal.expected, goal.margin, goal.wanted, ())
    most = [_names(line) for line, _goal in board.short_by(target)[:MOST]]
    return sentence(Outlook(target.by, found, most), lang())


def _names(line: Line) -> tuple[str, str]:
    return line.name, line.name_en or line.name


def said_of(board: Board, target: Target, campaign: int, today: date) -> Said:
    """Return a target of the organ that is looked at, ready for the page."""
    goal = board.me.goal(target)
    words, css = state_of(goal, today)
    left = days_left(target, today)
    days = _("over") if left < 0 else ngettext("%(num)s day left", "%(num)s days left", left) % {"num": left}
    return Said(
        goal, f"{goal.percent(goal.done):.1f}", words, css, expected_words(goal), left, days,
        bar(goal), _urls(goal, campaign, board.me.id), moves_of(board.me, target.stage),
    )  # fmt: skip


def _urls(goal: Goal, campaign: int, organ: int) -> dict[str, str]:
    if not goal.fixed:
        return {
            "done": cases_url(campaign, "resolved", organ),
            "rest": cases_url(campaign, "unresolved", organ),
        }
    stage = goal.target.stage
    return {part: cases_url(campaign, f"{part}.{stage}", organ) for part in ("done", "rest")}
