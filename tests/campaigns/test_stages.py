"""The stages of a campaign: a denominator that stays, lists with evidence, rows that the database keeps."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.db.models import Q

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.models import CampaignCase, ScopeDecision, StageRun
from dengwen.domains.campaigns.reads.scope_at import (
    cases_in_scope,
    changes_since,
    denominator,
    members_digest,
    stage_part,
)
from dengwen.domains.campaigns.reads.standing import figures_of
from dengwen.domains.campaigns.reads.verify_campaigns import verify_campaigns
from dengwen.domains.campaigns.verbs.decide_scope import (
    confirm_out_of_scope,
)
from dengwen.domains.campaigns.verbs.run_stages import enter_stage, leave_stage, open_campaign, prove_item
from dengwen.domains.campaigns.verbs.sweep_cases import sweep_cases, take_into_campaign
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.verbs.merge_matters import merge_matters
from dengwen.domains.cases.verbs.reopen_matter import reopen_matter
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.foundation.permissions.acting import set_post
from tests.campaigns.office import OLD, PACK, Office, open_office
from tests.cast import MORNING, Cast
from tests.handling.walk import Walk


@pytest.fixture
def office(cast: Cast) -> Office:
    """A campaign of the province, opened, with two of Lin County's cases in it."""
    return open_office(cast)


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


def test_the_denominator_of_a_stage_stays_and_changes_are_listed(office: Office) -> None:
    run = office.begin_resolution()
    assert run.denominator == 2 and run.members == members_digest(office.cases)
    start = run.entered_at
    office.exclude(office.cases[0])
    later = office.cast.registered(at=office.next(), received_on=OLD, occurred_on=OLD).pk
    sweep_cases(campaign=office.campaign, actor=office["campaign_office"], at=office.next())
    set_post(office["campaign_office"].post)
    assert StageRun.objects.get(pk=run.pk).denominator == 2
    assert denominator(office.campaign, start) == 2 and set(cases_in_scope(office.campaign, start)) == set(
        office.cases
    )
    assert [(change.case, change.step) for change in changes_since(run)] == [
        (later, 1),
        (office.cases[0], -1),
    ]


def test_merging_hides_nothing(office: Office) -> None:
    run = office.begin_resolution()
    one, other = office.cases
    merge_matters(case=one, into=other, reason="The same.", actor=office["registrar"], at=office.next())
    set_post(office["campaign_office"].post)
    assert Matter.objects.filter(stage_part(run, "rest") or Q()).count() == 2
    assert denominator(office.campaign, office.at) == 2


def test_resolved_is_what_a_higher_organ_verified_as_long_as_it_stands(office: Office) -> None:
    case = Walk(office.cast, office.cast.registered(at=MORNING).pk).until("vouch").case
    close_matter(case=case, actor=office["reviewer"], at=MORNING + timedelta(days=30))
    take_into_campaign(case=case, campaign=office.campaign, actor=office["campaign_office"], at=office.next())
    numbers = figures_of(office.seen(), office["campaign_office"].bureau)
    assert (numbers["in"], numbers["resolved"], numbers["unresolved"]) == (3, 1, 2)
    reopen_matter(case=case, reason="The sample found it wrong.", actor=office["reviewer"], at=office.next())
    numbers = figures_of(office.seen(), office["campaign_office"].bureau)
    assert (numbers["in"], numbers["resolved"], numbers["unresolved"]) == (3, 0, 3)


def test_nothing_is_dated_back_before_a_stage_began(office: Office) -> None:
    early = office.at
    office.begin_resolution()
    office.propose(office.cases[0])
    with refused("scope.backdated"):
        confirm_out_of_scope(
            case=office.cases[0], campaign=office.campaign, actor=office["campaign_office"], at=early
        )


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


BEHIND = (
    "UPDATE campaigns_scopechange SET step = -step",
    "UPDATE campaigns_stagecount SET number = 1",
    "DELETE FROM campaigns_campaigncase",
    "DELETE FROM campaigns_itemmark",
    "UPDATE campaigns_stagerun SET denominator = 1",
    "UPDATE campaigns_campaigncase SET counted = false",
    "UPDATE campaigns_scopedecision SET review_on = review_on + 100",
)


def test_the_database_keeps_the_ledger_and_the_rows_together(kept_cast: Cast) -> None:
    with transaction.atomic():
        office = open_office(kept_cast)
        office.begin_resolution()
        office.exclude(office.cases[0])
    assert [*verify_everything(), *verify_campaigns()] == []
    for statement in BEHIND:
        with pytest.raises(DatabaseError, match="Dengwen|permission|append"):
            _behind_the_back(office, statement)

    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE campaigns_stagerun DISABLE TRIGGER USER")
        cursor.execute("UPDATE campaigns_stagerun SET denominator = 1 WHERE stage = 'resolution'")
    (found,) = verify_campaigns()
    assert "says denominator is 1; the ledger says 2" in found.detail


def _behind_the_back(office: Office, statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        set_post(office["campaign_office"].post)
        cursor.execute(statement)


def test_strangers_see_no_row(office: Office) -> None:
    office.exclude(office.cases[0])
    for part, seen in (("moss_registrar", 0), ("stone_registrar", 0), ("registrar", 2), ("reviewer", 2)):
        set_post(office[part].post)
        assert CampaignCase.objects.count() == seen
        assert ScopeDecision.objects.count() == (1 if seen else 0)
