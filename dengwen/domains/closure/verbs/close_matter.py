"""Close a matter."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.rules.ending import followed_up
from dengwen.domains.cases.states import CloseBasis
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.closure.reads.open_dossier import claims_of, last_dossier
from dengwen.domains.closure.rules.dossier_decision import Outcome
from dengwen.domains.closure.rules.may_hand_in import check_all_answered
from dengwen.domains.closure.verbs.record_rating import check_ratings_answered
from dengwen.domains.handling.models import Remedy
from dengwen.domains.handling.rules.remedies import RemedyState, check_done_or_dated
from dengwen.foundation.permissions.actor import Actor


def close_matter(
    *, case: int, actor: Actor, at: datetime, version: int | None = None, note: str = ""
) -> None:
    """Close (办结): on a dossier that a higher organ accepted, or on the lawful end of the matter (plan S25, S27).

    What ended without a dossier (final, terminated, withdrawn) is closed by the higher organ too, but never counts as
    resolved; all of it is reopened at any time. Raises ``close.no_accepted_dossier``, ``dossier.claim_unanswered``,
    ``remedy.overdue``, ``rating.unanswered`` and, from the door, ``examine.*``.
    """
    with door("close", case=case, actor=actor, at=at, version=version) as passage:
        basis = followed_up([event for event, _ in passage.deeds()])
        dossier = last_dossier(passage)
        if basis is CloseBasis.VERIFIED and dossier is not None and dossier.decision == Outcome.ACCEPTED:
            passage.facts["round"] = dossier.round
        elif basis not in (CloseBasis.ENDED, CloseBasis.WITHDRAWN):
            raise Refusal("close.no_accepted_dossier")
        if basis is not CloseBasis.WITHDRAWN:
            check_all_answered(claims_of(passage))
        if basis is not CloseBasis.VERIFIED:
            remedies = [RemedyState(row.claim_id, row.due, row.done_on) for row in passage.rows(Remedy)]
            check_done_or_dated(remedies, today=passage.today)
        check_ratings_answered(passage)
        passage.matter.closed_on = passage.today
        passage.matter.close_basis = basis.value
        passage.facts["basis"] = basis.value
        passage.say("note", note)
