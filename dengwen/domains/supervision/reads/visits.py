"""The log of visits: who of the province or a city visited which organ below, when, what came of it (plan S32, S63)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from dengwen.domains.supervision.access import inspections_visible_to
from dengwen.domains.supervision.models import InspectedCase, InspectionFinding, InspectionVisit
from dengwen.domains.supervision.rules.inspections import ADVICE
from dengwen.domains.supervision.states import FindingState
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.permissions.actor import Actor

MOST = 400


@dataclass(slots=True)
class OrganVisit:
    """One visit of one organ on one day: what was seen, theme by theme, and what was advised.

    ``read``: files of drawn cases of the organ and below that were read; shown to the visiting side alone.
    ``findings``: what was asked to be put right there, with its day and how far it is. Nobody's home is ever visited:
    a visit has an organ and nothing else.
    """

    seen: list[InspectionVisit]
    read: int = 0
    findings: list[InspectionFinding] = field(default_factory=list)

    @property
    def first(self) -> InspectionVisit:
        """The first record, for organ, day and inspection."""
        return self.seen[0]

    @property
    def who(self) -> list[object]:
        """Who went, each once."""
        return list({row.by.account_id: row.by.account for row in self.seen}.values())

    @property
    def advice(self) -> list[InspectionVisit]:
        """What was advised."""
        return [row for row in self.seen if row.theme == ADVICE]

    @property
    def looked_at(self) -> list[InspectionVisit]:
        """What was seen, without the advice."""
        return [row for row in self.seen if row.theme != ADVICE]

    @property
    def open_findings(self) -> int:
        """How many findings are not accepted as put right."""
        return sum(row.state != FindingState.ACCEPTED for row in self.findings)

    @property
    def next_due(self) -> date | None:
        """The nearest day by which something is to be put right."""
        return min((row.due for row in self.findings if row.state != FindingState.ACCEPTED), default=None)


def visits_of(actor: Actor, *, organ: int | None = None) -> list[OrganVisit]:
    """Return the visits that the actor sees, the newest first; ``organ``: of this organ and those below alone.

    The visited organ sees what was said about it, the visiting side all; the database holds it so as well. Five
    questions, however many visits there are.
    """
    found = InspectionVisit.objects.filter(inspection__in=inspections_visible_to(actor))
    if organ is not None:
        found = found.filter(organ__in=OrganReach.objects.filter(top=organ).values("organ"))
    rows = found.select_related("inspection__organ", "organ", "by__account").order_by(
        "-on", "-inspection_id", "organ_id", "pk"
    )[:MOST]
    visits = [
        OrganVisit(list(group))
        for _, group in groupby(rows, key=lambda row: (row.on, row.inspection_id, row.organ_id))
    ]
    _follow_up(visits)
    return visits


def visited_organs(visits: Iterable[OrganVisit]) -> list[Organ]:
    """Return the organs that were visited, each once, by code."""
    found = {visit.first.organ_id: visit.first.organ for visit in visits}
    return sorted(found.values(), key=lambda organ: (organ.code or "", organ.pk))


def _follow_up(visits: Sequence[OrganVisit]) -> None:
    """Put the findings and the files read with the visit that they belong to: the last one on or before their day."""
    inspections = {visit.first.inspection_id for visit in visits}
    findings = list(
        InspectionFinding.objects.filter(inspection__in=inspections).order_by("inspection", "number")
    )
    cases = list(
        InspectedCase.objects.filter(inspection__in=inspections, looked_on__isnull=False).values_list(
            "inspection_id", "matter__organ_id", "looked_on"
        )
    )
    reach = set(
        OrganReach.objects.filter(
            top__in={visit.first.organ_id for visit in visits},
            organ__in={row.organ_id for row in findings} | {organ for _, organ, _ in cases},
        ).values_list("top_id", "organ_id")
    )
    for finding in findings:
        if visit := _visit_for(visits, reach, finding.inspection_id, finding.organ_id, finding.found_on):
            visit.findings.append(finding)
    for inspection, organ, day in cases:
        if day is not None and (visit := _visit_for(visits, reach, inspection, organ, day)):
            visit.read += 1


def _visit_for(
    visits: Sequence[OrganVisit], reach: set[tuple[int, int]], inspection: int, organ: int, day: date
) -> OrganVisit | None:
    """Return the last visit on or before ``day``; what was found before the first visit belongs to the first."""
    fitting = [
        visit
        for visit in visits
        if visit.first.inspection_id == inspection and (visit.first.organ_id, organ) in reach
    ]
    before = [visit for visit in fitting if visit.first.on <= day]
    return before[0] if before else (fitting[-1] if fitting else None)
