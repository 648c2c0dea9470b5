"""Record that the petitioner was given a review decision."""

from dataclasses import dataclass
from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import DecisionService, ReviewDecision, ReviewRequest
from dengwen.domains.appeals.reads.requests import decision_of, open_request, requests_about, service_of
from dengwen.domains.appeals.rules.asking import Stage, Subject
from dengwen.domains.appeals.rules.verdicts import Effect
from dengwen.domains.appeals.verbs.admit_review import ADMITTED
from dengwen.domains.appeals.verbs.standing import give_back, put_back
from dengwen.domains.cases.rules.draft import check_not_masked
from dengwen.domains.cases.states import State
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.cases.verbs.reopen_matter import take_back_closing
from dengwen.domains.handling.models import ServiceAttempt
from dengwen.domains.handling.reads.procedures import knows_petitioner, open_organ
from dengwen.domains.handling.rules.days import check_served_on
from dengwen.domains.handling.rules.ways_of_service import check_way
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list

# From these the served answer leads on to what the petitioner and the organ may do next.
_ANSWERED = frozenset({State.SERVED, State.EXECUTING, State.DOSSIER_REVIEW})
# What the ledger calls a service after which the petitioner's matter, or the review that was refused, is taken up.
REFUSAL_REVOKED, REVIEW_LET_IN = "refusal_revoked", "review_let_in"


@dataclass(frozen=True, slots=True)
class Service:
    """How, when and to whom a decision was given, and through which other organ, if any."""

    method: str
    served_on: date
    received_by: str
    through: int | None


def serve_review(
    *, case: int, method: str, served_on: date, received_by: str, actor: Actor, at: datetime,
    through: int | None = None, version: int | None = None,
) -> None:  # fmt: skip
    """Record the service of the review opinion; the period for re-review counts from it (L22 Art.35, 36).

    What follows hangs on the decision: the answer stands or is changed (back to served), it is revoked (it waits for
    the order to handle it anew), or a refusal falls (screened again). Raises ``review.not_decided``,
    ``review.served_already``, ``review.other_organ``, ``service.method_unknown``, ``service.no_receiver``,
    ``petition.masked``, ``service.before_issue``, ``day.future`` and what :func:`check_way` raises.
    """
    with door("serve_review", case=case, actor=actor, at=at, version=version) as passage:
        _serve(passage, Stage.REVIEW, Service(method, served_on, received_by.strip(), through))


def serve_rereview(
    *, case: int, method: str, served_on: date, received_by: str, actor: Actor, at: datetime,
    through: int | None = None, version: int | None = None,
) -> None:  # fmt: skip
    """Record the service of the re-review opinion (L22 Art.36). Raises what :func:`serve_review` raises."""
    with door("serve_rereview", case=case, actor=actor, at=at, version=version) as passage:
        _serve(passage, Stage.REREVIEW, Service(method, served_on, received_by.strip(), through))


def _serve(passage: Passage, stage: Stage, service: Service) -> None:
    request = open_request(passage, stage)
    decision = decision_of(passage, request)
    if decision is None:
        raise Refusal("review.not_decided")
    if service_of(passage, decision) is not None:
        raise Refusal("review.served_already")
    if passage.matter.review_organ_id != passage.actor.bureau:
        raise Refusal("review.other_organ", organ=request.organ_id)
    _check(passage, decision, service)
    passage.create(
        DecisionService(
            matter=passage.matter, decision=decision, method=service.method, served_on=service.served_on,
            received_by=service.received_by, through_id=service.through, by_id=passage.actor.post,
        )
    )  # fmt: skip
    passage.facts |= {
        "method": service.method, "served_on": service.served_on.isoformat(), "number": decision.number,
    }  # fmt: skip
    _lead_on(passage, request, decision)


def _check(passage: Passage, decision: ReviewDecision, service: Service) -> None:
    if service.method not in code_list("service_methods"):
        raise Refusal("service.method_unknown", method=service.method)
    if not service.received_by or len(service.received_by) > 120:
        raise Refusal("service.no_receiver")
    check_not_masked(service.received_by)
    tries = [row for row in passage.rows(ServiceAttempt) if row.tried_on >= decision.decided_on]
    check_way(
        method=service.method, through=service.through, tried=bool(tries),
        known_petitioner=knows_petitioner(passage),
    )  # fmt: skip
    if service.through is not None and open_organ(passage, service.through) is None:
        raise Refusal("service.no_organ")
    check_served_on(service.served_on, issued_on=decision.decided_on, today=passage.today)


def _lead_on(passage: Passage, request: ReviewRequest, decision: ReviewDecision) -> None:
    effect = Effect(decision.effect)
    if effect is Effect.STANDS:
        put_back(passage, request)
        if State(request.came_from) in _ANSWERED:
            passage.move_to(State.SERVED)
    elif effect is Effect.CHANGED:
        give_back(passage)
        passage.matter.reopened += request.closed_before is not None
        passage.move_to(State.SERVED)
    elif request.subject == Subject.REFUSAL:
        take_back_closing(passage)
        passage.matter.reopened += 1
        passage.event = REFUSAL_REVOKED
        passage.move_to(State.SCREENING)
    elif request.subject == Subject.ADMISSION:
        passage.event = REVIEW_LET_IN
        _let_in(passage, request)
    # An opinion that was revoked waits, served, for the order to handle the matter anew.


def _let_in(passage: Passage, objection: ReviewRequest) -> None:
    """Let the review in that was refused: the organ that refused it reviews."""
    reviews = [
        row
        for subject in (Subject.OPINION, Subject.REFUSAL)
        for row in requests_about(passage, subject, objection.round)
        if row.stage == Stage.REVIEW and row.number < objection.number
    ]
    refused = max(reviews, key=lambda row: row.number)
    passage.watch(refused)
    refused.admission, refused.admitted_on = ADMITTED, passage.today
    give_back(passage, refused.organ_id)
    passage.move_to(State.REVIEWING)
