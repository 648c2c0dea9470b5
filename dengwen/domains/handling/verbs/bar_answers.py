"""Keep what a redone opinion may not repeat; called by the verb that orders the redo, in its own passage."""

from collections.abc import Mapping

from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.handling.models import ClaimReasons, OpinionBar
from dengwen.domains.handling.reads.rounds import claims_in_order, issued_opinion


def bar_answers(passage: Passage, grounds: Mapping[int, str]) -> None:
    """Bar the answers to these claims (id -> ground of the review) as they stand now (LSD Art.45)."""
    opinion = issued_opinion(passage)
    if opinion is None:
        return
    said = {row.claim_id: row.reasons for row in passage.rows(ClaimReasons, round=opinion.round)}
    for claim in claims_in_order(passage):
        if claim.pk in grounds:
            bar = OpinionBar(
                matter=passage.matter, claim=claim, opinion=opinion, ground=grounds[claim.pk], result=claim.result,
                facts_found=claim.facts_found, reasons=said.get(claim.pk, claim.answer), barred_on=passage.today,
            )  # fmt: skip
            passage.create(bar)
