"""Object to a transfer, and decide on the objection."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def object_to_matter(
    *, case: int, reason: str, explanation: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Object (异议): the matter goes back to its sender, who decides (L22 Art.23(3)).

    Raises ``object.no_sender``, ``object.reason_unknown``, ``object.no_explanation``.
    """
    with door("object", case=case, actor=actor, at=at, version=version, event="objected") as passage:
        if passage.matter.sender_id is None:
            raise Refusal("object.no_sender")
        if reason not in code_list("objection_reasons"):
            raise Refusal("object.reason_unknown", reason=reason)
        if not explanation.strip():
            raise Refusal("object.no_explanation")
        passage.facts["reason"] = reason
        passage.say("explanation", explanation)
        _swap(passage)


def take_back_matter(*, case: int, actor: Actor, at: datetime, version: int | None = None) -> None:
    """Agree with the objection: the sender has the matter again and screens it anew."""
    with door("take_back", case=case, actor=actor, at=at, version=version) as passage:
        passage.facts["from"] = passage.matter.sender_id
        passage.matter.sender = None
        passage.matter.sender_id = None


def refuse_objection(
    *, case: int, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Refuse the objection, with the reason: the receiver keeps the matter. Raises ``object.no_explanation``."""
    with door("refuse_objection", case=case, actor=actor, at=at, version=version) as passage:
        if not reason.strip():
            raise Refusal("object.no_explanation")
        passage.say("reason", reason)
        _swap(passage)


def _swap(passage: Passage) -> None:
    """Change holder and sender; whoever gives the matter away keeps sight of it."""
    matter = passage.matter
    passage.facts |= {"from": matter.organ_id, "to": matter.sender_id}
    passage.involve(matter.organ_id, "sent")
    holder = matter.organ_id
    matter.organ_id, matter.sender_id = matter.sender_id or holder, holder
