"""Decide a review or a re-review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dengwen.domains.appeals.models import ClaimVerdict, ReviewDecision, ReviewRequest
from dengwen.domains.appeals.reads.independence import REREVIEWING, REVIEWING, check_independent
from dengwen.domains.appeals.reads.requests import open_request
from dengwen.domains.appeals.rules.asking import Stage, Subject
from dengwen.domains.appeals.rules.decision_text import decision_text
from dengwen.domains.appeals.rules.verdicts import (
    Effect,
    Reasoning,
    Verdict,
    check_outcome,
    check_reasoning,
    check_verdicts,
    effect_of,
    whole,
)
from dengwen.domains.appeals.verbs.decision_number import take_decision_number
from dengwen.domains.cases.models import Claim
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.handling.reads.rounds import claims_in_order
from dengwen.domains.handling.rules.opinion_text import text_digest
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import pack
from dengwen.foundation.rulebook.model import Pack


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision before it is made.

    An opinion is decided claim by claim (``verdicts``); a refusal, of a petition or of a request, as a whole
    (``outcome``, ``ground``).
    """

    reasoning: Reasoning
    verdicts: Sequence[Verdict] = ()
    outcome: str = ""
    ground: str = ""


def decide_review(
    *, case: int, decided: Decided, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Decide the review (作出复查意见): facts, reasons, legal basis, and the outcome of each claim (L22 Art.35).

    Its wording is frozen and gets its number. Raises ``review.none_open``, ``review.acted_in_case``, what
    :func:`check_reasoning`, :func:`check_verdicts` and :func:`check_outcome` raise and, from the door, ``examine.*``.
    """
    with door("decide_review", case=case, actor=actor, at=at, version=version) as passage:
        check_independent(passage, REVIEWING)
        _decide(passage, open_request(passage, Stage.REVIEW), decided)


def decide_rereview(
    *, case: int, decided: Decided, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Decide the re-review (作出复核意见; L22 Art.36). Raises what :func:`decide_review` raises."""
    with door("decide_rereview", case=case, actor=actor, at=at, version=version) as passage:
        check_independent(passage, REREVIEWING)
        _decide(passage, open_request(passage, Stage.REREVIEW), decided)


def _decide(passage: Passage, request: ReviewRequest, decided: Decided) -> None:
    check_reasoning(decided.reasoning)
    law = pack(passage.matter.pack)
    if request.subject == Subject.OPINION:
        claims = {claim.pk: claim for claim in claims_in_order(passage)}
        positions = {pk: claim.position for pk, claim in claims.items()}
        effects = check_verdicts(decided.verdicts, law=law, procedure=request.stage, positions=positions)
        decision = _create(passage, request, decided, _outcome_of(effects, decided, law, request.stage))
        for verdict in decided.verdicts:
            _say_of_claim(passage, decision, claims[verdict.claim], verdict)
    else:
        effect = check_outcome(
            law=law, procedure=request.stage, outcome=decided.outcome, ground=decided.ground
        )
        if effect is Effect.CHANGED:  # a refusal stands, or it falls
            effect = Effect.ANEW
        decision = _create(passage, request, decided, (decided.outcome, effect))
    _freeze(passage, decision, decided)


def _outcome_of(
    effects: dict[int, Effect], decided: Decided, law: Pack, procedure: str
) -> tuple[str, Effect]:
    """Return the outcome of the whole: the worst of its claims."""
    effect = whole(effects.values())
    of_claims = (one.outcome for one in decided.verdicts if effects[one.claim] is effect)
    of_pack = (one.code for one in law.outcomes_of(procedure) if effect_of(one.code) is effect)
    return next(of_claims, None) or next(of_pack), effect


def _create(
    passage: Passage, request: ReviewRequest, decided: Decided, outcome: tuple[str, Effect]
) -> ReviewDecision:
    reasoning = decided.reasoning
    decision = ReviewDecision(
        matter=passage.matter, request=request, number=take_decision_number(request.organ_id, passage.today.year),
        outcome=outcome[0], effect=outcome[1].value, ground=decided.ground,
        facts_found=reasoning.facts_found.strip(), reasons=reasoning.reasons.strip(),
        legal_basis=reasoning.legal_basis.strip(), further_told=reasoning.further_told.strip(),
        decided_on=passage.today, decided_by_id=passage.actor.post,
    )  # fmt: skip
    passage.create(decision)
    passage.facts |= {"number": decision.number, "outcome": decision.outcome, "subject": request.subject}
    return decision


def _say_of_claim(passage: Passage, decision: ReviewDecision, claim: Claim, verdict: Verdict) -> None:
    """Write down the verdict; a changed answer takes the place of the old one, which is kept as a statement."""
    effect = effect_of(verdict.outcome)
    result = verdict.result if effect is Effect.CHANGED else ""
    passage.create(
        ClaimVerdict(
            matter=passage.matter, decision=decision, claim=claim, outcome=verdict.outcome, effect=effect.value,
            ground=verdict.ground, result_before=claim.result, result=result, words=verdict.words.strip(),
        )
    )  # fmt: skip
    if effect is not Effect.CHANGED:
        return
    parts = (claim.result, claim.facts_found, claim.answer, claim.legal_basis)
    passage.say("earlier_answer", f"{claim.position}. " + "\n".join(filter(None, parts)))
    passage.watch(claim)
    claim.result, claim.answer, claim.answered_on = result, verdict.words.strip(), passage.today
    claim.facts_found, claim.legal_basis = decision.facts_found, decision.legal_basis


def _freeze(passage: Passage, decision: ReviewDecision, decided: Decided) -> None:
    positions = {claim.pk: claim.position for claim in claims_in_order(passage)}
    text = decision_text(
        number=decision.number, decided_on=passage.today, outcome=decision.outcome, ground=decision.ground,
        reasoning=decided.reasoning, verdicts=decided.verdicts, positions=positions,
    )  # fmt: skip
    decision.text_sha256 = text_digest(text)
    passage.say("opinion_text", text)
