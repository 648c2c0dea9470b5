"""Begin, or rewrite, the handling opinion of this round."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Claim
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.handling.models import Opinion
from dengwen.domains.handling.reads.rounds import (
    claims_in_order,
    current_round,
    draft_of_round,
    was_investigated,
)
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def draft_opinion(
    *, case: int, method: str, summary: str, actor: Actor, at: datetime, review_told: str = "",
    version: int | None = None,
) -> None:  # fmt: skip
    """Draft the opinion (处理意见书): the resolution (code list ``resolution_methods``) and the summary.

    In a new round every claim is to be answered anew: its earlier answer stays as a statement of this entry.
    Raises ``opinion.not_investigated``, ``opinion.method_unknown``, ``opinion.no_summary`` (L22 Art.32).
    """
    with door("draft_opinion", case=case, actor=actor, at=at, version=version) as passage:
        if not was_investigated(passage):
            raise Refusal("opinion.not_investigated")
        if method not in code_list("resolution_methods"):
            raise Refusal("opinion.method_unknown", method=method)
        if not summary.strip():
            raise Refusal("opinion.no_summary")
        opinion = _opinion(passage)
        opinion.method, opinion.summary, opinion.review_told = method, summary.strip(), review_told.strip()
        passage.facts |= {"round": opinion.round, "method": method}


def _opinion(passage: Passage) -> Opinion:
    number = current_round(passage)
    opinion = draft_of_round(passage, number)
    if opinion is not None:
        passage.watch(opinion)
        return opinion
    opinion = Opinion(matter=passage.matter, round=number)
    passage.create(opinion)
    for claim in claims_in_order(passage):
        if claim.result:
            _ask_again(passage, claim)
    return opinion


def _ask_again(passage: Passage, claim: Claim) -> None:
    parts = (claim.result, claim.facts_found, claim.answer, claim.legal_basis)
    passage.say("earlier_answer", f"{claim.position}. " + "\n".join(filter(None, parts)))
    passage.watch(claim)
    claim.result, claim.answered_on = "", None
