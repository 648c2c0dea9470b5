"""The look-back of the last stage: planned, committed, drawn, reviewed; what failed is handled anew."""

from datetime import date, timedelta

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.domains.closure.reads.lookbacks import Place, places_of, round_of
from dengwen.domains.closure.rules.lookback_sheet import Finding, Standing
from dengwen.domains.closure.verbs.draw_lookback import commit_lookback, draw_lookback
from dengwen.domains.closure.verbs.plan_lookback import plan_lookback
from dengwen.domains.closure.verbs.replace_drawn import replace_drawn
from dengwen.domains.closure.verbs.review_lookback import begin_lookback, conclude_lookback
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.console.campaign_run.world import World
from dengwen.interfaces.console.demo.laying import Laying
from dengwen.interfaces.console.demo.paths import Walk
from dengwen.interfaces.console.demo.people import Role
from dengwen.interfaces.console.demo.seeded import chance
from dengwen.interfaces.console.demo.steps import Case, Step, StepKind

_SHARE, _LEAST, _MOST = 20, 30, 400
"""One closure in so many is looked at, within these bounds."""
_EVERY_FAILED = 7
"""Of each stratum the places with this rank fail, counted from the second."""


def plan_and_commit(world: World, day: date) -> None:
    """Plan to look back at what the campaign closed, and commit to the draw."""
    stage = world.pack.stages[-1]
    closed = world.lives.done["close"]
    strata = 12 * 14
    size = max(_LEAST, strata if closed > _SHARE * strata else _LEAST, min(_MOST, closed // _SHARE))
    world.lookback = plan_lookback(
        title=world.words("lookback"), since=world.pack.starts, until=stage.starts - timedelta(days=1), size=size,
        least=1 if closed > _SHARE * strata else 0, second_percent=0, actor=world.office(day), at=world.at(day, 18, 30),
    )  # fmt: skip
    commit_lookback(lookback=world.lookback, actor=world.office(day), at=world.at(day, 18, 30))


def draw(world: World, day: date) -> None:
    """Reveal the seed and draw."""
    drawn = draw_lookback(lookback=world.lookback, actor=world.office(day), at=world.at(day, 18, 30))
    world.account.lookback["drawn"] = drawn


def review(world: World, day: date) -> None:
    """Let somebody independent look at every place that is open."""
    team = _team(world, day)
    for place in _open_places(world, day):
        _review(world, place, day, team)


def _team(world: World, day: date) -> list[Actor]:
    found: list[Actor] = []
    for post, actor in world.land.posts[world.top, Role.REVIEWER]:
        if post.start <= day and (post.until is None or day <= post.until):
            found.append(actor)
    return list(reversed(found))  # those who were called in for the campaign stand last


def _open_places(world: World, day: date) -> list[Place]:
    actor = world.office(day)
    with transaction.atomic():
        set_post(actor.post)
        places = places_of(actor, round_of(actor, world.lookback))
        return [place for place in places if place.seat.standing == Standing.OPEN]


def _review(world: World, place: Place, day: date, team: list[Actor]) -> None:
    seat = place.seat
    for reviewer in team:
        try:
            begin_lookback(seat=seat.pk, actor=reviewer, at=world.at(day, 18, 30))
        except Refusal as no:
            if no.code in ("lookback.no_longer_closed", "lookback.acted_in_case") or no.code.startswith(
                "conflict"
            ):
                continue
            raise
        fails = seat.rank % _EVERY_FAILED == 2
        conclude_lookback(
            seat=seat.pk, findings=_findings(world, fails=fails), actor=reviewer, at=world.at(day, 18, 30)
        )
        world.account.lookback["looked"] += 1
        if fails:
            world.account.lookback["failed"] += 1
            _anew(world, place, day)
        return
    _replace(world, place, day)


def _findings(world: World, *, fails: bool) -> list[Finding]:
    items = [entry.code for entry in code_list("lookback_items").entries]
    return [
        Finding(item, "lacking", world.words("lacking"))
        if fails and item == items[-1]
        else Finding(item, "met")
        for item in items
    ]


def _replace(world: World, place: Place, day: date) -> None:
    """Nobody may look at it, or it is open again: the next in the order takes its place."""
    for reason in ("NOT_CLOSED", "NO_REVIEWER"):
        try:
            replace_drawn(
                seat=place.seat.pk, reason=reason, actor=world.office(day), at=world.at(day, 18, 30)
            )
        except Refusal:
            continue
        world.account.lookback["replaced"] += 1
        return
    world.account.missing.append(f"look-back: nobody looked at place {place.seat.pk}")


def _anew(world: World, place: Place, day: date) -> None:
    """Lay the further life of a case whose closure failed, by the place and not by the case: the draw is blind."""
    number = world.lives.number_of(place.seat.matter_id)
    if number is None:
        return
    life = world.lives.lives[number]
    seat = place.seat
    random = chance(
        "anew", world.seed, world.land.codes[seat.stratum.organ_id], seat.stratum.method, seat.rank
    )
    walk = Walk(
        random, Case(life.story.category, life.story.purpose, len(life.story.claims), None), late=False
    )
    walk.day = 2
    walk.planned_anew()
    world.lives.go_on(number, day, _to_the_close(walk))


def _to_the_close(walk: Laying) -> list[Step]:
    """Return the steps up to the first closing: what a place fails for is put right within the campaign."""
    kinds = [step.kind for step in walk.steps]
    last = kinds.index(StepKind.CLOSE) if StepKind.CLOSE in kinds else len(kinds) - 1
    return walk.steps[: last + 1]
