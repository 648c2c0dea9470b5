"""Answer one claim."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.handling.reads.rounds import claim_here
from dengwen.domains.handling.rules.opinion_complete import ClaimAnswer, check_answer
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def answer_claim(
    *, case: int, claim: int, result: str, facts_found: str, answer: str, legal_basis: str, actor: Actor,
    at: datetime, version: int | None = None,
) -> None:  # fmt: skip
    """Answer a claim: result (code list ``claim_results``), facts found, the answer, its legal basis (L22 Art.32).

    Raises ``claim.not_here``, ``opinion.result_unknown``, ``opinion.claim_unanswered``,
    ``opinion.claim_no_facts``, ``opinion.claim_no_basis``.
    """
    with door("answer_claim", case=case, actor=actor, at=at, version=version) as passage:
        row = claim_here(passage, claim)
        if row is None:
            raise Refusal("claim.not_here", claim=claim)
        if result not in code_list("claim_results"):
            raise Refusal("opinion.result_unknown", result=result)
        check_answer(ClaimAnswer(row.position, row.text, result, facts_found, answer, legal_basis))
        passage.watch(row)
        row.result, row.answered_on = result, passage.today
        row.facts_found, row.answer, row.legal_basis = (
            facts_found.strip(),
            answer.strip(),
            legal_basis.strip(),
        )
        passage.facts |= {"claim": row.position, "result": result}
