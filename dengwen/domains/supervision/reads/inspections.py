"""Inspections: the list, one with its sample, visits and findings; the draw again; findings that wait for my organ."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import visible_to as visible_cases
from dengwen.domains.supervision.access import check_inspects, inspections_visible_to, spoken_for
from dengwen.domains.supervision.models import (
    InspectedCase,
    InspectedOrgan,
    Inspection,
    InspectionDraw,
    InspectionFinding,
    InspectionVisit,
)
from dengwen.domains.supervision.rules.inspections import draw_cases, list_digest
from dengwen.domains.supervision.states import FindingState
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

MOST = 200
_OPEN = (FindingState.OPEN.value, FindingState.RETURNED.value)


@dataclass(frozen=True, slots=True)
class InspectionSheet:
    """One inspection as a post sees it: the sample is shown to the inspecting side alone."""

    row: Inspection
    organs: list[Organ]
    draw: InspectionDraw | None
    cases: list[InspectedCase]
    visits: list[InspectionVisit]
    findings: list[InspectionFinding]
    runs: bool


def inspections_of(actor: Actor) -> list[Inspection]:
    """Return the inspections that the actor sees, the newest first, each with how many findings wait."""
    waits = Count("findings", filter=~Q(findings__state=FindingState.ACCEPTED.value), distinct=True)
    found = inspections_visible_to(actor).select_related("organ").annotate(waiting=waits)
    return list(found.order_by("-pk")[:MOST])


def findings_to_correct(actor: Actor) -> QuerySet[InspectionFinding]:
    """Return the findings that wait for the actor's organ, the nearest day first."""
    if not actor.has(Right.ANSWER_SUPERVISION):
        return InspectionFinding.objects.none()
    found = InspectionFinding.objects.filter(organ__in=spoken_for(actor), state__in=_OPEN)
    return found.select_related("inspection").order_by("due", "pk")


def inspection_sheet(actor: Actor, inspection: int) -> InspectionSheet:
    """Return one inspection; raises ``inspection.not_found``. The database shows each side its own rows."""
    wanted = ("organ", "by__account")
    row = inspections_visible_to(actor).select_related(*wanted).filter(pk=inspection).first()
    if row is None:
        raise Refusal("inspection.not_found")
    findings = InspectionFinding.objects.filter(inspection=row).select_related(
        "organ", "matter", "by__account", "corrected_by__account", "judged_by__account"
    )
    cases = InspectedCase.objects.filter(inspection=row).select_related("matter__organ", "looked_by__account")
    visits = InspectionVisit.objects.filter(inspection=row).select_related("organ", "by__account")
    named = InspectedOrgan.objects.filter(inspection=row).values("organ")
    return InspectionSheet(
        row,
        list(Organ.objects.filter(pk__in=named).order_by("code", "pk")),
        InspectionDraw.objects.filter(inspection=row).first(),
        list(cases.order_by("rank")),
        list(visits.order_by("on", "pk")),
        list(findings.order_by("number")),
        row.ended_on is None and _runs(actor, row),
    )


def organs_inspected(sheet: InspectionSheet) -> list[Organ]:
    """Return the open organs, no units, about which something can be found: those of the plan and all below them."""
    below = OrganReach.objects.filter(top__in=[organ.pk for organ in sheet.organs]).values("organ")
    found = Organ.objects.filter(pk__in=below, closed_on=None).exclude(level="unit")
    return list(found.order_by("code", "pk")[:MOST])


def cases_to_draw_from(actor: Actor, inspection: Inspection) -> list[int]:
    """Return the registered cases of the organs that the plan names, received in its period."""
    named = InspectedOrgan.objects.filter(inspection=inspection).values("organ")
    below = OrganReach.objects.filter(top__in=named).values("organ")
    found = visible_cases(actor).filter(
        organ__in=below, received_on__range=(inspection.since, inspection.until), number__isnull=False
    )
    return list(found.order_by("pk").values_list("pk", flat=True))


def same_draw(sheet: InspectionSheet) -> bool:
    """Draw again from the recorded seed and list; say whether the same cases come out in the same order.

    Only for whoever sees the draw. A sample of which a case is hidden from the reader is not called wrong.
    """
    if sheet.draw is None:
        return False
    if list_digest(sheet.draw.listing) != sheet.draw.population_sha256:
        return False
    again = draw_cases(seed=bytes.fromhex(sheet.draw.seed), listing=sheet.draw.listing, size=sheet.row.size)
    shown = {case.rank: case.matter_id for case in sheet.cases}
    return all(again[rank - 1 : rank] == [case] for rank, case in shown.items())


def _runs(actor: Actor, row: Inspection) -> bool:
    try:
        check_inspects(actor, row)
    except Refusal:
        return False
    return True
