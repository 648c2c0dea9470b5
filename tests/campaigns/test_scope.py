"""What a campaign counts: taken in by criteria, left outside by two people for a time, back by itself."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.models import CampaignCase, ScopeChange, ScopeDecision, StageRun
from dengwen.domains.campaigns.reads.scope_at import (
    cases_in_scope,
    changes_since,
    denominator,
    members_digest,
)
from dengwen.domains.campaigns.reads.scope_queue import queue_counts
from dengwen.domains.campaigns.reads.verify_campaigns import verify_campaigns
from dengwen.domains.campaigns.verbs.decide_scope import (
    answer_scope_objection,
    bring_into_scope,
    confirm_out_of_scope,
    object_to_scope,
    refuse_out_of_scope,
)
from dengwen.domains.campaigns.verbs.lapse_scope import lapse_scope
from dengwen.domains.campaigns.verbs.sweep_cases import sweep_cases, take_into_campaign
from dengwen.domains.cases.access import STORED
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.verbs.raise_level import raise_level
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.rulebook.reads.pinned_campaigns import pinned_campaigns
from tests.campaigns.office import OLD, PACK, Office, open_office
from tests.cast import DAY, MORNING, Cast
from tests.handling.walk import Words


@pytest.fixture
def office(cast: Cast) -> Office:
    """A campaign of the province, opened, with two of Lin County's cases in it."""
    return open_office(cast)


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


def test_the_sweep_takes_each_matter_once_with_an_entry_of_its_own(office: Office) -> None:
    assert office.swept.taken == 2 and office.swept.kept_out == 0
    for case in office.cases:
        entries = office.events(case)
        assert entries.count("take_into_campaign") == 1
    again = sweep_cases(campaign=office.campaign, actor=office["campaign_office"], at=office.next())
    assert again.taken == 0
    last = Entry.objects.filter(kind="campaign", subject=office.campaign).order_by("-seq")[0]
    assert last.event == "campaign_swept"
    assert office.campaign and pinned_campaigns()[PACK]


def test_chunks_take_what_one_would(cast: Cast) -> None:
    office = open_office(cast, chunk=1)
    assert office.swept.taken == 2 and denominator(office.campaign, office.at) == 2
    with refused("scope.in_campaign"):
        take_into_campaign(
            case=office.cases[0], campaign=office.campaign, actor=office["campaign_office"], at=office.next()
        )


def test_a_chunk_asks_one_thing_more_for_each_matter(office: Office) -> None:
    def statements(count: int) -> int:
        for _number in range(count):
            office.cast.registered(at=office.next(), received_on=OLD, occurred_on=OLD)
        with CaptureQueriesContext(connection) as seen:
            assert (
                sweep_cases(campaign=office.campaign, actor=office["campaign_office"], at=office.next()).taken
                == count
            )
        return len(seen.captured_queries)

    few = statements(2)
    assert statements(7) <= few + 5, "each matter's own new version, and nothing else"


def test_only_the_office_of_the_province_takes_in(office: Office) -> None:
    case = office.cast.registered(at=office.next()).pk
    with refused("right.missing"):
        take_into_campaign(case=case, campaign=office.campaign, actor=office["leader"], at=office.next())
    with refused("right.missing"):
        sweep_cases(campaign=office.campaign, actor=office["inspector"], at=office.next())


def test_a_second_person_leaves_it_outside_for_a_time(office: Office) -> None:
    case = office.cases[0]
    office.propose(case)
    assert CampaignCase.objects.get(matter=case).counted, "a proposal alone changes nothing"
    with refused("scope.same_person"):
        confirm_out_of_scope(
            case=case, campaign=office.campaign, actor=office["office_two"], at=office.next()
        )
    with refused("campaign.not_office"):
        confirm_out_of_scope(case=case, campaign=office.campaign, actor=office["leader"], at=office.next())
    with refused("scope.proposed_already"):
        office.propose(case)
    office.confirm(case)
    assert not CampaignCase.objects.get(matter=case).counted
    matter = office.cast.matter(case)
    assert matter.is_open and matter.state == "registered" and matter.due, (
        "outside is neither closed nor gone"
    )
    assert denominator(office.campaign, office.at) == 1
    today = office.day
    assert queue_counts(office.seen(), today)["untold"] == 1, "the petitioner is to be told"


def test_a_refused_proposal_leaves_it_in(office: Office) -> None:
    case = office.cases[0]
    office.propose(case)
    with refused("scope.no_words"):
        refuse_out_of_scope(
            case=case, campaign=office.campaign, words=" ", actor=office["campaign_office"], at=office.next()
        )
    refuse_out_of_scope(
        case=case, campaign=office.campaign, words="No proof of service.", actor=office["campaign_office"],
        at=office.next(),
    )  # fmt: skip
    assert CampaignCase.objects.get(matter=case).counted
    office.propose(case)
    assert ScopeDecision.objects.filter(matter=case).count() == 2


def test_an_objection_is_answered_by_a_third_person_and_brings_it_back(office: Office) -> None:
    case = office.cases[0]
    office.exclude(case)
    words: Words = {"case": case, "campaign": office.campaign, "words": "I was never served."}
    object_to_scope(actor=office["registrar"], at=office.next(), objected_on=office.day, **words)
    with refused("scope.objected_already"):
        object_to_scope(actor=office["registrar"], at=office.next(), objected_on=office.day, **words)
    answer: Words = {"case": case, "campaign": office.campaign, "uphold": True, "words": "She is right."}
    for part in ("office_two", "campaign_office"):
        with refused("scope.same_person"):
            answer_scope_objection(actor=office[part], at=office.next(), **answer)
    answer_scope_objection(actor=office["office_three"], at=office.next(), **answer)
    set_post(office["campaign_office"].post)
    assert CampaignCase.objects.get(matter=case).counted
    assert denominator(office.campaign, office.at) == 2
    causes = list(ScopeChange.objects.filter(matter=case).order_by("pk").values_list("cause", flat=True))
    assert causes == ["taken", "excluded", "objected"]


def test_a_reason_lapses_by_itself_after_its_day(office: Office) -> None:
    case = office.cases[0]
    office.exclude(case)
    review = ScopeDecision.objects.get(matter=case).review_on
    assert lapse_scope(day=review, at=_at(review)) == 0, "on its last day it still holds"
    assert lapse_scope(day=review + timedelta(1), at=_at(review + timedelta(1))) == 1
    assert lapse_scope(day=review + timedelta(1), at=_at(review + timedelta(1))) == 0
    set_post(office["campaign_office"].post)
    assert CampaignCase.objects.get(matter=case).counted
    assert office.events(case)[-1] == "scope_lapsed"
    bystander, matter = office["campaign_office"].account, Matter.objects.get(pk=office.cases[1])
    assert not STORED.acted(bystander, matter), "to sweep is not to act in the case"
    assert STORED.acted(bystander, Matter.objects.get(pk=case)), "to confirm is"
    with refused("day.future"):
        lapse_scope(day=review + timedelta(2), at=_at(review))


def test_it_comes_back_when_what_it_rests_on_ends(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pack names the events; here an event that this state knows stands for them."""
    case = office.cases[0]
    office.exclude(case)
    monkeypatch.setattr("dengwen.domains.campaigns.verbs.lapse_scope._ending", lambda of: {"raise_level"})
    monkeypatch.setattr(
        "dengwen.domains.campaigns.verbs.lapse_scope.ended_by",
        lambda pack, reason, event: event == "raise_level",
    )
    monkeypatch.setattr(
        "dengwen.domains.campaigns.verbs.lapse_scope._VERB_OF", {"level_raised": "raise_level"}
    )
    before = len(office.events(case))
    raise_level(
        case=case, reason="The county is too close.", actor=office["city_registrar"], at=office.next()
    )
    set_post(office["campaign_office"].post)
    assert CampaignCase.objects.get(matter=case).counted
    assert len(office.events(case)) == before + 1, "by the same entry"


def test_somebody_brings_it_back_by_hand(office: Office) -> None:
    case = office.cases[0]
    with refused("scope.not_excluded"):
        bring_into_scope(
            case=case, campaign=office.campaign, words="x", actor=office["registrar"], at=office.next()
        )
    office.exclude(case)
    bring_into_scope(
        case=case, campaign=office.campaign, words="The agreement was not kept.", actor=office["registrar"],
        at=office.next(),
    )  # fmt: skip
    assert CampaignCase.objects.get(matter=case).counted


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


def test_nothing_is_dated_back_before_a_stage_began(office: Office) -> None:
    early = office.at
    office.begin_resolution()
    office.propose(office.cases[0])
    with refused("scope.backdated"):
        confirm_out_of_scope(
            case=office.cases[0], campaign=office.campaign, actor=office["campaign_office"], at=early
        )


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


def _at(day: date) -> datetime:
    return MORNING + (day - DAY)
