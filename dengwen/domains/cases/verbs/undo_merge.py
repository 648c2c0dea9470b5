"""Undo a merge: the matter stands by itself again, as it stood."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Involvement, Watch
from dengwen.domains.cases.reads.before_merge import BeforeMerge, before_merge
from dengwen.domains.cases.rules.watch import why_ended
from dengwen.domains.cases.states import State
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.cases.verbs.rows import new_row, row_key
from dengwen.foundation.permissions.actor import Actor


def undo_merge(*, case: int, reason: str, actor: Actor, at: datetime, version: int | None = None) -> None:
    """Undo (撤销并案) the merge of ``case``: state and limits are again what they were (L22 Art.19).

    The limits run from their first day, as if the merge had never been, under the calendar of now: the time in which
    the matter was merged counts, so that merging and undoing buys nobody a day. What was added to the other matter
    stays there; a watch goes on. No second person is asked: it gives a petition back its own handling (decision
    0092); whoever brought it may do it herself. Raises ``undo_merge.no_reason``.
    """
    with door("undo_merge", case=case, actor=actor, at=at, version=version, pair=0) as passage:
        if not reason.strip():
            raise Refusal("undo_merge.no_reason")
        before = before_merge(case)
        other = passage.other(passage.matter.merged_into_id or 0)
        passage.matter.merged_into_id = None
        passage.move_to(State(before.state))
        _watch_on(passage, before)
        passage.facts |= {"number": before.number, "revived": before.stopped}
        for row in passage.rows(Involvement, kind="joined", until=None):
            passage.watch(row)
            row.until = passage.today
        # To a petitioner the other matter does not exist, and of a disposed file nothing is said any more.
        if other is not None and other.salt:
            passage.tell(other, "merged_here_undone", {"case": case, "number": passage.matter.number})
        passage.say("reason", reason)


def _watch_on(passage: Passage, before: BeforeMerge) -> None:
    """Let the watch that the merge ended go on, in a row of its own: an ended watch never changes again."""
    rows = passage.rows(Watch)
    ended = [row for row in rows if before.rows.get(row_key(row), {}).get("ended") == ""]
    for row in ended:
        over = why_ended(
            state=passage.matter.state, close_basis=passage.matter.close_basis, above=True, apart=False,
            post_until=row.post.until, until=row.until, today=passage.today,
        )  # fmt: skip
        if not over:
            passage.create(
                new_row(
                    Watch, matter=passage.matter, number=max(each.number for each in rows) + 1, post_id=row.post_id,
                    organ_id=row.organ_id, ground=row.ground, since=passage.today, until=row.until,
                    set_by_id=row.set_by_id,
                )
            )  # fmt: skip
