"""The burn-down as a drawing: made on the server, so it works without scripts, in print, and on any width."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from dengwen.domains.bulletins.reads.board import Goal
from dengwen.interfaces.kit.wording import short_day

MOST_LINES = 30  # of the table that says the same
_SIDE = 1000.0  # of the inner drawing, which is stretched; words stand outside it and keep their size
_ROOM = 75.0  # per cent: further right there is no room for words
_TOP, _HIGH = 8.0, 80.0  # per cent: where the inner drawing begins, and how high it is


@dataclass(frozen=True, slots=True)
class BurnDown:
    """The drawing, and its points as lines of a table."""

    svg: SafeString
    points: Sequence[tuple[date, int]]


@dataclass(frozen=True, slots=True)
class _Paper:
    start: date
    end: date
    whole: int

    def x(self, day: date) -> float:
        return _SIDE * (day - self.start).days / max((self.end - self.start).days, 1)

    def y(self, rest: float) -> float:
        return _SIDE * (1 - min(max(rest, 0.0), self.whole) / max(self.whole, 1))

    def at(self, day: date, rest: float) -> str:
        return f"{self.x(day):.1f},{self.y(rest):.1f}"


def burn_down(points: Sequence[tuple[date, int]], goals: Sequence[Goal], label: str) -> BurnDown:
    """Return the drawing of what is not resolved day by day, against the line to each target, with the forecast.

    ``goals`` are those of one stage; one whose day was over when the stage began has no line.
    """
    start, today = points[0][0], points[-1][0]
    drawn = [goal for goal in goals if goal.target.by > start]
    paper = _Paper(start, max([today, *(goal.target.by for goal in drawn)]), goals[0].whole)
    parts = [
        f'<svg class="burn" role="img" aria-label="{escape(label)}" xmlns="http://www.w3.org/2000/svg">',
        f'<svg x="0" y="{_TOP}%" width="100%" height="{_HIGH}%" viewBox="0 0 1000 1000" preserveAspectRatio="none">',
        *(f'<path class="burn-grid" d="M0 {y}H1000"/>' for y in (0, 250, 500, 750, 1000)),
        *(_band(paper, today, points[-1][1], goal) for goal in drawn if goal.expected is not None),
        *(_line("burn-target", [paper.at(start, goal.whole), _end(paper, goal)]) for goal in drawn),
        _line("burn-rest", _steps(paper, points)),
        f'<path class="burn-today" d="M{paper.x(today):.1f} 0V1000"/>', "</svg>",
        *_words(paper, points, drawn), "</svg>",
    ]  # fmt: skip
    return BurnDown(mark_safe("".join(parts)), _some(points))  # noqa: S308 - numbers, and words that are escaped


def _end(paper: _Paper, goal: Goal) -> str:
    return paper.at(goal.target.by, goal.whole - goal.wanted)


def _line(css: str, points: Sequence[str]) -> str:
    return f'<polyline class="{css}" points="{" ".join(points)}"/>'


def _steps(paper: _Paper, points: Sequence[tuple[date, int]]) -> list[str]:
    """Return the corners of the line: a day on which nothing was closed needs none."""
    corners = [paper.at(*points[0])]
    for (_before, was), (day, rest) in pairwise(points):
        if rest != was:
            corners += [paper.at(day, was), paper.at(day, rest)]
    return [*corners, paper.at(*points[-1])]


def _band(paper: _Paper, today: date, rest: int, goal: Goal) -> str:
    middle, by = goal.whole - (goal.expected or 0.0), goal.target.by
    now, most, least = (
        paper.at(today, rest), paper.at(by, middle + goal.margin), paper.at(by, middle - goal.margin)
    )  # fmt: skip
    area = f'<polygon class="burn-band" points="{now} {most} {least}"/>'
    return area + _line("burn-ahead", [now, paper.at(by, middle)])


def _words(paper: _Paper, points: Sequence[tuple[date, int]], goals: Sequence[Goal]) -> list[str]:
    """Return the words on the drawing: at both ends of the days, at the line of today, at each target."""
    today = points[-1][0]
    found = [
        _word(0, _TOP - 2, str(paper.whole), "start"), _word(0, 96, short_day(paper.start), "start"),
        _word(100, 96, short_day(paper.end), "end"),
    ]  # fmt: skip
    share = paper.x(today) / 10
    # Right of today the line lies lower: there is room above it. Near the edge the words stand left of today, as high
    # as the line was where they begin.
    room = share <= _ROOM
    rest = (
        points[-1][1]
        if room
        else next(left for day, left in points if paper.x(day) / 10 >= share - 100 + _ROOM)
    )
    found.append(
        _word(
            share, _TOP + _HIGH * paper.y(rest) / _SIDE - 2, _("%(n)d left") % {"n": points[-1][1]},
            "start" if room else "end", "burn-now",
        )
    )  # fmt: skip
    for goal in goals:
        height = _TOP + _HIGH * paper.y(goal.whole - goal.wanted) / _SIDE - 1.5
        found.append(
            _word(paper.x(goal.target.by) / 10, height, f"{goal.target.share} %", "end", "burn-goal")
        )
    return found


def _word(x: float, y: float, words: str, anchor: str, css: str = "burn-word") -> str:
    return (
        f'<text class="{css}" x="{x:.1f}%" y="{max(y, 5):.1f}%" text-anchor="{anchor}">{escape(words)}</text>'
    )


def _some(points: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    """Return a point for each week or longer stretch, the last day always."""
    step = max(7, -(-len(points) // MOST_LINES))
    found = list(points[::step])
    return found if found[-1] == points[-1] else [*found, points[-1]]


def bar(goal: Goal) -> SafeString:
    """Return the bar of a target: what is resolved, the band that is to be expected, the mark of what is asked for."""
    done, mark = goal.percent(goal.done), float(goal.target.share)
    parts = [
        '<svg class="goal-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">',
        '<rect class="goal-ground" width="100" height="10"/>',
    ]
    if goal.expected is not None:
        low, high = goal.percent(goal.expected - goal.margin), goal.percent(goal.expected + goal.margin)
        low, high = max(low, 0.0), min(high, 100.0)
        parts.append(
            f'<rect class="goal-band" x="{low:.1f}" width="{max(high - low, 0.8):.1f}" height="10"/>'
        )
    parts.append(f'<rect class="goal-done" y="2" width="{done:.1f}" height="6"/>')
    parts.append(f'<path class="goal-mark" d="M{min(mark, 99.6):.1f} 0V10"/></svg>')
    return mark_safe("".join(parts))  # noqa: S308 - numbers only
