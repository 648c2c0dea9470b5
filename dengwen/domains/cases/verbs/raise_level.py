"""Raise the level: an organ further up handles the matter."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.conflicts import chain_of
from dengwen.domains.cases.rules.conflict import first_free
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.cases.verbs.keep_apart import named_at, raise_to
from dengwen.foundation.permissions.actor import Actor


def raise_level(*, case: int, reason: str, actor: Actor, at: datetime, version: int | None = None) -> None:
    """Raise the level (提级办理) to the next organ above that is not kept apart; nobody chooses which (plan S53).

    The matter goes on where it stood and every limit runs on: no time is bought. Raises ``raise.no_reason``,
    ``conflict.nobody_above``.
    """
    with door("raise_level", case=case, actor=actor, at=at, version=version, event="level_raised") as passage:
        if not reason.strip():
            raise Refusal("raise.no_reason")
        chain = chain_of(passage.matter.organ_id, passage.look_up)
        free = first_free(named_at(passage), chain[1:])
        if free is None:
            raise Refusal("conflict.nobody_above")
        passage.facts |= {"from": passage.matter.organ_id, "raised_to": free}
        raise_to(passage, free)
        passage.say("reason", reason)
