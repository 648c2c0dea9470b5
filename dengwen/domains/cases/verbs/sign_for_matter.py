"""Sign for a matter that another organ sent."""

from datetime import datetime

from dengwen.domains.cases.verbs.door import door
from dengwen.foundation.permissions.actor import Actor


def sign_for_matter(*, case: int, actor: Actor, at: datetime, version: int | None = None) -> None:
    """Sign for (签收): the receiving organ has it and screens it; objecting stays possible (L22 Art.23(3))."""
    with door("sign_for", case=case, actor=actor, at=at, version=version) as passage:
        passage.facts["from"] = passage.matter.sender_id
        passage.involve(passage.matter.organ_id, "held")
