"""Where a campaign stands: stages, targets against the fixed denominator, what came in and went out since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from dengwen.domains.campaigns.access import visible_to
from dengwen.domains.campaigns.models import Campaign, CampaignCase, StageRun
from dengwen.domains.campaigns.reads.scope_at import part_of, stage_part
from dengwen.domains.campaigns.rules.stages import next_stage, standing
from dengwen.domains.cases.models import Matter
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.campaign import CampaignPack, Stage, Target
from dengwen.foundation.rulebook.campaign_file import campaign_pack

PARTS = ("in", "resolved", "unresolved", "late", "out")


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage with its days, and how it was entered and left."""

    stage: Stage
    run: StageRun | None
    runs_now: bool
    comes_next: bool


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target and where we stand. ``fixed``: the stage has begun, so the denominator holds still."""

    target: Target
    fixed: bool
    stage_run: StageRun | None
    denominator: int
    resolved: int
    rest: int
    wanted: int
    missing: int
    reached: int

    @property
    def percent(self) -> str:
        """The share reached, with one decimal."""
        return f"{self.reached / 10:.1f}"


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign in the list."""

    campaign: Campaign
    pack: CampaignPack


def campaigns_of(actor: Actor) -> list[CampaignLine]:
    """Return the campaigns that the post sees, the newest first."""
    found = visible_to(actor).select_related("organ").order_by("-opened_on", "-pk")
    return [CampaignLine(row, campaign_pack(row.pack)) for row in found]


def figures_of(campaign: Campaign, organ: int) -> dict[str, int]:
    """Return the numbers of a campaign at and below ``organ`` as they are now, as far as the acting post sees them.

    ``late``: decided after the limit of law. Each is the number of matters that ``scope_at.part_of`` finds there.
    """
    held = Matter.objects.filter(organ__in=OrganReach.objects.filter(top=organ).values("organ"))
    found = {}
    for part in PARTS:
        condition = part_of(campaign.pk, part)
        found[part] = held.filter(condition).count() if condition is not None else 0
    return found


def by_class(campaign: Campaign) -> dict[str, int]:
    """Return how many cases came in by each class of sources."""
    rows = CampaignCase.objects.filter(campaign=campaign).values("source_class").annotate(count=Count("pk"))
    return {row["source_class"]: row["count"] for row in rows}


def runs_of(campaign: Campaign) -> Mapping[str, StageRun]:
    """Return how each stage was entered, by its key."""
    return {run.stage: run for run in StageRun.objects.filter(campaign=campaign).order_by("entered_at")}


def stage_lines(campaign: Campaign, pack: CampaignPack, runs: Mapping[str, StageRun]) -> list[StageLine]:
    """Return the stages in their order."""
    following = next_stage(pack, left=list(runs), stage=campaign.stage)
    return [
        StageLine(stage, runs.get(stage.key), stage.key == campaign.stage, stage is following)
        for stage in pack.stages
    ]


def target_lines(
    actor: Actor,
    campaign: Campaign,
    pack: CampaignPack,
    runs: Mapping[str, StageRun],
    now_counted: Mapping[str, int],
) -> list[TargetLine]:
    """Return the targets: for the office over the fixed denominator, for an organ below over what it holds of it now.

    Before its stage begins a target is measured against what is counted now, and the page says so.
    """
    found = []
    held = Matter.objects.filter(organ__in=OrganReach.objects.filter(top=actor.bureau).values("organ"))
    for target in pack.targets:
        run = runs.get(target.stage)
        if run is None:
            whole, done, rest = now_counted["in"], now_counted["resolved"], now_counted["unresolved"]
        else:
            whole, done, rest = (
                held.filter(stage_part(run, part, target.by) or Q()).count()
                for part in ("fixed", "done", "rest")
            )
            if campaign.organ_id == actor.bureau:
                whole = run.denominator
        stands = standing(denominator=whole, resolved=done, share=target.share)
        found.append(TargetLine(target, run is not None, run, whole, done, rest, **stands))
    return found


def days_left(target: Target, today: date) -> int:
    """Return how many days are left to a target; negative once it is over."""
    return (target.by - today).days
