"""Accept a matter for handling."""

from datetime import datetime

from dengwen.domains.cases.verbs.door import door
from dengwen.foundation.permissions.actor import Actor


def accept_matter(
    *, case: int, actor: Actor, at: datetime, version: int | None = None, note: str = ""
) -> None:
    """Accept: the organ says in writing that it handles the matter; the handling limit begins (L22 Art.23, 34)."""
    with door("accept", case=case, actor=actor, at=at, version=version) as passage:
        passage.matter.accepted_on = passage.today
        passage.involve(passage.matter.organ_id, "held")
        passage.say("note", note)
