"""Each right twice, side by side: which cooperation requests a post sees, and what it may do with them."""

from django.db.models import Q, QuerySet

from dengwen.base.errors import Refusal
from dengwen.domains.supervision.models import CooperationRequest
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.organs.reads.superiors import answering_organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.decision import Decision
from dengwen.foundation.permissions.rights import Right


def visible_to(actor: Actor) -> QuerySet[CooperationRequest]:
    """Return the requests that an organ at or below the actor's made or got; row-level security says the same."""
    if not actor.has(Right.READ_CASE):
        return CooperationRequest.objects.none()
    reach = OrganReach.objects.filter(top=actor.bureau).values("organ")
    return CooperationRequest.objects.filter(Q(asked__in=reach) | Q(asking__in=reach))


def may(actor: Actor, verb: str, request: CooperationRequest) -> Decision:
    """Say whether ``actor`` may ``answer_cooperation`` or ``refuse_cooperation``: only the organ that was asked."""
    try:
        check_asked(actor, request)
    except Refusal as refusal:
        return Decision(refusal)
    return Decision()


def check_asked(actor: Actor, request: CooperationRequest) -> None:
    """Raise ``right.missing`` or ``cooperation.other_organ``; a closed organ's successor answers for it."""
    actor.require(Right.ADD_MATERIAL)
    if request.asked_id != actor.bureau and answering_organ(request.asked_id).pk != actor.bureau:
        raise Refusal("cooperation.other_organ", organ=request.asked_id)
    if request.outcome:
        raise Refusal("cooperation.over")
