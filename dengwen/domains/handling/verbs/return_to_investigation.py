"""Send a draft opinion back to the investigation."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.foundation.permissions.actor import Actor


def return_to_investigation(
    *, case: int, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Return the draft, with the reason; draft and answers stay and can be written on. Raises ``opinion.no_reason``."""
    with door("return_to_investigation", case=case, actor=actor, at=at, version=version) as passage:
        if not reason.strip():
            raise Refusal("opinion.no_reason")
        passage.say("reason", reason)
