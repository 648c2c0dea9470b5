"""Attempts to bend a campaign's figures through the doors: each is refused, or changes no figure (issue 4)."""

from datetime import date, timedelta

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.reads.figures import figures_of as month_figures
from dengwen.domains.campaigns.models import StageCount
from dengwen.domains.campaigns.reads.scope_at import changes_since
from dengwen.domains.campaigns.reads.standing import TargetLine, figures_of, runs_of, target_lines
from dengwen.domains.campaigns.verbs.book_of_campaign import pack_of
from dengwen.domains.campaigns.verbs.decide_scope import confirm_out_of_scope
from dengwen.domains.campaigns.verbs.run_stages import enter_stage
from dengwen.domains.campaigns.verbs.sweep_cases import take_into_campaign
from dengwen.domains.cases.verbs.merge_matters import merge_matters
from dengwen.domains.cases.verbs.send_matter import transfer_matter
from dengwen.domains.closure.verbs.accept_dossier import accept_dossier
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.closure.verbs.judge_item import judge_item
from dengwen.domains.deadlines.models import Clock, ClockPause
from dengwen.foundation.permissions.actor import Actor
from tests.campaigns.office import Office, open_office
from tests.cast import MORNING, Cast
from tests.handling.procedures import hear, pass_days
from tests.handling.walk import Walk, walk

TO_COME = date(2026, 12, 31)


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


@pytest.fixture
def office(cast: Cast) -> Office:
    """A campaign with two registered cases of Lin County in it, and a third that only has to be closed."""
    office = open_office(cast)
    third = Walk(cast, cast.registered(at=MORNING).pk).until("vouch")
    office.at = third.at + timedelta(hours=1)
    take_into_campaign(
        case=third.case, campaign=office.campaign, actor=office["campaign_office"], at=office.next()
    )
    office.cases.append(third.case)
    return office


def resolved(office: Office) -> tuple[int, int, int]:
    numbers = figures_of(office.seen(), office["campaign_office"].bureau)
    return numbers["in"], numbers["resolved"], numbers["unresolved"]


def target(office: Office) -> TargetLine:
    campaign, actor = office.seen(), office["campaign_office"]
    counted, pack = figures_of(campaign, actor.bureau), pack_of(campaign)
    # The plan of 2011 with a target that is still to come in the year of the cast.
    later = tuple(each.model_copy(update={"by": TO_COME}) for each in pack.targets)
    pack = pack.model_copy(update={"targets": later})
    return target_lines(actor, campaign, pack, runs_of(campaign), counted)[0]


def closing(case: int, actor: Actor, office: Office) -> None:
    close_matter(case=case, actor=actor, at=office.next())


def test_the_handling_organs_own_reviewer_closes_nothing(office: Office) -> None:
    own, case = office["own_reviewer"], office.cases[2]
    with refused("examine.own_organ"):
        closing(case, own, office)
    way = walk(office.cast, "hand_in")
    with refused("examine.own_organ"):
        judge_item(case=way.case, item=way.items()[0].pk, finding="met", actor=own, at=way.at)
    with refused("examine.own_organ"):
        accept_dossier(case=way.case, actor=own, at=way.at)
    assert resolved(office) == (3, 0, 3)
    closing(case, office["reviewer"], office)
    assert resolved(office) == (3, 1, 2), "the organ above may, and then it counts"


def test_excluding_on_the_last_day_does_not_raise_the_rate(office: Office) -> None:
    run = office.begin_resolution()
    closing(office.cases[2], office["reviewer"], office)
    before = target(office)
    assert (before.denominator, before.resolved, before.reached) == (3, 1, 333)
    office.exclude(office.cases[0])
    after = target(office)
    assert (after.denominator, after.resolved, after.reached) == (3, 1, 333)
    (listed,) = changes_since(run)
    assert (listed.case, listed.step, listed.reason) == (office.cases[0], -1, "CONCLUDED_LEGACY")


def test_nothing_is_dated_back_before_the_stage(office: Office) -> None:
    before = office.at
    run = office.begin_resolution()
    late = office.cast.registered(at=before - timedelta(minutes=5)).pk
    office.propose(office.cases[0])
    with refused("scope.backdated"):
        confirm_out_of_scope(
            case=office.cases[0], campaign=office.campaign, actor=office["campaign_office"],
            at=run.entered_at - timedelta(seconds=1),
        )  # fmt: skip
    with refused("scope.backdated"):
        take_into_campaign(
            case=late, campaign=office.campaign, actor=office["campaign_office"], at=run.entered_at
        )
    assert target(office).denominator == run.denominator == 3


def test_a_stage_is_not_begun_before_the_scope_that_it_would_count(office: Office) -> None:
    for item in ("plan_issued", "office_named"):
        office.prove(item, "entry")
    with refused("stage.backdated"):
        enter_stage(campaign=office.campaign, actor=office["campaign_office"], at=MORNING)


def test_merging_hides_nothing_and_resolves_nothing(office: Office) -> None:
    office.begin_resolution()
    one, other, closed = office.cases
    closing(closed, office["reviewer"], office)
    with refused("merge.other_ended"):
        merge_matters(case=one, into=closed, reason="The same.", actor=office["registrar"], at=office.next())
    assert (resolved(office), target(office).reached) == ((3, 1, 2), 333)
    merge_matters(case=one, into=other, reason="The same.", actor=office["registrar"], at=office.next())
    assert (resolved(office), target(office).reached) == ((3, 1, 2), 333)
    assert target(office).denominator == 3


def test_a_pause_at_the_end_of_the_month_takes_nothing_out_of_overdue(cast: Cast) -> None:
    way = Walk(cast, cast.registered(at=MORNING).pk).until("step")
    limit = cast.matter(way.case).handling_due
    assert limit is not None
    pass_days(way, (limit - way.day).days + 3)
    month_end = date(way.day.year + way.day.month // 12, way.day.month % 12 + 1, 1) - timedelta(days=1)

    def counted() -> tuple[int, int, int]:
        found = month_figures(
            actor=cast["registrar"], organ=cast.organ("lin"), month=month_end, split="organ", today=month_end
        )
        numbers = found.total.numbers
        return numbers["open"], numbers["overdue"], numbers["decide_due"]

    before, clocks = counted(), list(Clock.objects.filter(matter=way.case).values_list("rule", "legal"))
    assert before[:2] == (1, 1)
    hear(way)
    assert way.day <= month_end, "the hearing is opened before the month is over"
    assert counted() == before
    assert list(Clock.objects.filter(matter=way.case).values_list("rule", "legal"))[: len(clocks)] == clocks
    assert not ClockPause.objects.filter(matter=way.case).exists(), "only a re-review's limit can stand still"
    assert cast.matter(way.case).handling_due == limit


def test_another_organ_afterwards_changes_no_part_of_the_stage(office: Office) -> None:
    run = office.begin_resolution()
    parts = {row.organ_id: row.number for row in StageCount.objects.filter(run=run)}
    assert parts == {office.cast.organ("lin"): 3}
    whole = target(office)
    transfer_matter(
        case=office.cases[0], to=office.cast.organ("moss"), reason="It happened in Moss County.",
        actor=office["registrar"], at=office.next(),
    )  # fmt: skip
    office.seen()
    assert {row.organ_id: row.number for row in StageCount.objects.filter(run=run)} == parts
    now = target(office)
    assert (now.denominator, now.resolved, now.reached) == (whole.denominator, whole.resolved, whole.reached)
    run.refresh_from_db()
    assert run.denominator == 3
