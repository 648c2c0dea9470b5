"""Undo a merge: the matter stands by itself again, as it stood."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Watch
from dengwen.domains.cases.reads.before_merge import before_merge
from dengwen.domains.cases.states import State
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.cases.verbs.rows import row_key
from dengwen.foundation.permissions.actor import Actor


def undo_merge(*, case: int, reason: str, actor: Actor, at: datetime, version: int | None = None) -> None:
    """Undo (撤销并案) the merge of ``case``: state, limits and watch are again what they were (L22 Art.19).

    The limits run from their first day, as if the merge had never been, under the calendar of now: the time in which
    the matter was merged counts, so that merging and undoing buys nobody a day. What was added to the other matter
    stays there. No second person is asked: it gives a petition back its own handling (decision 0092). Raises
    ``undo_merge.no_reason``.
    """
    with door("undo_merge", case=case, actor=actor, at=at, version=version) as passage:
        if not reason.strip():
            raise Refusal("undo_merge.no_reason")
        before = before_merge(case)
        passage.matter.merged_into_id = None
        passage.move_to(State(before.state))
        for watch in passage.rows(Watch):
            told = before.rows.get(row_key(watch))
            if told is not None:
                passage.watch(watch)
                watch.ended, watch.ended_on = told.get("ended", ""), _day(told.get("ended_on"))
        passage.facts |= {"number": before.number, "revived": before.stopped}
        passage.say("reason", reason)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
