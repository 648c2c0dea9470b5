"""Issue the handling opinion."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.handling.reads.answers import answers_of
from dengwen.domains.handling.reads.bars import bars_of
from dengwen.domains.handling.reads.rounds import current_round, draft_of_round
from dengwen.domains.handling.rules.opinion_complete import check_opinion
from dengwen.domains.handling.rules.opinion_text import opinion_text, text_digest
from dengwen.domains.handling.rules.same_again import check_not_the_same
from dengwen.domains.handling.verbs.opinion_number import take_opinion_number
from dengwen.domains.handling.verbs.provisional_view import check_everybody_heard
from dengwen.foundation.permissions.actor import Actor


def issue_opinion(
    *, case: int, actor: Actor, at: datetime, review_told: str = "", version: int | None = None
) -> None:
    """Issue the opinion: every claim is answered, it gets its number, and its wording is frozen (L22 Art.32, 34).

    ``review_told`` says where, and until when, the petitioner may ask for review; empty keeps the draft's words.
    The whole text is kept as a statement of this entry, so that later rounds cannot touch it. Raises
    ``opinion.none``, ``opinion.no_claims``, ``opinion.claim_unanswered``, ``opinion.claim_no_facts``,
    ``opinion.claim_no_reasons``, ``opinion.claim_no_basis``, ``opinion.review_not_told``, ``view.still_open``,
    ``view.comment_unanswered`` and, in a redone round, ``opinion.same_again``.
    """
    with door("issue_opinion", case=case, actor=actor, at=at, version=version) as passage:
        matter = passage.matter
        opinion = draft_of_round(passage, current_round(passage))
        if opinion is None:
            raise Refusal("opinion.none")
        told = review_told.strip() or opinion.review_told
        claims = answers_of(passage)
        check_opinion(claims, review_told=told)
        if opinion.round > 1:
            check_not_the_same(claims, bars_of(passage))
        check_everybody_heard(passage)
        passage.watch(opinion)
        opinion.review_told, opinion.issued_on, opinion.issued_by_id = told, passage.today, actor.post
        opinion.number = take_opinion_number(matter.organ_id, passage.today.year)
        text = opinion_text(
            number=opinion.number, method=opinion.method, summary=opinion.summary, review_told=told,
            issued_on=passage.today, claims=claims,
        )  # fmt: skip
        opinion.text_sha256 = text_digest(text)
        passage.say("opinion_text", text)
        matter.decided_on = passage.today
        passage.facts |= {"number": opinion.number, "round": opinion.round, "opinion": opinion.pk}
