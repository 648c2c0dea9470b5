"""Stages with their lists, who opens a campaign, and what counts as resolved."""

from datetime import timedelta

import pytest
from django.db.models import Q

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.reads.scope_at import denominator, stage_part
from dengwen.domains.campaigns.reads.standing import figures_of
from dengwen.domains.campaigns.verbs.run_stages import enter_stage, leave_stage, open_campaign, prove_item
from dengwen.domains.campaigns.verbs.sweep_cases import take_into_campaign
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.verbs.merge_matters import merge_matters
from dengwen.domains.cases.verbs.reopen_matter import reopen_matter
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.foundation.permissions.acting import set_post
from tests.campaigns.office import PACK, Office, open_office
from tests.cast import MORNING, Cast
from tests.handling.walk import Walk


@pytest.fixture
def office(cast: Cast) -> Office:
    """A campaign of the province, opened, with two of Lin County's cases in it."""
    return open_office(cast)


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


PARTS = ("fixed", "done", "rest")


def test_stages_need_their_lists(office: Office) -> None:
    with refused("stage.lacking"):
        enter_stage(campaign=office.campaign, actor=office["campaign_office"], at=office.next())
    with refused("duty.no_evidence"):
        office.prove("plan_issued", "entry", evidence=" ")
    with refused("duty.unknown"):
        prove_item(
            campaign=office.campaign, item="reconciled", kind="entry", evidence="x", actor=office["campaign_office"],
            at=office.next(),
        )  # fmt: skip
    office.prove("plan_issued", "entry")
    office.prove("office_named", "entry")
    enter_stage(campaign=office.campaign, actor=office["campaign_office"], at=office.next())
    with refused("stage.runs"):
        enter_stage(campaign=office.campaign, actor=office["campaign_office"], at=office.next())
    with refused("stage.lacking"):
        leave_stage(campaign=office.campaign, actor=office["campaign_office"], at=office.next())


def test_who_may_open_and_only_once(office: Office) -> None:
    with refused("campaign.opened_already"):
        open_campaign(pack=PACK, actor=office["campaign_office"], at=MORNING)
    with refused("right.missing"):
        open_campaign(pack=PACK, actor=office["inspector"], at=MORNING)
    with refused("campaign.pack_unknown"):
        open_campaign(pack="no-such-campaign", actor=office["campaign_office"], at=MORNING)
    assert open_campaign(pack="unpaid-compensation-2026", actor=office["campaign_office"], at=MORNING)


def test_resolved_is_what_a_higher_organ_verified_as_long_as_it_stands(office: Office) -> None:
    case = Walk(office.cast, office.cast.registered(at=MORNING).pk).until("vouch").case
    close_matter(case=case, actor=office["reviewer"], at=MORNING + timedelta(days=30))
    take_into_campaign(case=case, campaign=office.campaign, actor=office["campaign_office"], at=office.next())
    numbers = figures_of(office.seen(), office["campaign_office"].bureau)
    assert (numbers["in"], numbers["resolved"], numbers["unresolved"]) == (3, 1, 2)
    reopen_matter(case=case, reason="The sample found it wrong.", actor=office["reviewer"], at=office.next())
    numbers = figures_of(office.seen(), office["campaign_office"].bureau)
    assert (numbers["in"], numbers["resolved"], numbers["unresolved"]) == (3, 0, 3)


def test_merging_hides_nothing(office: Office) -> None:
    run = office.begin_resolution()
    one, other = office.cases
    merge_matters(case=one, into=other, reason="The same.", actor=office["registrar"], at=office.next())
    set_post(office["campaign_office"].post)
    assert Matter.objects.filter(stage_part(run, "rest") or Q()).count() == 2
    assert denominator(office.campaign, office.at) == 2


def test_what_is_closed_after_the_day_of_a_target_met_no_target(office: Office) -> None:
    run = office.begin_resolution()
    case = Walk(office.cast, office.cases[0]).until("vouch").case
    close_matter(case=case, actor=office["reviewer"], at=MORNING + timedelta(days=40))
    closed = (MORNING + timedelta(days=40)).date()
    set_post(office["campaign_office"].post)
    for by, done in ((closed, 1), (closed - timedelta(days=1), 0)):
        counted = {part: Matter.objects.filter(stage_part(run, part, by) or Q()).count() for part in PARTS}
        assert counted == {"fixed": 2, "done": done, "rest": 2 - done}
    assert Matter.objects.filter(stage_part(run, "done") or Q()).count() == 1, "resolved, and too late"
