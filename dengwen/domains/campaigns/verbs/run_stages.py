"""Open a campaign, prove items, enter and leave its stages. The denominator is fixed when a stage begins."""

import secrets
from collections import Counter
from datetime import datetime

from django.conf import settings
from django.db import transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.access import check_office
from dengwen.domains.campaigns.models import Campaign, ItemMark, ScopeChange, StageCount, StageRun
from dengwen.domains.campaigns.reads.scope_at import cases_in_scope, members_digest
from dengwen.domains.campaigns.rules.stages import check_enter, check_leave
from dengwen.domains.campaigns.states import Kind
from dengwen.domains.campaigns.verbs.book_of_campaign import CampaignPassage, campaign_door, close
from dengwen.domains.cases.models import Matter
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.campaign_file import campaign_pack
from dengwen.foundation.rulebook.shape import UnknownCodeError
from dengwen.foundation.rulebook.verbs.pin_campaign import pin_campaign


def open_campaign(*, pack: str, actor: Actor, at: datetime) -> int:
    """Open a campaign of the actor's organ by the pack ``pack``, which is pinned from now on; return its id.

    Raises ``right.missing``, ``campaign.pack_unknown``, ``campaign.other_level``, ``campaign.opened_already``,
    ``rules.pack_changed``.
    """
    actor.require(Right.RUN_CAMPAIGN)
    with transaction.atomic():
        set_post(actor.post)
        try:
            found = campaign_pack(pack)
        except UnknownCodeError:
            raise Refusal("campaign.pack_unknown", pack=pack) from None
        if actor.level not in found.levels:
            raise Refusal("campaign.other_level", level=actor.level)
        if Campaign.objects.filter(organ=actor.bureau, pack=pack).exists():
            raise Refusal("campaign.opened_already", pack=pack)
        digest = pin_campaign(pack, actor_post=actor.post, at=at)
        today = local_day(at, settings.TIME_ZONE)
        campaign = Campaign(
            organ_id=actor.bureau, pack=pack, digest=digest, opened_on=today, opened_by_id=actor.post,
            salt=secrets.token_bytes(16),
        )  # fmt: skip
        passage = CampaignPassage(campaign, found, "campaign_opened", actor, at, today)
        passage.create(campaign)
        passage.facts["pack"] = pack
        close(passage)
    return campaign.pk


def prove_item(*, campaign: int, item: str, kind: str, evidence: str, actor: Actor, at: datetime) -> None:
    """Write down the evidence for an item of the list with which the next stage is entered or this one is left.

    Raises ``campaign.not_office``, ``duty.unknown``, ``duty.no_evidence``.
    """
    with campaign_door("item_proven", campaign=campaign, actor=actor, at=at) as passage:
        check_office(actor, passage.campaign, Right.RUN_CAMPAIGN)
        stages = [
            stage
            for stage in passage.pack.stages
            if item in (stage.entry if kind == Kind.ENTRY else stage.exit if kind == Kind.EXIT else ())
        ]
        if not stages:
            raise Refusal("duty.unknown")
        if not evidence.strip():
            raise Refusal("duty.no_evidence")
        passage.create(
            ItemMark(
                campaign=passage.campaign, organ_id=passage.campaign.organ_id, kind=kind, stage=stages[0].key,
                item=item, evidence=evidence.strip(), on=passage.today, by_id=actor.post,
            )
        )  # fmt: skip
        passage.facts |= {"item": item, "stage": stages[0].key}


def enter_stage(*, campaign: int, actor: Actor, at: datetime) -> int:
    """Enter the next stage and fix its denominator; return the denominator.

    Raises ``campaign.not_office``, ``stage.runs``, ``stage.none_left``, ``stage.lacking``, ``stage.backdated``.
    """
    with campaign_door("stage_entered", campaign=campaign, actor=actor, at=at) as passage:
        check_office(actor, passage.campaign, Right.RUN_CAMPAIGN)
        left = list(StageRun.objects.filter(campaign=campaign).values_list("stage", flat=True))
        now_in = passage.campaign.stage
        proven = _proven(campaign, Kind.ENTRY)
        stage = check_enter(passage.pack, left=left, now_in=now_in, proven=proven)
        if ScopeChange.objects.filter(campaign=campaign, at__gte=at).exists():
            raise Refusal("stage.backdated")
        members = list(cases_in_scope(campaign, at))
        run = StageRun(
            campaign=passage.campaign, stage=stage.key, entered_on=passage.today, entered_at=at,
            entered_by_id=actor.post, denominator=len(members), members=members_digest(members),
        )  # fmt: skip
        passage.create(run)
        for organ, number in sorted(_by_organ(members).items()):
            passage.create(StageCount(campaign=passage.campaign, run=run, organ_id=organ, number=number))
        passage.watch(passage.campaign)
        passage.campaign.stage = stage.key
        passage.facts |= {"stage": stage.key, "denominator": len(members)}
    return len(members)


def leave_stage(*, campaign: int, actor: Actor, at: datetime) -> None:
    """Leave the stage that runs, once everything on its list is proven.

    Raises ``campaign.not_office``, ``stage.none_runs``, ``stage.lacking``.
    """
    with campaign_door("stage_left", campaign=campaign, actor=actor, at=at) as passage:
        check_office(actor, passage.campaign, Right.RUN_CAMPAIGN)
        stage = check_leave(passage.pack, now_in=passage.campaign.stage, proven=_proven(campaign, Kind.EXIT))
        run = StageRun.objects.get(campaign=campaign, stage=stage.key)
        passage.watch(run)
        run.left_on, run.left_by_id = passage.today, actor.post
        passage.watch(passage.campaign)
        passage.campaign.stage = ""
        passage.facts["stage"] = stage.key


def _proven(campaign: int, kind: Kind) -> set[str]:
    return set(ItemMark.objects.filter(campaign=campaign, kind=kind.value).values_list("item", flat=True))


def _by_organ(members: list[int]) -> Counter[int]:
    return Counter(Matter.objects.filter(pk__in=members).values_list("organ_id", flat=True))
