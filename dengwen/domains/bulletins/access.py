"""Each right twice, side by side: whose figures a post sees, and which publications."""

from django.db.models import Q, QuerySet

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.models import Publication, PublicationReply
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


def publications_seen_by(actor: Actor) -> QuerySet[Publication]:
    """Return the publications that the actor sees; row-level security says the same.

    A draft is its organ's. What was issued is read above, and below where it is meant for those below; and an organ
    that is named sees what it was asked about.
    """
    if not actor.has(Right.READ_FIGURES):
        return Publication.objects.none()
    below = OrganReach.objects.filter(top=actor.bureau).values("organ")
    above = OrganReach.objects.filter(organ=actor.bureau).values("top")
    asked = PublicationReply.objects.filter(organ=actor.bureau).values("publication")
    issued = ~Q(number="") & (Q(organ__in=below) | Q(audience="below", organ__in=above))
    return Publication.objects.filter(Q(organ=actor.bureau) | issued | Q(pk__in=asked))


def reads_whole(actor: Actor, row: Publication) -> bool:
    """Say whether the actor, who sees ``row``, may read all of it and not only what names its organ."""
    if row.organ_id == actor.bureau:
        return True
    below = Q(top=actor.bureau, organ=row.organ_id)
    above = Q(top=row.organ_id, organ=actor.bureau) if row.audience == "below" else Q(pk=None)
    return bool(row.number) and OrganReach.objects.filter(below | above).exists()
