"""Order a new handling after a review revoked the opinion."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import ClaimVerdict, ReviewDecision, ReviewRequest
from dengwen.domains.appeals.reads.independence import REREVIEWING, REVIEWING, check_independent
from dengwen.domains.appeals.reads.requests import decision_of, open_request, service_of
from dengwen.domains.appeals.rules.asking import Stage
from dengwen.domains.appeals.rules.verdicts import Effect, must_differ
from dengwen.domains.cases.states import State
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.cases.verbs.reopen_matter import take_back_closing
from dengwen.domains.handling.verbs.bar_answers import bar_answers
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import pack


def order_redo_on_review(
    *, case: int, order: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Order the handling organ to handle the matter anew (责令重新办理): a new round, from the plan on.

    Where the opinion fell for its facts or its basis, the new one may not say the same again for nearly the same facts
    and reasons (``opinion.same_again`` when it is issued; LSD Art.45). Raises ``review.none_open``,
    ``review.not_decided``, ``review.not_revoked``, ``review.not_served``, ``review.no_order``,
    ``review.acted_in_case`` and, from the door, ``examine.*``.
    """
    with door("order_redo_on_review", case=case, actor=actor, at=at, version=version) as passage:
        first = passage.matter.state == State.REVIEW_DECIDED
        request = open_request(passage, Stage.REVIEW if first else Stage.REREVIEW)
        check_independent(passage, REVIEWING if first else REREVIEWING)
        decision = decision_of(passage, request)
        if decision is None:
            raise Refusal("review.not_decided")
        if decision.effect != Effect.ANEW:
            raise Refusal("review.not_revoked")
        if service_of(passage, decision) is None:
            raise Refusal("review.not_served")
        if not order.strip():
            raise Refusal("review.no_order")
        barred = _barred(passage, request, decision)
        bar_answers(passage, barred)
        passage.watch(request)
        request.redo_on = passage.today
        take_back_closing(passage)
        passage.matter.reopened += request.closed_before is not None
        passage.facts |= {"number": decision.number, "barred": len(barred)}
        passage.say("order", order)


def _barred(passage: Passage, request: ReviewRequest, decision: ReviewDecision) -> dict[int, str]:
    """Return the claims whose answer may not be repeated, with the ground of each."""
    law = pack(passage.matter.pack)
    return {
        verdict.claim_id: verdict.ground
        for verdict in passage.rows(ClaimVerdict, decision_id=decision.pk)
        if must_differ(law=law, procedure=request.stage, outcome=verdict.outcome, ground=verdict.ground)
    }
