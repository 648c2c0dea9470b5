"""Correct what was registered wrongly; the first wording stays provable."""

from collections.abc import Mapping
from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list

# Column -> code list it must come from. Organ, dates and head-count are not corrected here: they were the
# levers of record deletion (facts, 2.3) and change by verbs of their own or not at all.
CORRECTABLE = {"title": "", "place": "", "category": "categories", "purpose": "purposes"}


def correct_matter(
    *,
    case: int,
    changes: Mapping[str, str],
    reason: str,
    actor: Actor,
    at: datetime,
    version: int | None = None,
) -> None:
    """Change columns of :data:`CORRECTABLE`, with a reason that stays in the timeline.

    Raises ``correct.no_reason``, ``correct.nothing``, ``correct.not_correctable``, ``code.unknown``.
    """
    with door("correct", case=case, actor=actor, at=at, version=version, event="corrected") as passage:
        if not reason.strip():
            raise Refusal("correct.no_reason")
        matter = passage.matter
        changed = []
        for name, value in changes.items():
            if name not in CORRECTABLE:
                raise Refusal("correct.not_correctable", field=name)
            if CORRECTABLE[name] and value not in code_list(CORRECTABLE[name]):
                raise Refusal("code.unknown", field=name, value=value)
            before = getattr(matter, name)
            if before != value:
                if not CORRECTABLE[name]:
                    passage.say(f"before_{name}", before)
                setattr(matter, name, value[:200])
                changed.append(name)
        if not changed:
            raise Refusal("correct.nothing")
        passage.facts["fields"] = changed
        passage.say("reason", reason)
