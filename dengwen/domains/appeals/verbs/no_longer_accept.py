"""Decide no longer to accept what was decided to the end."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import Repetition
from dengwen.domains.appeals.reads.chains import went_through_rereview
from dengwen.domains.appeals.rules.notices import Notice, check_notice, check_words
from dengwen.domains.cases.access import posts_of
from dengwen.domains.cases.states import State
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.foundation.permissions.actor import Actor

_ENDED = frozenset(
    {State.FINAL, State.FOLLOW_UP, State.CLOSED, State.ARCHIVED, State.TERMINATION_PROPOSED,
     State.TERMINATION_REVIEW, State.TERMINATED}
)  # fmt: skip
# Codes of ``not_accept_reasons``: each names the door that stays open.
FINAL, TERMINATED = "FINAL", "TERMINATED"


def propose_no_longer_accept(
    *, case: int, earlier: int, comparison: str, explanation: str, actor: Actor, at: datetime,
    version: int | None = None,
) -> None:  # fmt: skip
    """Propose no longer to accept (提请不再受理): names the earlier matter, and why facts and reasons are the same.

    ``explanation`` is what the petitioner will read. A second person confirms it, or screens on. Raises
    ``repetition.no_earlier``, ``repetition.not_rereviewed``, ``words.comparison``,
    ``words.explanation`` (L22 Art.36(3); facts, 7.7).
    """
    with door("propose_no_longer_accept", case=case, actor=actor, at=at, version=version) as passage:
        other = passage.other(earlier) if earlier != passage.matter.pk else None
        if other is None:
            raise Refusal("repetition.no_earlier")
        if State(other.state) not in _ENDED or not went_through_rereview(passage, other):
            raise Refusal("repetition.not_rereviewed", number=other.number)
        check_words((comparison, Refusal("words.comparison")), (explanation, Refusal("words.explanation")))
        rows = passage.rows(Repetition)
        reason = TERMINATED if other.state == State.TERMINATED else FINAL
        passage.create(
            Repetition(
                matter=passage.matter, number=len(rows) + 1, earlier=other, reason=reason,
                comparison=comparison.strip(), explanation=explanation.strip(), proposed_on=passage.today,
                proposed_by_id=actor.post,
            )
        )  # fmt: skip
        passage.facts |= {"earlier": other.number, "reason": reason}
        passage.say("comparison", comparison)


def no_longer_accept(
    *, case: int, notice: Notice, actor: Actor, at: datetime, note: str = "", version: int | None = None
) -> None:  # fmt: skip
    """Confirm a proposal no longer to accept (不再受理): never the person who made it; the petitioner may object.

    Advice and help go on (L22 Art.37(3)), and new facts or reasons open it again. Raises ``repetition.none_proposed``,
    ``repetition.same_person``, ``repetition.not_rereviewed``, ``notice.*`` (L22 Art.36(3); facts, 7.7).
    """
    with door("no_longer_accept", case=case, actor=actor, at=at, version=version) as passage:
        row = _proposed(passage)
        posts = passage.look_up(("posts", actor.account), lambda: posts_of(actor.account))
        if row.proposed_by_id in posts:
            raise Refusal("repetition.same_person", name=actor.name)
        earlier = passage.other(row.earlier_id)
        if earlier is None:
            raise Refusal("repetition.no_earlier")
        if State(earlier.state) not in _ENDED:  # it was taken up again meanwhile
            raise Refusal("repetition.not_rereviewed", number=earlier.number)
        check_notice(notice, since=row.proposed_on, today=passage.today)
        passage.watch(row)
        row.confirmed_on, row.confirmed_by_id = passage.today, actor.post
        row.told_on, row.told_by = notice.told_on, notice.told_by
        passage.matter.decided_on = passage.today
        passage.facts |= {
            "earlier": earlier.number, "reason": row.reason, "told_on": notice.told_on.isoformat(),
            "method": notice.told_by,
        }  # fmt: skip
        passage.say("explanation", row.explanation)
        passage.say("note", note)


def _proposed(passage: Passage) -> Repetition:
    found = max(passage.rows(Repetition), key=lambda row: row.number, default=None)
    if found is None or found.confirmed_on is not None:
        raise Refusal("repetition.none_proposed")
    return found
