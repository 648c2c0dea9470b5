"""The whole transition table walked: every state times every verb, allowed or refused with its reason. No database."""

from dataclasses import dataclass

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import check
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.states import State
from dengwen.domains.cases.transitions import TRANSITIONS, Where, find, sources_of
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import RIGHTS, Right, Role
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.kit.sentences import refusal_sentence

COUNTY, CITY, ELSEWHERE = 30, 20, 31
VERBS = sorted({line.verb for line in TRANSITIONS})


@dataclass
class Tree:
    """A county below a city; nobody did anything in the case yet."""

    def is_above(self, bureau: int, organ: int) -> bool:
        return (bureau, organ) in {(CITY, COUNTY), (COUNTY, COUNTY)}

    def acted(self, account: int, matter: Matter) -> bool:
        return False

    def posts_of(self, account: int) -> list[int]:
        return []

    def apart(self, actor: Actor, matter: Matter) -> Refusal | None:
        return None

    def watches(self, account: int, matter: Matter) -> bool:
        return False


def matter_in(state: State) -> Matter:
    """Return a matter that the county holds and the city examines."""
    organ = Organ(pk=COUNTY, level="county", closed_on=None)
    return Matter(pk=1, number="N-1", state=state.value, organ=organ, review_organ_id=CITY)


def actor_at(organ: int, role: Role) -> Actor:
    """Return somebody who acts there in this role."""
    return Actor(
        post=1,
        account=1,
        name="A",
        role=role.value,
        organ=organ,
        organ_name="O",
        level="county",
        bureau=organ,
    )


def place_of(where: Where) -> int:
    """Return an organ from which such a verb is done."""
    return CITY if where in (Where.REVIEWER, Where.HIGHER, Where.NAMED_SUPERIOR) else COUNTY


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", VERBS)
def test_allowed_or_refused_with_its_reason(verb: str, state: State) -> None:
    line, matter = find(verb, state), matter_in(state)
    if line is None:
        with pytest.raises(Refusal, match="transition.not_in_state") as refused:
            check(actor_at(COUNTY, Role.REGISTRAR), verb, matter, Tree())
        sentence = refusal_sentence(refused.value)
        for possible in sources_of(verb):
            assert code_list("states").label(possible, "zh") in sentence
        return
    holder_of_right = next(iter(sorted(RIGHTS[line.right])))
    assert check(actor_at(place_of(line.where), Role(holder_of_right)), verb, matter, Tree()) is line
    with pytest.raises(Refusal, match="place\\.|examine\\."):
        check(actor_at(ELSEWHERE, Role(holder_of_right)), verb, matter, Tree())
    without = next((role for role in Role if role not in RIGHTS[line.right]), None)
    if without is not None:
        with pytest.raises(Refusal, match="right.missing") as refused:
            check(actor_at(place_of(line.where), without), verb, matter, Tree())
        assert code_list("rights").label(str(line.right), "zh") in refusal_sentence(refused.value)


def test_the_walk_saw_every_right() -> None:
    assert {line.right for line in TRANSITIONS} <= set(Right)
