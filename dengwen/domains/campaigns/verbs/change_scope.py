"""The one place where a matter comes into the counted scope of a campaign, or leaves it; each time with its reason."""

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.models import Campaign, CampaignCase, ScopeChange, ScopeDecision, StageRun
from dengwen.domains.campaigns.states import Cause
from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.cases.verbs.rows import new_row
from dengwen.foundation.rulebook.campaign import CampaignPack


def hold_campaign(campaign: int) -> Campaign:
    """Return the campaign and let no stage begin until this transaction is over; raises ``campaign.not_found``."""
    rows = list(Campaign.objects.raw("SELECT * FROM campaigns_campaign WHERE id = %s FOR SHARE", [campaign]))
    if not rows:
        raise Refusal("campaign.not_found", campaign=campaign)
    return rows[0]


def enter_campaign(passage: Passage, campaign: Campaign, source_class: str, last: StageRun | None) -> None:
    """Take the matter of ``passage`` into the campaign and count it."""
    passage.create(
        new_row(
            CampaignCase, matter=passage.matter, campaign=campaign, source_class=source_class,
            taken_on=passage.today, by_id=passage.actor.post, counted=True,
        )
    )  # fmt: skip
    _note(passage, campaign, 1, cause=Cause.TAKEN, reason="", last=last)
    passage.facts |= {
        "campaign": campaign.pk,
        "campaign_pack": campaign.pack,
        "source_class": f"{campaign.pack}/{source_class}",
    }


def step_scope(
    passage: Passage, campaign: Campaign, row: CampaignCase, *, counted: bool, cause: Cause, reason: str
) -> None:
    """Count the matter from now on, or no longer; the denominators of stages that began stay what they are.

    Raises ``scope.backdated`` for an instant before the running stage began.
    """
    passage.watch(row)
    row.counted = counted
    _note(passage, campaign, 1 if counted else -1, cause=cause, reason=reason, last=last_run(campaign.pk))


def last_run(campaign: int) -> StageRun | None:
    """Return the stage that began last."""
    return StageRun.objects.filter(campaign=campaign).order_by("-entered_at").first()


def _note(
    passage: Passage, campaign: Campaign, step: int, *, cause: Cause, reason: str, last: StageRun | None
) -> None:
    if last is not None and passage.at <= last.entered_at:
        raise Refusal("scope.backdated", at=last.entered_at)
    passage.create(
        new_row(
            ScopeChange, matter=passage.matter, campaign=campaign, at=passage.at, step=step, cause=cause.value,
            reason=reason, organ_id=passage.matter.organ_id,
        )
    )  # fmt: skip


def case_row(passage: Passage, campaign: int) -> CampaignCase:
    """Return the row of the matter in the campaign; raises ``scope.not_in_campaign``."""
    found = next(iter(passage.rows(CampaignCase, campaign_id=campaign)), None)
    if found is None:
        raise Refusal("scope.not_in_campaign")
    return found


def standing_decision(passage: Passage, campaign: int) -> ScopeDecision | None:
    """Return the proposal that waits or the exclusion that stands, if there is one."""
    return next(iter(passage.rows(ScopeDecision, campaign_id=campaign, ended_on=None)), None)


def say_reason(passage: Passage, pack: CampaignPack, row: ScopeDecision) -> None:
    """Put into the timeline which campaign and which coded reason it is about."""
    passage.facts |= {
        "campaign": row.campaign_id,
        "campaign_pack": pack.code, "scope_reason": f"{pack.code}/{row.reason}", "review_on": row.review_on.isoformat(),
    }  # fmt: skip


def back_into_scope(
    passage: Passage, campaign: Campaign, pack: CampaignPack, row: ScopeDecision, *, cause: Cause, why: str
) -> None:
    """End a reason: the case is back, and the words that ended it stay in the row."""
    entry = case_row(passage, campaign.pk)
    passage.watch(row)
    row.ended_on, row.ended_why = passage.today, why
    say_reason(passage, pack, row)
    if not entry.counted:
        step_scope(passage, campaign, entry, counted=True, cause=cause, reason=row.reason)
