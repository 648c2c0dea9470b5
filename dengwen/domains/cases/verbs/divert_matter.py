"""Lead a matter into the statutory channel that it belongs to."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def divert_matter(
    *, case: int, route: str, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Divert (导入法定程序) to ``route`` (code list ``routes``); raises ``divert.route_unknown``, ``divert.no_reason``.

    Source: L22 Art.28(2), 31: what has a remedy of its own by law takes that way; the petitioner is told which.
    """
    with door("divert", case=case, actor=actor, at=at, version=version) as passage:
        if route not in code_list("routes"):
            raise Refusal("divert.route_unknown", route=route)
        if not reason.strip():
            raise Refusal("divert.no_reason")
        passage.facts["route"] = route
        passage.say("reason", reason)
