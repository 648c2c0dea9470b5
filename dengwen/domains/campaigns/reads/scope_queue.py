"""Scope decisions that wait: for a second person, for an answer, for the petitioner to be told, for their review."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.models import Campaign, CampaignCase, ScopeChange, ScopeDecision
from dengwen.domains.campaigns.states import Answer, ScopeOutcome
from dengwen.domains.cases.access import see
from dengwen.domains.cases.models import Matter
from dengwen.domains.letters.models import Letter
from dengwen.foundation.permissions.actor import Actor

MOST = 200
SOON = timedelta(days=14)
NOTICE = "scope_notice"
QUEUES = ("proposed", "objected", "untold", "review", "out")


@dataclass(frozen=True, slots=True)
class CaseInCampaign:
    """One case in one campaign: what was decided about its scope, and every change."""

    matter: Matter
    entry: CampaignCase
    decisions: list[ScopeDecision]
    changes: list[ScopeChange]
    told: bool

    @property
    def stands(self) -> ScopeDecision | None:
        """The proposal that waits or the exclusion that stands."""
        return next((row for row in self.decisions if row.ended_on is None), None)


def queue_of(campaign: Campaign, queue: str, today: date) -> QuerySet[ScopeDecision]:
    """Return the decisions that wait for ``queue`` (see ``QUEUES``), the nearest day of review first."""
    standing = ScopeDecision.objects.filter(campaign=campaign, ended_on=None)
    out = standing.filter(outcome=ScopeOutcome.CONFIRMED.value)
    issued = Letter.objects.filter(
        matter=OuterRef("matter"), kind=NOTICE, state="issued", issued_on__gte=OuterRef("decided_on")
    )
    found = {
        "proposed": standing.filter(outcome=ScopeOutcome.PROPOSED.value),
        "objected": out.filter(objected_on__isnull=False, answer=Answer.NONE.value),
        "untold": out.filter(~Exists(issued)),
        "review": out.filter(review_on__lte=today + SOON),
        "out": out,
    }[queue]
    return found.select_related("matter", "matter__organ").order_by("review_on", "pk")


def queue_counts(campaign: Campaign, today: date) -> dict[str, int]:
    """Return how many wait in each queue."""
    return {queue: queue_of(campaign, queue, today).count() for queue in QUEUES}


def case_in_campaign(actor: Actor, campaign: Campaign, case: int) -> CaseInCampaign:
    """Return one case of a campaign; raises ``case.not_found``."""
    matter = see(actor, case).matter
    entry = CampaignCase.objects.filter(campaign=campaign, matter=case).first()
    if entry is None:
        raise Refusal("case.not_found", case=case)
    rows = ScopeDecision.objects.filter(campaign=campaign, matter=case).order_by("-round")
    decisions = list(
        rows.select_related("proposed_by__account", "decided_by__account", "answered_by__account")
    )
    changes = list(ScopeChange.objects.filter(campaign=campaign, matter=case).order_by("at", "pk"))
    stands = next((row for row in decisions if row.ended_on is None), None)
    told = stands is not None and stands.decided_on is not None and Letter.objects.filter(
        Q(issued_on__gte=stands.decided_on), matter=case, kind=NOTICE, state="issued"
    ).exists()  # fmt: skip
    return CaseInCampaign(matter, entry, decisions, changes, told)
