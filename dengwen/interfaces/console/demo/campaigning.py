"""Opens a campaign in the demo, so that its board lives: cases swept in, a stage entered, a few taken in since."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from dengwen.domains.bulletins.verbs.roll_boards import roll_boards
from dengwen.domains.campaigns.reads.scope_at import part_of
from dengwen.domains.campaigns.verbs.run_stages import enter_stage, open_campaign, prove_item
from dengwen.domains.campaigns.verbs.sweep_cases import sweep_cases, take_into_campaign
from dengwen.domains.cases.access import visible_to
from dengwen.foundation.permissions.acting import acting
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.campaign import CampaignPack
from dengwen.foundation.rulebook.campaign_file import campaign_packs
from dengwen.interfaces.console.demo.land import Land
from dengwen.interfaces.console.demo.organs import Level
from dengwen.interfaces.console.demo.people import Role

_SINCE = 3
"""So many cases come in after the stage began: the fixed denominator does not follow them, and the board says so."""


def open_demo_campaign(land: Land, day: date) -> int:
    """Open the campaign whose window holds ``day`` in the evening of that day; return how many cases it counts.

    Nothing is dated back, so its line begins on that day. In a country or a year without a campaign it is none.
    """
    pack = _running(day)
    if pack is None:
        return 0
    (top,) = land.province.police(Level.PROVINCE)
    office = land.actor(top.code, Role.CAMPAIGN_OFFICE, day)
    at = datetime.combine(day, time(23), ZoneInfo(settings.TIME_ZONE))
    campaign = open_campaign(pack=pack.code, actor=office, at=at)
    for item in pack.stages[0].entry:
        evidence = pack.item(item)
        words = evidence.label("zh") if evidence else item
        prove_item(campaign=campaign, item=item, kind="entry", evidence=words, actor=office, at=at)
    taken = sweep_cases(campaign=campaign, actor=office, at=at).taken
    enter_stage(campaign=campaign, actor=office, at=at + timedelta(minutes=1))
    for place, case in enumerate(_others(office, campaign), start=2):
        taken += 1
        take_into_campaign(case=case, campaign=campaign, actor=office, at=at + timedelta(minutes=place))
    roll_boards(day=day, at=at + timedelta(minutes=30))
    return taken


def _running(day: date) -> CampaignPack | None:
    return next((each for each in campaign_packs() if each.starts <= day <= each.ends), None)


def _others(office: Actor, campaign: int) -> list[int]:
    with acting(office.post):
        found = visible_to(office).filter(is_open=True, merged_into=None).exclude(part_of(campaign, "all"))
        return list(found.order_by("-pk").values_list("pk", flat=True)[:_SINCE])
