"""Decide not to accept a matter, and name the other door."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def not_accept_matter(
    *, case: int, reason: str, explanation: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Do not accept (不予受理) for a coded reason, with an explanation that the petitioner will read.

    A decision of a person, never of the system (facts, 7.7); the petitioner may object. Raises
    ``not_accept.reason_unknown``, ``not_accept.no_explanation``. Source: L05 Art.22, L22 Art.23.
    """
    with door("not_accept", case=case, actor=actor, at=at, version=version) as passage:
        if reason not in code_list("not_accept_reasons"):
            raise Refusal("not_accept.reason_unknown", reason=reason)
        if not explanation.strip():
            raise Refusal("not_accept.no_explanation")
        passage.facts["reason"] = reason
        passage.matter.decided_on = passage.today
        passage.say("explanation", explanation)
