"""Each right twice, side by side: whose figures a post sees, and whether it may see those of one organ."""

from dengwen.base.errors import Refusal
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.decision import Decision
from dengwen.foundation.permissions.rights import Right


def visible_to(actor: Actor) -> set[int]:
    """Return the organs whose figures the actor sees: its own and all below. Row-level security says the same."""
    if not actor.has(Right.READ_FIGURES):
        return set()
    return set(OrganReach.objects.filter(top=actor.bureau).values_list("organ_id", flat=True))


def may_see(actor: Actor, organ: int) -> Decision:
    """Say whether the actor may see the figures of ``organ`` and, if not, why."""
    try:
        check_sees(actor, organ)
    except Refusal as refusal:
        return Decision(refusal)
    return Decision()


def check_sees(actor: Actor, organ: int) -> None:
    """Raise ``right.missing`` or ``figures.not_yours`` unless the actor may see the figures of ``organ``."""
    actor.require(Right.READ_FIGURES)
    if organ != actor.bureau and not OrganReach.objects.filter(top=actor.bureau, organ=organ).exists():
        raise Refusal("figures.not_yours", organ=organ)
