"""Each right twice, side by side: which campaigns and duties a post sees, and for whom it may act."""

from django.db.models import Q, QuerySet

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.models import Campaign
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.decision import Decision
from dengwen.foundation.permissions.rights import Right


def visible_to(actor: Actor) -> QuerySet[Campaign]:
    """Return the campaigns of organs at, below or above the actor's own; row-level security says the same."""
    if not actor.has(Right.READ_CASE):
        return Campaign.objects.none()
    below = OrganReach.objects.filter(top=actor.bureau).values("organ")
    above = OrganReach.objects.filter(organ=actor.bureau).values("top")
    return Campaign.objects.filter(Q(organ__in=below) | Q(organ__in=above))


def campaign_seen(actor: Actor, campaign: int) -> Campaign:
    """Return one campaign; raises ``campaign.not_found``."""
    found = visible_to(actor).select_related("organ").filter(pk=campaign).first()
    if found is None:
        raise Refusal("campaign.not_found", campaign=campaign)
    return found


def own_bureau(actor: Actor) -> Organ:
    """Return the actor's own bureau."""
    return Organ.objects.get(pk=actor.bureau)


def check_office(actor: Actor, campaign: Campaign, right: Right) -> None:
    """Raise ``right.missing``, or ``campaign.not_office`` unless the actor's organ runs the campaign."""
    actor.require(right)
    if actor.bureau != campaign.organ_id:
        raise Refusal("campaign.not_office", organ=campaign.organ)


def may_run(actor: Actor, campaign: Campaign) -> Decision:
    """Say whether ``actor`` runs this campaign."""
    try:
        check_office(actor, campaign, Right.RUN_CAMPAIGN)
    except Refusal as refusal:
        return Decision(refusal)
    return Decision()


def bureaus_below(campaign: Campaign, levels: tuple[str, ...] = ()) -> QuerySet[Organ]:
    """Return the open police organs below the organ of a campaign, of these levels if any are named."""
    found = Organ.objects.filter(
        pk__in=OrganReach.objects.filter(top=campaign.organ_id)
        .exclude(organ=campaign.organ_id)
        .values("organ"),
        closed_on=None,
    ).exclude(level__in=("unit", "station", "outside"))
    return (found.filter(level__in=levels) if levels else found).order_by("code", "pk")
