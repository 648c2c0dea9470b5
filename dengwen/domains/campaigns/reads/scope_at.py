"""Which cases a campaign counted at an instant: what every figure of a campaign begins with.

The scope is the sum of its recorded changes, so it can be asked for any instant, and asked again, and gives the same.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet, Sum

from dengwen.domains.campaigns.models import CampaignCase, ScopeChange, StageRun
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.states import CloseBasis


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the scope after a stage had begun: the fixed denominator does not follow it."""

    case: int
    number: str
    at: datetime
    step: int
    cause: str
    reason: str
    organ: int


def cases_in_scope(campaign: int, at: datetime) -> QuerySet[ScopeChange, int]:
    """Return the ids of the matters that ``campaign`` counted at ``at``, as a query to filter by.

    Merging takes nobody out: a matter that was merged since is still counted, and resolved when the other one is.
    """
    found = ScopeChange.objects.filter(campaign=campaign, at__lte=at).values("matter")
    return found.annotate(sum=Sum("step")).filter(sum=1).values_list("matter", flat=True)


def denominator(campaign: int, at: datetime, organs: Iterable[int] | None = None) -> int:
    """Return how many matters ``campaign`` counted at ``at``; ``organs`` held them when they came in or left."""
    found = ScopeChange.objects.filter(campaign=campaign, at__lte=at)
    if organs is not None:
        found = found.filter(organ__in=list(organs))
    return int(found.aggregate(sum=Sum("step"))["sum"] or 0)


def counted_by_organ(campaign: int, at: datetime) -> dict[int, int]:
    """Return how many of the matters counted at ``at`` each organ holds now."""
    found = (
        Matter.objects.filter(pk__in=cases_in_scope(campaign, at)).values("organ").annotate(count=Count("pk"))
    )
    return {row["organ"]: row["count"] for row in found}


def members_digest(ids: Iterable[int]) -> str:
    """Return SHA-256 over ids in their order: who was counted, told without telling who."""
    return hashlib.sha256(",".join(str(pk) for pk in sorted(ids)).encode()).hexdigest()


def changes_since(run: StageRun, most: int = 200) -> list[Change]:
    """Return every change of the scope after the stage began, the newest first: what the denominator does not hide."""
    found = ScopeChange.objects.filter(campaign=run.campaign_id, at__gt=run.entered_at).select_related(
        "matter"
    )
    return [
        Change(row.matter_id, row.matter.number or "", row.at, row.step, row.cause, row.reason, row.organ_id)
        for row in found.order_by("-at", "-pk")[:most]
    ]


# Resolved is what a higher organ has verified: every claim answered with reasons, served, remedies done or dated. A
# closing that was reopened since counts no longer; one that followed a merger counts with the matter it went into.
RESOLVED = Q(close_basis=CloseBasis.VERIFIED.value) | Q(merged_into__close_basis=CloseBasis.VERIFIED.value)


LATE = Q(handling_due__isnull=False, decided_on__gt=F("handling_due"))


def part_of(campaign: int, part: str) -> Q | None:
    """Return the condition for the matters of a campaign behind a number, or None for a part that is not known.

    ``in``: counted now; ``out``: left outside now; ``resolved``, ``unresolved``, ``late``: of those counted; ``all``.
    """
    rows = CampaignCase.objects.filter(campaign=campaign)
    if part in ("out", "all"):
        return Q(pk__in=(rows if part == "all" else rows.filter(counted=False)).values("matter"))
    of_these = {"in": Q(), "resolved": RESOLVED, "unresolved": ~RESOLVED, "late": LATE}.get(part)
    return None if of_these is None else Q(pk__in=rows.filter(counted=True).values("matter")) & of_these


def resolved_by(day: date) -> Q:
    """Return the condition for what was verified on or before ``day``: a closing after it met no target of that day."""
    closed = Q(close_basis=CloseBasis.VERIFIED.value, closed_on__lte=day)
    other = Q(merged_into__close_basis=CloseBasis.VERIFIED.value, merged_into__closed_on__lte=day)
    return closed | other


def stage_part(run: StageRun, part: str, by: date | None = None) -> Q | None:
    """Return the condition for the matters in a stage's fixed denominator: ``fixed``, of these ``done``, ``rest``.

    With ``by``, done is what was verified by that day, the day of a target.
    """
    done = RESOLVED if by is None else resolved_by(by)
    of_these = {"fixed": Q(), "done": done, "rest": ~done}.get(part)
    return None if of_these is None else Q(pk__in=cases_in_scope(run.campaign_id, run.entered_at)) & of_these
