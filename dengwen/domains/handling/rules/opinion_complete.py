"""When a handling opinion answers everything that was claimed (L22 Art.32)."""

from collections.abc import Iterable
from dataclasses import dataclass

from dengwen.base.errors import Refusal
from dengwen.domains.handling.rules.mediations import AGREED


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """A claim and what the opinion says of it."""

    position: int
    text: str
    result: str = ""
    facts_found: str = ""
    answer: str = ""
    legal_basis: str = ""
    reasons: str = ""
    should_have: str = ""


def check_answer(answer: ClaimAnswer, *, with_reasons: bool = True) -> None:
    """Refuse an answer without result, words, facts, reasons or legal basis, or that only an agreement can give.

    ``with_reasons``: the reasons are at hand. Raises ``opinion.claim_unanswered``, ``opinion.claim_agreed``,
    ``opinion.claim_no_facts``, ``opinion.claim_no_reasons``, ``opinion.claim_no_basis``.
    """
    if not (answer.result and answer.answer.strip()):
        raise Refusal("opinion.claim_unanswered", position=answer.position)
    if answer.result == AGREED:
        raise Refusal("opinion.claim_agreed", position=answer.position)
    if not answer.facts_found.strip():
        raise Refusal("opinion.claim_no_facts", position=answer.position)
    if with_reasons and not answer.reasons.strip():
        raise Refusal("opinion.claim_no_reasons", position=answer.position)
    if not answer.legal_basis.strip():
        raise Refusal("opinion.claim_no_basis", position=answer.position)


def check_opinion(claims: Iterable[ClaimAnswer], *, review_told: str, with_reasons: bool = True) -> None:
    """Refuse an opinion that leaves a claim open or does not tell the petitioner where to ask for review.

    Raises what :func:`check_answer` raises for the first claim in order, ``opinion.no_claims`` and
    ``opinion.review_not_told`` (LSH Art.38, LSD Art.41: remedy, period and organ are named in the opinion).
    """
    ordered = sorted(claims, key=lambda claim: claim.position)
    if not ordered:
        raise Refusal("opinion.no_claims")
    for claim in ordered:
        check_answer(claim, with_reasons=with_reasons)
    if not review_told.strip():
        raise Refusal("opinion.review_not_told")
