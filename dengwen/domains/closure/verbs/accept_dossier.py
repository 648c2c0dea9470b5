"""Accept a dossier."""

from datetime import datetime

from dengwen.domains.cases.verbs.door import door
from dengwen.domains.closure.reads.open_dossier import claims_of, findings_of, open_dossier
from dengwen.domains.closure.rules.dossier_decision import Outcome, check_accept
from dengwen.domains.closure.rules.may_hand_in import check_all_answered
from dengwen.foundation.permissions.actor import Actor


def accept_dossier(
    *, case: int, actor: Actor, at: datetime, remarks: str = "", version: int | None = None
) -> None:
    """Accept: every item is met; the higher organ vouches for the case (plan S27).

    Raises ``dossier.none_open``, ``dossier.no_items``, ``dossier.items_not_judged``, ``dossier.items_lacking``,
    ``dossier.claim_unanswered`` (a claim came in meanwhile) and, from the door, the refusals of ``examine.*``.
    """
    with door("accept_dossier", case=case, actor=actor, at=at, version=version) as passage:
        dossier = open_dossier(passage)
        check_accept(findings_of(passage, dossier))
        check_all_answered(claims_of(passage))
        passage.watch(dossier)
        dossier.decision, dossier.remarks = Outcome.ACCEPTED.value, remarks.strip()
        dossier.decided_on, dossier.examined_by_id = passage.today, actor.post
        passage.facts["round"] = dossier.round
        passage.say("remarks", remarks)
