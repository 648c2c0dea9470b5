"""Merge a matter into the one that it repeats."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.states import State
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.cases.verbs.keep_apart import check_merge
from dengwen.foundation.permissions.actor import Actor


def merge_matters(
    *, case: int, into: int, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Merge (并案) ``case`` into ``into``: it keeps its number, contacts, claims and receipt, and follows the other.

    A merge never improves a figure: the merged matter stays counted as received, and nothing is merged into what has
    ended, for it would count as resolved at once. The ledger of the other names it too; an organ that holds only the
    other sees it from then on, because it answers both. Raises ``merge.no_reason``, ``merge.into_itself``,
    ``merge.other_not_found``, ``merge.other_merged``, ``merge.other_ended`` and what :func:`check_merge` raises.
    """
    with door("merge", case=case, actor=actor, at=at, version=version, pair=into) as passage:
        if not reason.strip():
            raise Refusal("merge.no_reason")
        if into == case:
            raise Refusal("merge.into_itself")
        other = passage.other(into)
        if other is None:
            raise Refusal("merge.other_not_found")
        if other.state == State.MERGED:
            raise Refusal("merge.other_merged", number=other.number)
        if not other.is_open:
            raise Refusal("merge.other_ended", number=other.number)
        check_merge(passage, other)
        passage.matter.merged_into_id = into
        passage.facts |= {"into": into, "number": other.number}
        if other.organ_id != passage.matter.organ_id:
            passage.involve(other.organ_id, "joined")
        passage.tell(other, "merged_here", {"case": case, "number": passage.matter.number})
        passage.say("reason", reason)
