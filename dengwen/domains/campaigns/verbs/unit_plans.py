"""Own plans of units: counted by open matters held, written down at the count, met with evidence (plan S12)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.access import check_office
from dengwen.domains.campaigns.models import UnitPlan
from dengwen.domains.campaigns.rules.duties import owing_units
from dengwen.domains.campaigns.verbs.book_of_campaign import campaign_door
from dengwen.domains.cases.models import Matter
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count found: units that hold any open matter, and those that owe a plan since today."""

    units: int
    owing: int


def count_units(*, campaign: int, actor: Actor, at: datetime) -> Counted:
    """Count the open matters of every unit and station, and write down which now owe a plan of their own.

    A unit that owes one already goes on owing that one. Raises ``campaign.not_office``, ``unit_plan.none``.
    """
    with campaign_door("units_counted", campaign=campaign, actor=actor, at=at) as passage:
        check_office(actor, passage.campaign, Right.RUN_CAMPAIGN)
        rule = passage.pack.unit_plans
        if rule is None:
            raise Refusal("unit_plan.none")
        held = _held(passage.campaign.organ_id)
        known = set(UnitPlan.objects.filter(campaign=campaign).values_list("unit", flat=True))
        owing = [pk for pk in owing_units(held, least=rule.open_matters) if pk not in known]
        units = Organ.objects.in_bulk(owing)
        for pk in owing:
            passage.create(
                UnitPlan(
                    campaign=passage.campaign, organ_id=units[pk].parent_id or pk, unit=units[pk], number=held[pk],
                    counted_on=passage.today, due=passage.today + timedelta(days=rule.days), by_id=actor.post,
                )
            )  # fmt: skip
        passage.facts |= {"units": len(held), "owing": len(owing), "least": rule.open_matters}
    return Counted(len(held), len(owing))


def meet_unit_plan(*, campaign: int, plan: int, evidence: str, actor: Actor, at: datetime) -> None:
    """Say with evidence that a unit of the actor's organ has its plan; said again, the newer evidence stands.

    Raises ``right.missing``, ``unit_plan.not_yours``, ``duty.no_evidence``.
    """
    with campaign_door("unit_plan_met", campaign=campaign, actor=actor, at=at) as passage:
        actor.require(Right.CAMPAIGN_DUTY)
        row = UnitPlan.objects.filter(campaign=campaign, pk=plan).select_related("organ").first()
        if row is None or row.organ_id != actor.bureau:
            raise Refusal("unit_plan.not_yours", organ=row.organ if row else "")
        if not evidence.strip():
            raise Refusal("duty.no_evidence")
        passage.watch(row)
        row.met_on, row.met_by_id, row.evidence = row.met_on or passage.today, actor.post, evidence.strip()
        passage.facts |= {"plan": row.pk, "unit": row.unit_id}


def _held(top: int) -> Counter[int]:
    """Return how many open matters each unit works on, and each station holds."""
    below = Matter.objects.filter(is_open=True, organ__in=OrganReach.objects.filter(top=top).values("organ"))
    of_units = (
        below.exclude(unit=None).values("unit").annotate(count=Count("pk")).values_list("unit", "count")
    )
    stations = below.filter(organ__level="station").values("organ").annotate(count=Count("pk"))
    return Counter(dict(of_units)) + Counter(dict(stations.values_list("organ", "count")))
