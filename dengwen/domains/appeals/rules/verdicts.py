"""How a review may decide, claim by claim and as a whole (LSD Art.45; LBJ Art.50; the pack says which outcomes)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.rules.notices import check_words
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.rulebook.model import Pack


class Effect(StrEnum):
    """What an outcome does, whatever a country calls it."""

    STANDS = "stands"
    CHANGED = "changed"
    ANEW = "anew"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided of one claim; ``result`` is the new one where the answer is changed, ``words`` the reasons."""

    claim: int
    outcome: str
    ground: str = ""
    words: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What a decision rests on, and what it tells the petitioner of what she may do next."""

    facts_found: str
    reasons: str
    legal_basis: str
    further_told: str


def effect_of(outcome: str) -> Effect:
    """Return what ``outcome`` (code list ``review_outcomes``) does."""
    return Effect(code_list("review_outcomes").entry(outcome).extras["effect"])


def check_reasoning(reasoning: Reasoning) -> None:
    """Refuse a decision without facts, reasons, legal basis, or word of what the petitioner may do next.

    Raises ``review.no_facts``, ``review.no_reasons``, ``review.no_basis``, ``review.further_not_told``.
    """
    check_words(
        (reasoning.facts_found, Refusal("review.no_facts")),
        (reasoning.reasons, Refusal("review.no_reasons")),
        (reasoning.legal_basis, Refusal("review.no_basis")),
        (reasoning.further_told, Refusal("review.further_not_told")),
    )


def check_outcome(*, law: Pack, procedure: str, outcome: str, ground: str) -> Effect:
    """Return the effect of an outcome that the pack knows, on a ground that it allows.

    Raises ``review.outcome_unknown``, ``review.ground_missing``, ``review.ground_without_fault``.
    """
    known = {one.code: one for one in law.outcomes_of(procedure)}
    if outcome not in known:
        raise Refusal("review.outcome_unknown", outcome=outcome)
    effect = effect_of(outcome)
    if effect is Effect.STANDS:
        if ground:
            raise Refusal("review.ground_without_fault")
    elif ground not in known[outcome].grounds:
        raise Refusal("review.ground_missing")
    return effect


def check_verdicts(
    verdicts: Sequence[Verdict], *, law: Pack, procedure: str, positions: Mapping[int, int]
) -> dict[int, Effect]:
    """Return the effect for each claim (by id); every claim is decided once, and each change says why.

    ``positions`` are the claims of the matter by id. Raises ``review.claim_undecided``, ``claim.not_here``,
    ``review.claim_without_reasons``, ``review.claim_without_result`` and what :func:`check_outcome` raises.
    """
    found: dict[int, Effect] = {}
    for verdict in verdicts:
        if verdict.claim not in positions or verdict.claim in found:
            raise Refusal("claim.not_here", claim=verdict.claim)
        effect = check_outcome(law=law, procedure=procedure, outcome=verdict.outcome, ground=verdict.ground)
        position = positions[verdict.claim]
        if effect is not Effect.STANDS and not verdict.words.strip():
            raise Refusal("review.claim_without_reasons", position=position)
        if effect is Effect.CHANGED and verdict.result not in code_list("claim_results"):
            raise Refusal("review.claim_without_result", position=position)
        found[verdict.claim] = effect
    for claim, position in sorted(positions.items(), key=lambda pair: pair[1]):
        if claim not in found:
            raise Refusal("review.claim_undecided", position=position)
    return found


def whole(effects: Iterable[Effect]) -> Effect:
    """Return the effect of a decision as a whole: one claim to be handled anew sends the matter back."""
    seen = set(effects)
    return next((effect for effect in (Effect.ANEW, Effect.CHANGED) if effect in seen), Effect.STANDS)


def must_differ(*, law: Pack, procedure: str, outcome: str, ground: str) -> bool:
    """Say whether, after this ground, the new opinion may not repeat the old one (LSD Art.45)."""
    return any(one.code == outcome and ground in one.differs_after for one in law.outcomes_of(procedure))
