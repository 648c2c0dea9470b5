"""Several organs and no agreement on who is competent: their common superior decides."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.organs.reads.superiors import higher_organs, is_below
from dengwen.foundation.permissions.actor import Actor


def dispute_jurisdiction(
    *, case: int, organs: Sequence[int], reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Bring a dispute over competence (管辖争议) before the nearest organ that stands above all who are named.

    The superior is found in the tree, never chosen; from now on it sees the matter and has it in its queue. Raises
    ``dispute.no_other``, ``dispute.organ_closed``, ``dispute.no_reason``, ``dispute.no_superior`` (L22 Art.24).
    """
    with door("dispute_jurisdiction", case=case, actor=actor, at=at, version=version) as passage:
        matter = passage.matter
        others = [organ for organ in dict.fromkeys(organs) if organ != matter.organ_id]
        if not others:
            raise Refusal("dispute.no_other")
        for organ in others:
            _open(passage, organ)
        if not reason.strip():
            raise Refusal("dispute.no_reason")
        superior = _common_superior(passage, [matter.organ_id, *others])
        matter.review_organ_id = superior
        passage.involve(superior, "reviewing")
        passage.facts |= {"to": superior, "others": others}
        passage.say("reason", reason)


def decide_jurisdiction(
    *, case: int, to: int, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Decide (指定管辖) which organ below is competent: it has accepted the matter from then on (L22 Art.24).

    Whoever held it keeps sight of it. Raises ``dispute.not_below``, ``dispute.organ_closed``,
    ``dispute.no_reason`` and, from the door, ``place.not_named_superior``.
    """
    with door("decide_jurisdiction", case=case, actor=actor, at=at, version=version) as passage:
        matter = passage.matter
        organ = _open(passage, to)
        if to == actor.bureau or not passage.look_up(
            ("below", to, actor.bureau), partial(is_below, to, actor.bureau)
        ):
            raise Refusal("dispute.not_below", organ=to)
        if not reason.strip():
            raise Refusal("dispute.no_reason")
        passage.facts |= {"from": matter.organ_id, "to": to}
        passage.say("reason", reason)
        if to != matter.organ_id:
            passage.involve(matter.organ_id, "sent")
            matter.sender_id, matter.organ = matter.organ_id, organ
            matter.leader = matter.unit = matter.handler = None
        passage.involve(to, "held")
        matter.review_organ = None
        matter.accepted_on = passage.today


def _open(passage: Passage, organ: int) -> Organ:
    found = passage.look_up(("organ", organ), lambda: Organ.objects.filter(pk=organ).first())
    if found is None or found.closed_on is not None or found.level == "unit":
        raise Refusal("dispute.organ_closed", organ=organ)
    return found


def _common_superior(passage: Passage, organs: Sequence[int]) -> int:
    """Return the nearest organ above all of them, itself none of them."""
    chains = [
        [row.pk for row in passage.look_up(("above", organ), partial(higher_organs, organ))]
        for organ in organs
    ]
    for candidate in chains[0]:
        if candidate not in organs and all(candidate in chain for chain in chains[1:]):
            return candidate
    raise Refusal("dispute.no_superior")
