"""The canonical wording of a review decision: what is frozen when it is made."""

from collections.abc import Iterable, Mapping
from datetime import date

from dengwen.base.canonical import canonical_json, plain
from dengwen.domains.appeals.rules.verdicts import Reasoning, Verdict


def decision_text(
    *,
    number: str,
    decided_on: date,
    outcome: str,
    ground: str,
    reasoning: Reasoning,
    verdicts: Iterable[Verdict],
    positions: Mapping[int, int],
) -> str:
    """Return the decision as canonical JSON: number, day, outcome, each claim in order, what it rests on, what next."""
    told = [
        {
            "position": positions[one.claim], "outcome": one.outcome, "ground": one.ground, "result": one.result,
            "reasons": one.words.strip(),
        }
        for one in sorted(verdicts, key=lambda one: positions[one.claim])
    ]  # fmt: skip
    return canonical_json(
        plain(
            {
                "number": number, "decided_on": decided_on, "outcome": outcome, "ground": ground,
                "facts": reasoning.facts_found.strip(), "reasons": reasoning.reasons.strip(),
                "basis": reasoning.legal_basis.strip(), "further": reasoning.further_told.strip(), "claims": told,
            }
        )
    )  # fmt: skip
