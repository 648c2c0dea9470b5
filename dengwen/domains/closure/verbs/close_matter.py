"""Close a matter."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.states import CloseBasis
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.closure.reads.open_dossier import claims_of, last_dossier
from dengwen.domains.closure.rules.dossier_decision import Outcome
from dengwen.domains.closure.rules.may_hand_in import check_all_answered
from dengwen.foundation.permissions.actor import Actor


def close_matter(
    *, case: int, actor: Actor, at: datetime, version: int | None = None, note: str = ""
) -> None:
    """Close (办结): only on a dossier that a higher organ accepted, and reopened at any time (plan S25, S27).

    Raises ``close.no_accepted_dossier``, ``dossier.claim_unanswered`` and, from the door, ``examine.*``.
    """
    with door("close", case=case, actor=actor, at=at, version=version) as passage:
        dossier = last_dossier(passage)
        if dossier is None or dossier.decision != Outcome.ACCEPTED:
            raise Refusal("close.no_accepted_dossier")
        check_all_answered(claims_of(passage))
        passage.matter.closed_on = passage.today
        passage.matter.close_basis = CloseBasis.VERIFIED.value
        passage.facts["round"] = dossier.round
        passage.say("note", note)
