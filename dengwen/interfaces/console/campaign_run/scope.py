"""Leaving cases outside the campaign: proposed by the holder, decided by the office, objected to by the petitioner."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.verbs.decide_scope import (
    answer_scope_objection,
    confirm_out_of_scope,
    object_to_scope,
    propose_out_of_scope,
    refuse_out_of_scope,
)
from dengwen.interfaces.console.campaign_run.world import Proposed, World
from dengwen.interfaces.console.demo.land import NobodyThereError
from dengwen.interfaces.console.demo.life import Life
from dengwen.interfaces.console.demo.people import Role
from dengwen.interfaces.console.demo.seeded import chance

_SHARE = 0.05
"""The share of the backlog that somebody proposes to leave outside."""
_FIRST, _DAYS = 7, 100


def propose(world: World, day: date) -> None:
    """Propose what is proposed today, in the evening, by the leader of the organ that holds the case."""
    for number in world.once("scope", _schedule).get(day, ()):
        life = world.lives.lives[number]
        if life.case:
            _propose(world, life, day, chance("scope proposal", world.seed, number))


def _schedule(world: World) -> dict[date, list[int]]:
    found: dict[date, list[int]] = defaultdict(list)
    for number in world.lives.lives:
        random = chance("scope", world.seed, number)
        if random.random() < _SHARE:
            found[world.pack.starts + timedelta(days=_FIRST + random.randrange(_DAYS))].append(number)
    return found


def _propose(world: World, life: Life, day: date, random: Random) -> None:
    legal = random.random() < 0.6
    holder = _holder(life)
    proof: dict[str, Any] = (
        {"channel": "RECONSIDERATION", "number": world.words("scope_number").format(life.story.number + 1)}
        if legal
        else {"paper": world.words("scope_paper"), "proof_on": life.story.received_on - timedelta(days=400)}
    )
    try:
        leader = world.land.actor(holder, Role.LEADER, day)
        propose_out_of_scope(
            case=life.case, campaign=world.campaign, reason="IN_LEGAL_PROCEDURE" if legal else "CONCLUDED_LEGACY",
            evidence=world.words("scope_evidence"), review_on=day + timedelta(days=random.randint(50, 92)),
            actor=leader, at=world.at(day, 20), **proof,
        )  # fmt: skip
    except (Refusal, NobodyThereError) as no:
        world.account.scope["not_proposed"] += 1
        world.account.refused[f"propose_scope: {getattr(no, 'code', 'nobody in the post')}"] += 1
        return
    world.account.scope["proposed"] += 1
    decided = day + timedelta(days=random.randint(2, 6))
    step = "confirm" if random.random() < 0.8 else "refuse"
    world.waiting[life.story.number] = Proposed(life.case, holder, decided, step, [leader.post])


def _holder(life: Life) -> str:
    sent = [step.to for step in life.story.path if step.to is not None]
    return sent[-1] if sent else life.story.organ_code


def decide(world: World, day: date) -> None:
    """Let what waits for today be decided: confirmed or refused, objected to, answered by a third person."""
    for number, waits in list(world.waiting.items()):
        if waits.next_on != day or not waits.step:
            continue
        random = chance("scope decision", world.seed, number, waits.step)
        name, waits.step = waits.step, ""
        try:
            waits.step = _STEPS[name](world, waits, day, random)
        except Refusal as no:
            world.account.refused[f"scope {name}: {no.code}"] += 1
            continue
        world.account.scope[name] += 1
        waits.next_on = day + timedelta(days=random.randint(5, 20))


def _confirm(world: World, waits: Proposed, day: date, random: Random) -> str:
    office = world.office(day)
    confirm_out_of_scope(case=waits.case, campaign=world.campaign, actor=office, at=world.at(day, 20, 10))
    waits.posts.append(office.post)
    return "object" if random.random() < 0.35 else ""


def _refuse(world: World, waits: Proposed, day: date, random: Random) -> str:
    del random
    refuse_out_of_scope(
        case=waits.case, campaign=world.campaign, words=world.words("scope_refused"), actor=world.office(day),
        at=world.at(day, 20, 10),
    )  # fmt: skip
    return ""


def _object(world: World, waits: Proposed, day: date, random: Random) -> str:
    object_to_scope(
        case=waits.case, campaign=world.campaign, words=world.words("objection"), objected_on=day,
        actor=world.land.actor(waits.holder, Role.REGISTRAR, day), at=world.at(day, 20, 20),
    )  # fmt: skip
    return "uphold" if random.random() < 0.5 else "dismiss"


def _answer(world: World, waits: Proposed, day: date, *, uphold: bool) -> str:
    answer_scope_objection(
        case=waits.case, campaign=world.campaign, uphold=uphold,
        words=world.words("upheld" if uphold else "not_upheld"), actor=world.office(day, but=waits.posts),
        at=world.at(day, 20, 30),
    )  # fmt: skip
    return ""


def _uphold(world: World, waits: Proposed, day: date, random: Random) -> str:
    del random
    return _answer(world, waits, day, uphold=True)


def _dismiss(world: World, waits: Proposed, day: date, random: Random) -> str:
    del random
    return _answer(world, waits, day, uphold=False)


_STEPS: dict[str, Callable[[World, Proposed, date, Random], str]] = {
    "confirm": _confirm, "refuse": _refuse, "object": _object, "uphold": _uphold, "dismiss": _dismiss,
}  # fmt: skip
