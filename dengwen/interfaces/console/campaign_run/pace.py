"""How fast organs work in the run: the backlog waits for the campaign, then each organ takes it up at its own pace."""

from dataclasses import replace
from datetime import date, timedelta

from dengwen.interfaces.console.demo.seeded import chance
from dengwen.interfaces.console.demo.steps import Step, StepKind, state_after
from dengwen.interfaces.console.demo.stories import Story

_WAITS = (StepKind.ACCEPT, StepKind.PLAN, StepKind.INVESTIGATE, StepKind.DRAFT_OPINION)
"""Before one of these steps a case of the backlog was left lying."""
_DONE_BEFORE = 0.08
"""The share of the older cases that were not left lying."""
_LONGEST = 160


def waits_for_campaign(story: Story, *, seed: int, starts: date, last: date) -> Story:
    """Return the story of the run: what came in before ``starts`` lies until its organ takes it up in the campaign.

    Nothing happens after ``last``. A story that another one has to have ended before is told up to its screening.
    """
    path = list(story.path)
    if path and path[-1].kind is StepKind.NO_LONGER_ACCEPT:
        path.pop()
    random = chance("pace", seed, story.number)
    draw, where = random.random(), random.random()
    places = [index for index, step in enumerate(path) if step.kind in _WAITS]
    if story.received_on < starts and draw >= _DONE_BEFORE and places:
        index = places[int(where * len(places))]
        up = taken_up(story.number, _handles(story), seed=seed, starts=starts)
        path = _lying(path, index, (up - story.received_on).days)
    room = (last - story.received_on).days
    kept = tuple(step for step in path if step.day <= room)
    return replace(story, path=kept, state=state_after(kept))


def taken_up(number: int, organ: str, *, seed: int, starts: date) -> date:
    """Return the day on which an organ takes up a case of the backlog: at its own pace, most of it early."""
    how_long = chance("taken up", seed, number).betavariate(1.1, 3.4)
    pace = chance("pace of organ", seed, organ).uniform(0.5, 1.4)
    return starts + timedelta(days=4 + int(how_long * _LONGEST * pace))


def _handles(story: Story) -> str:
    return next((step.to for step in story.path if step.to is not None), None) or story.organ_code


def _lying(path: list[Step], index: int, until: int) -> list[Step]:
    """Move the steps from ``index`` on, unless they come later anyway; what had to be asked in time is not asked."""
    later = max(0, until - path[index].day)
    moved = [replace(step, day=step.day + later) for step in path[index:]]
    return [*path[:index], *(step for step in moved if not later or step.kind is not StepKind.EXTEND)]
