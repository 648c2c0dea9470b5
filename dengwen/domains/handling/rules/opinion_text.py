"""The canonical wording of an opinion: what is frozen when it is issued."""

import hashlib
from collections.abc import Iterable
from datetime import date

from dengwen.base.canonical import canonical_json, plain
from dengwen.domains.handling.rules.opinion_complete import ClaimAnswer


def opinion_text(
    *,
    number: str,
    method: str,
    summary: str,
    review_told: str,
    issued_on: date,
    claims: Iterable[ClaimAnswer],
) -> str:
    """Return the opinion as canonical JSON: number, day, summary, every claim in order, the right of review."""
    told = [
        {
            "position": claim.position, "claim": claim.text, "result": claim.result, "facts": claim.facts_found,
            "should_have": claim.should_have, "reasons": claim.reasons, "answer": claim.answer,
            "basis": claim.legal_basis,
        }
        for claim in sorted(claims, key=lambda claim: claim.position)
    ]  # fmt: skip
    return canonical_json(
        plain(
            {
                "number": number, "method": method, "summary": summary, "review": review_told,
                "issued_on": issued_on, "claims": told,
            }
        )
    )  # fmt: skip


def text_digest(text: str) -> str:
    """Return the SHA-256 of a frozen text, as it stands on the opinion."""
    return hashlib.sha256(text.encode()).hexdigest()
