"""Each right twice, side by side: which dossiers a post sees, and what it may do with one."""

from django.db.models import QuerySet

from dengwen.domains.cases import access as cases
from dengwen.domains.cases.states import State
from dengwen.domains.closure.models import Dossier, LookbackRound
from dengwen.domains.closure.rules.dossier_decision import Outcome
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.decision import Decision
from dengwen.foundation.permissions.rights import Right


def visible_to(actor: Actor) -> QuerySet[Dossier]:
    """Return the dossiers of the matters that ``actor`` sees."""
    return Dossier.objects.filter(matter__in=cases.visible_to(actor))


def examined_by(actor: Actor) -> QuerySet[Dossier]:
    """Return the dossiers that wait for the actor's organ; none for a post that does not examine."""
    if not actor.has(Right.EXAMINE):
        return Dossier.objects.none()
    return visible_to(actor).filter(
        organ=actor.bureau, decision=Outcome.OPEN.value, matter__state=State.DOSSIER_REVIEW.value
    )


def may(actor: Actor, verb: str, dossier: Dossier) -> Decision:
    """Say whether ``actor`` may do ``verb`` on the matter of ``dossier``: own organ and own cases are refused."""
    return cases.may(actor, verb, dossier.matter)


def rounds_visible_to(actor: Actor) -> QuerySet[LookbackRound]:
    """Return the rounds of look-back of the organs at or below the actor's; row-level security says the same."""
    if not actor.has(Right.READ_LOOKBACK):
        return LookbackRound.objects.none()
    reach = OrganReach.objects.filter(top=actor.bureau)
    return LookbackRound.objects.filter(organ__in=reach.values("organ"))
