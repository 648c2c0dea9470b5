"""The answers to the claims, with their reasons, asked of the passage that a verb works in."""

from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.handling.reads.procedures import reasons_of_round
from dengwen.domains.handling.reads.rounds import claims_in_order
from dengwen.domains.handling.rules.opinion_complete import ClaimAnswer


def answers_of(passage: Passage) -> list[ClaimAnswer]:
    """Return every claim with its answer and the reasons of this round."""
    reasons = reasons_of_round(passage)
    found = []
    for claim in claims_in_order(passage):
        why = reasons.get(claim.pk)
        found.append(
            ClaimAnswer(
                claim.position, claim.text, claim.result, claim.facts_found, claim.answer, claim.legal_basis,
                why.reasons if why else "", why.should_have if why else "",
            )
        )  # fmt: skip
    return found
