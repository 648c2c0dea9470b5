"""Each right twice, side by side: what of cooperation and supervision a post sees, and what it may do with it."""

from django.db.models import Q, QuerySet

from dengwen.base.errors import Refusal
from dengwen.domains.supervision.models import (
    CooperationRequest,
    ExperienceNote,
    InspectedOrgan,
    Inspection,
    InspectionFinding,
    Problem,
    Suggestion,
    SupervisionItem,
)
from dengwen.domains.supervision.states import NoteState
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.organs.reads.superiors import answering_organ, organ_row
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


def items_visible_to(actor: Actor) -> QuerySet[SupervisionItem]:
    """Return the items that an organ at or below the actor's raised or has to answer; the database says the same."""
    if not actor.has(Right.READ_CASE):
        return SupervisionItem.objects.none()
    reach = OrganReach.objects.filter(top=actor.bureau).values("organ")
    return SupervisionItem.objects.filter(Q(organ__in=reach) | Q(by_organ__in=reach))


def check_above(actor: Actor, organ: int) -> None:
    """Raise ``right.missing``, or ``supervision.not_above`` unless the actor's organ stands above ``organ``."""
    actor.require(Right.SUPERVISE)
    if organ == actor.bureau or not OrganReach.objects.filter(top=actor.bureau, organ=organ).exists():
        raise Refusal("supervision.not_above", organ=organ_row(organ))


def check_supervised(actor: Actor, item: SupervisionItem) -> None:
    """Raise ``right.missing`` or ``supervision.other_organ``; a closed organ's successor answers for it."""
    actor.require(Right.ANSWER_SUPERVISION)
    if not speaks_for(actor, item.organ_id):
        raise Refusal("supervision.other_organ", organ=item.organ)


def check_raiser(actor: Actor, item: SupervisionItem) -> None:
    """Raise ``right.missing``, or ``supervision.not_raiser`` unless the actor's organ raised the item."""
    actor.require(Right.SUPERVISE)
    if not speaks_for(actor, item.by_organ_id):
        raise Refusal("supervision.not_raiser", organ=item.by_organ)


def speaks_for(actor: Actor, organ: int) -> bool:
    """Say whether the actor's bureau is ``organ``, or answers for it since it was closed."""
    return organ == actor.bureau or answering_organ(organ).pk == actor.bureau


def spoken_for(actor: Actor) -> QuerySet[Organ]:
    """Return the organs in whose name the actor's bureau answers: itself, and those whose successor it is."""
    return Organ.objects.filter(Q(pk=actor.bureau) | Q(successor=actor.bureau))


def inspections_visible_to(actor: Actor) -> QuerySet[Inspection]:
    """Return the inspections by organs at or below the actor's, and those of organs at or below it."""
    if not actor.has(Right.READ_CASE):
        return Inspection.objects.none()
    reach = OrganReach.objects.filter(top=actor.bureau).values("organ")
    named = InspectedOrgan.objects.filter(organ__in=reach).values("inspection")
    found = InspectionFinding.objects.filter(organ__in=reach).values("inspection")
    return Inspection.objects.filter(Q(organ__in=reach) | Q(pk__in=named) | Q(pk__in=found))


def check_inspects(actor: Actor, inspection: Inspection) -> None:
    """Raise ``right.missing``, or ``inspection.other_organ`` unless the actor's organ carries it out."""
    actor.require(Right.INSPECT)
    if not speaks_for(actor, inspection.organ_id):
        raise Refusal("inspection.other_organ", organ=inspection.organ)


def notes_visible_to(actor: Actor) -> QuerySet[ExperienceNote]:
    """Return the approved experience notes, and the drafts of organs at or below the actor's."""
    if not actor.has(Right.READ_CASE):
        return ExperienceNote.objects.none()
    reach = OrganReach.objects.filter(top=actor.bureau).values("organ")
    return ExperienceNote.objects.filter(Q(state=NoteState.APPROVED.value) | Q(organ__in=reach))


def problems_visible_to(actor: Actor) -> QuerySet[Problem]:
    """Return the problems that an organ at or below the actor's raised or owns; the database says the same."""
    if not actor.has(Right.READ_CASE):
        return Problem.objects.none()
    reach = OrganReach.objects.filter(top=actor.bureau).values("organ")
    return Problem.objects.filter(Q(organ__in=reach) | Q(by_organ__in=reach))


def suggestions_visible_to(actor: Actor) -> QuerySet[Suggestion]:
    """Return the suggestions that an organ at or below the actor's made or got; the database says the same."""
    if not actor.has(Right.READ_CASE):
        return Suggestion.objects.none()
    reach = OrganReach.objects.filter(top=actor.bureau).values("organ")
    return Suggestion.objects.filter(Q(organ__in=reach) | Q(by_organ__in=reach))


def check_own(actor: Actor, organ: Organ, right: Right, code: str) -> None:
    """Raise ``right.missing``, or ``code`` unless the actor speaks for ``organ``."""
    actor.require(right)
    if not speaks_for(actor, organ.pk):
        raise Refusal(code, organ=organ)


def check_same_line(actor: Actor, organ: int) -> None:
    """Raise ``problem.other_line`` unless ``organ`` is the actor's, stands above it or below it."""
    pair = OrganReach.objects.filter(Q(top=actor.bureau, organ=organ) | Q(top=organ, organ=actor.bureau))
    if organ != actor.bureau and not pair.exists():
        raise Refusal("problem.other_line", organ=organ_row(organ))
