"""A campaign of the province, Lin County's cases in it, and what everybody would write into its forms."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from dengwen.domains.campaigns.models import Campaign, CampaignTask
from dengwen.domains.campaigns.verbs.decide_scope import (
    confirm_out_of_scope,
    object_to_scope,
    propose_out_of_scope,
)
from dengwen.domains.campaigns.verbs.meet_duties import give_task
from dengwen.domains.campaigns.verbs.run_stages import open_campaign, prove_item
from dengwen.domains.campaigns.verbs.sweep_cases import take_into_campaign
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast
from tests.handling.walk import Words

PACK = "special-governance-2011"
Register = Callable[[Cast], int]
_REVIEW = DAY + timedelta(days=60)
_LATER = MORNING + timedelta(days=1)


def campaign_of(cast: Cast) -> int:
    """Return the campaign, opened when it is first asked for, its first stage ready to be entered."""
    office = cast["campaign_office"]
    set_post(office.post)
    found = Campaign.objects.first()
    if found is not None:
        return found.pk
    campaign = open_campaign(pack=PACK, actor=office, at=MORNING)
    for item in ("plan_issued", "office_named"):
        prove_item(campaign=campaign, item=item, kind="entry", evidence="File 3.", actor=office, at=MORNING)
    due = DAY + timedelta(days=60)
    give_task(campaign=campaign, organ=cast.organ("lin"), words="Count.", due=due, actor=office, at=MORNING)
    return campaign


def _taken(cast: Cast, case: int) -> int:
    take_into_campaign(case=case, campaign=campaign_of(cast), actor=cast["campaign_office"], at=MORNING)
    return case


def _proposed(cast: Cast, case: int) -> int:
    words: Words = {
        "reason": "CONCLUDED_LEGACY", "evidence": "Lin secret evidence", "paper": "Decision 7", "proof_on": DAY,
        "review_on": _REVIEW,
    }  # fmt: skip
    propose_out_of_scope(
        case=_taken(cast, case), campaign=campaign_of(cast), actor=cast["registrar"], at=_LATER, **words
    )
    return case


def _outside(cast: Cast, case: int) -> int:
    confirm_out_of_scope(
        case=_proposed(cast, case), campaign=campaign_of(cast), actor=cast["campaign_office"], at=_LATER
    )
    return case


def _objected(cast: Cast, case: int) -> int:
    words: Words = {"words": "It is not so.", "objected_on": DAY}
    at: datetime = _LATER
    object_to_scope(
        case=_outside(cast, case), campaign=campaign_of(cast), actor=cast["registrar"], at=at, **words
    )
    return case


def campaign_states(register: Register) -> dict[str, Callable[[Cast], int]]:
    """Return the makers of the states of scope."""
    return {
        "in campaign": lambda cast: _taken(cast, register(cast)),
        "proposed out": lambda cast: _proposed(cast, register(cast)),
        "left outside": lambda cast: _outside(cast, register(cast)),
        "objected outside": lambda cast: _objected(cast, register(cast)),
    }


def campaign_ids(world: Any) -> dict[str, int]:
    """Return the id of the campaign."""
    set_post(world.cast["campaign_office"].post)
    found = Campaign.objects.first()
    return {"campaign": found.pk if found else 0}


def _form(deed: str, **fields: object) -> Mapping[str, Any]:
    return {"deed": deed} | {f"{deed}-{name}": value for name, value in fields.items()}


def _done(world: Any) -> Mapping[str, Any]:
    set_post(world.cast["campaign_office"].post)
    return _form("done", task=CampaignTask.objects.get(organ=world.cast.organ("lin")).pk, evidence="List 1.")


def _take(world: Any) -> Mapping[str, Any]:
    return _form("take", case=world.cast.matter(world.cases["registered"]).number)


_CASE, _ORGAN = "/campaigns/{campaign}/cases/{case}/", "/campaigns/{campaign}/organs/"
CAMPAIGN_PAGES: dict[str, Any] = {
    "/campaigns/": _form("open", pack="unpaid-compensation-2026"),
    "/campaigns/{campaign}/?sweep": _form("sweep"),
    "/campaigns/{campaign}/?take": _take,
    "/campaigns/{campaign}/?prove": _form("prove", item="exit:reconciled", evidence="List 2."),
    "/campaigns/{campaign}/?enter": _form("enter"),
    "/campaigns/{campaign}/?leave": _form("leave"),
    "/campaigns/{campaign}/bodies/?name": _form("name", kind="LEADING_GROUP", name="Group", paper="Notice 3"),
    f"{_CASE}?propose": _form(
        "propose", reason="CONCLUDED_LEGACY", evidence="File 9.", paper="Decision 9", proof_on=DAY.isoformat(),
        review_on=(DAY + timedelta(days=80)).isoformat(),
    ),
    f"{_CASE}?confirm": _form("confirm", words=""),
    f"{_CASE}?refuse": _form("refuse", words="No."),
    f"{_CASE}?object": _form("object", words="I object.", objected_on=DAY.isoformat()),
    f"{_CASE}?answer": _form("answer", uphold="upheld", words="She is right."),
    f"{_CASE}?bring": _form("bring", words="It ended."),
    f"{_ORGAN}{{lin}}/?duty": _form("duty", duty="special_team", evidence="Order 1."),
    f"{_ORGAN}{{lin}}/?done": _done,
    f"{_ORGAN}{{lin}}/?task": lambda world: _form(
        "task", organ=world.cast.organ("lin"), words="Count again.", due="2026-9-1", parent=""
    ),
    f"{_ORGAN}{{river}}/?contact": _form("contact", duty="liaison", name="Officer Bai", reach="8123"),
    f"{_ORGAN}{{river}}/?report": _form("report", kind="return", key="2011-12", words=""),
}  # fmt: skip
