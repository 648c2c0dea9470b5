"""The review decisions that were served on a petitioner, word for word."""

from datetime import datetime

from dengwen.domains.appeals.models import ClaimVerdict, DecisionService, ReviewDecision, ReviewRequest
from dengwen.domains.cases.models import Claim
from dengwen.domains.cases.reads.petitioner_case import looking
from dengwen.domains.handling.reads.petitioners_papers import Shown
from dengwen.foundation.permissions.actor import Actor


def decisions_served(actor: Actor, at: datetime) -> list[Shown]:
    """Return the decisions of review and re-review that she was given, newest first (kind "review", "rereview")."""
    passage = looking(actor, at)
    served = {row.decision_id: row.served_on for row in passage.rows(DecisionService)}
    stages = {row.pk: row.stage for row in passage.rows(ReviewRequest)}
    claims = {row.pk: row for row in passage.rows(Claim)}
    found = [
        Shown(
            stages[row.request_id], row.pk, row.number, served[row.pk],
            {
                "outcome": row.outcome, "facts": row.facts_found, "reasons": row.reasons, "basis": row.legal_basis,
                "review": row.further_told,
                "claims": [
                    {
                        "position": claims[one.claim_id].position, "claim": claims[one.claim_id].text,
                        "result": one.result, "answer": one.words, "verdict": one.outcome,
                    }
                    for one in passage.rows(ClaimVerdict, decision_id=row.pk)
                ],
            },
        )
        for row in passage.rows(ReviewDecision)
        if row.pk in served
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.on, one.id), reverse=True)
