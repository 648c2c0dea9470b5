"""Record why the handling of a case failed: coded causes in the organ's practice, by a reviewer (plan S8a)."""

from collections.abc import Collection
from datetime import datetime

from dengwen.domains.cases.verbs.door import door
from dengwen.domains.supervision.models import CaseCause
from dengwen.domains.supervision.rules.practice import check_causes
from dengwen.foundation.permissions.actor import Actor


def record_causes(
    *, case: int, causes: Collection[str], words: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Record the causes of failure of a case; those recorded before and not named again are put right.

    They are about the organ and unit that have the case now. Raises what the door and :func:`check_causes` raise.
    """
    with door("record_causes", case=case, actor=actor, at=at, version=version) as passage:
        check_causes(causes=causes, words=words)
        matter, known = passage.matter, set[str]()
        for row in passage.rows(CaseCause):
            if row.ended_on is not None:
                continue
            known.add(row.cause)
            if row.cause not in causes:
                passage.watch(row)
                row.ended_on, row.ended_by_id = passage.today, actor.post
        for cause in sorted(set(causes) - known):
            passage.create(
                CaseCause(
                    matter=matter, cause=cause, organ_id=matter.organ_id, unit_id=matter.unit_id, words=words.strip(),
                    recorded_on=passage.today, by_id=actor.post,
                )
            )  # fmt: skip
        passage.facts["causes"] = sorted(set(causes))
        passage.say("reason", words)
