"""Withdraw a publication with the reason; a correction is a new version with a number of its own."""

from datetime import datetime

from dengwen.domains.bulletins.rules.publication_steps import check_withdraw
from dengwen.domains.bulletins.states import PublicationState as State
from dengwen.domains.bulletins.verbs.book_of_publication import publication_door
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def withdraw_publication(*, publication: int, reason: str, actor: Actor, at: datetime) -> None:
    """Withdraw it: a draft is given up, an issued one stays readable with its number, and says why it stands no more.

    The next draft for its period is its next version. What was issued is withdrawn only by who may approve. Raises
    ``right.missing`` and what :func:`check_withdraw` raises.
    """
    with publication_door("publication_withdrawn", publication=publication, actor=actor, at=at) as passage:
        row = passage.row
        actor.require(Right.APPROVE_PUBLICATION if row.number else Right.WRITE_PUBLICATION)
        check_withdraw(row.state, reason)
        row.state, row.reason = State.WITHDRAWN.value, reason.strip()
        row.withdrawn_on, row.withdrawn_by_id = passage.today, actor.post
        passage.facts["number"] = row.number
