"""Answer one claim."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Claim
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.handling.models import ClaimReasons
from dengwen.domains.handling.reads.procedures import reasons_of_round
from dengwen.domains.handling.reads.rounds import claim_here, current_round
from dengwen.domains.handling.rules.opinion_complete import ClaimAnswer, check_answer
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def answer_claim(
    *, case: int, claim: int, result: str, facts_found: str, answer: str, legal_basis: str, actor: Actor,
    at: datetime, reasons: str = "", should_have: str = "", version: int | None = None,
) -> None:  # fmt: skip
    """Answer a claim: result (``claim_results``), facts found, reasons, the answer, its legal basis (L22 Art.32).

    ``should_have`` says what ought to have happened, beside the facts (PHS-4). Raises ``claim.not_here``,
    ``opinion.result_unknown`` and what :func:`check_answer` raises.
    """
    with door("answer_claim", case=case, actor=actor, at=at, version=version) as passage:
        row = claim_here(passage, claim)
        if row is None:
            raise Refusal("claim.not_here", claim=claim)
        if result not in code_list("claim_results"):
            raise Refusal("opinion.result_unknown", result=result)
        check_answer(ClaimAnswer(row.position, row.text, result, facts_found, answer, legal_basis, reasons))
        passage.watch(row)
        row.result, row.answered_on = result, passage.today
        row.facts_found, row.answer, row.legal_basis = (
            facts_found.strip(),
            answer.strip(),
            legal_basis.strip(),
        )
        _reason(passage, row, reasons.strip(), should_have.strip())
        passage.facts |= {"claim": row.position, "result": result}


def _reason(passage: Passage, claim: Claim, reasons: str, should_have: str) -> None:
    known = reasons_of_round(passage).get(claim.pk)
    if known is None:
        known = ClaimReasons(matter=passage.matter, claim=claim, round=current_round(passage))
        passage.create(known)
    else:
        passage.watch(known)
    known.reasons, known.should_have = reasons, should_have
