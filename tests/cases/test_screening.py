"""From registered to accepted, or to somebody else's desk."""

from datetime import date, timedelta

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.verbs.accept_matter import accept_matter
from dengwen.domains.cases.verbs.assign_team import assign_team
from dengwen.domains.cases.verbs.begin_screening import begin_screening
from dengwen.domains.cases.verbs.divert_matter import divert_matter
from dengwen.domains.cases.verbs.merge_matters import merge_matters
from dengwen.domains.cases.verbs.not_accept_matter import not_accept_matter
from dengwen.domains.cases.verbs.object_to_matter import object_to_matter, refuse_objection, take_back_matter
from dengwen.domains.cases.verbs.send_matter import assign_matter, transfer_matter
from dengwen.domains.cases.verbs.sign_for_matter import sign_for_matter
from dengwen.domains.deadlines.models import Clock
from dengwen.foundation.organs.verbs.merge_organs import merge_organs
from dengwen.foundation.rulebook.loading import code_list
from tests.cast import MORNING, Cast

LATER = MORNING + timedelta(days=3)


def test_accepting_starts_the_sixty_days(cast: Cast) -> None:
    matter = cast.registered()
    accept_matter(case=matter.pk, actor=cast["registrar"], at=LATER)
    matter = cast.matter(matter.pk)
    assert (matter.state, matter.accepted_on) == ("accepted", date(2026, 3, 5))
    assert matter.handling_due == date(2026, 5, 6)  # 60 days end on 4 May, a holiday; 5 May too
    assert matter.due == date(2026, 5, 4), "the organ is shown the day that is not rolled"


def test_a_late_acceptance_buys_no_time(cast: Cast) -> None:
    matter = cast.registered()
    accept_matter(case=matter.pk, actor=cast["registrar"], at=MORNING + timedelta(days=40))
    clock = Clock.objects.get(matter=matter, rule="CN22-HDL-60")
    assert clock.starts_on == date(2026, 3, 17)


def test_a_transferred_matter_leaves_the_sender_in_sight_of_it(cast: Cast) -> None:
    matter = cast.registered()
    transfer_matter(
        case=matter.pk,
        to=cast.organ("quarry"),
        reason="It happened there.",
        actor=cast["registrar"],
        at=LATER,
    )
    assert cast.matter(matter.pk, "registrar").organ_id == cast.organ("quarry")
    assert cast.matter(matter.pk, "stone_registrar").state == "transferred"
    with pytest.raises(Matter.DoesNotExist):
        cast.matter(matter.pk, "moss_registrar")
    with pytest.raises(Refusal, match="place.not_holder"):
        sign_for_matter(case=matter.pk, actor=cast["registrar"], at=LATER)


def test_objection_and_refusal_keep_the_petitioners_day(cast: Cast) -> None:
    matter = _transferred_to_moss(cast)
    day = cast.matter(matter.pk).accept_due
    sign_for_matter(case=matter.pk, actor=cast["moss_registrar"], at=LATER)
    object_to_matter(
        case=matter.pk, reason=_first("objection_reasons"), explanation="Not our road.", actor=cast["moss_registrar"],
        at=LATER,
    )  # fmt: skip
    assert (cast.matter(matter.pk).state, cast.matter(matter.pk).organ_id) == ("objected", cast.organ("lin"))
    refuse_objection(case=matter.pk, reason="It is your road.", actor=cast["registrar"], at=LATER)
    matter = cast.matter(matter.pk, "moss_registrar")
    assert (matter.state, matter.organ_id, matter.accept_due) == ("screening", cast.organ("moss"), day)


def test_the_sender_may_take_it_back(cast: Cast) -> None:
    matter = _transferred_to_moss(cast)
    object_to_matter(
        case=matter.pk, reason=_first("objection_reasons"), explanation="Not ours.", actor=cast["moss_registrar"],
        at=LATER,
    )  # fmt: skip
    take_back_matter(case=matter.pk, actor=cast["registrar"], at=LATER)
    matter = cast.matter(matter.pk)
    assert (matter.state, matter.organ_id, matter.sender_id) == ("screening", cast.organ("lin"), None)


def test_an_assigned_matter_owes_its_report_by_the_letters_day(cast: Cast) -> None:
    matter = cast.registered("city_registrar")
    assign_matter(
        case=matter.pk, to=cast.organ("lin"), reason="Important.", report_by=date(2026, 4, 30),
        actor=cast["city_registrar"], at=LATER,
    )  # fmt: skip
    clock = Clock.objects.get(matter=matter, rule="CN22-ASG-FIX")
    assert clock.legal == date(2026, 4, 30)


def test_diverting_and_not_accepting_say_why(cast: Cast) -> None:
    matter = cast.registered()
    with pytest.raises(Refusal, match="divert.no_reason"):
        divert_matter(case=matter.pk, route=_first("routes"), reason=" ", actor=cast["registrar"], at=LATER)
    divert_matter(
        case=matter.pk, route=_first("routes"), reason="A court decides.", actor=cast["registrar"], at=LATER
    )
    diverted = cast.matter(matter.pk)
    assert diverted.is_open and diverted.due_rule == "DSN-UPD-28", "until the other organ confirms it"
    other = cast.registered()
    not_accept_matter(
        case=other.pk, reason=_first("not_accept_reasons"), explanation="The court has it.", actor=cast["registrar"],
        at=LATER,
    )  # fmt: skip
    assert not cast.matter(other.pk).is_open and cast.matter(other.pk).due is None


def test_a_merged_matter_keeps_its_number_and_stops_its_clocks(cast: Cast) -> None:
    first, second = cast.registered(), cast.registered()
    merge_matters(case=second.pk, into=first.pk, reason="The same theft.", actor=cast["registrar"], at=LATER)
    matter = cast.matter(second.pk)
    assert (matter.state, matter.merged_into_id, matter.number) == ("merged", first.pk, "991101-2026-000002")
    assert not Clock.objects.filter(matter=matter, stopped=False, met_on=None).exists()
    third = cast.registered()
    with pytest.raises(Refusal, match="merge.other_merged"):
        merge_matters(case=third.pk, into=second.pk, reason="Again.", actor=cast["registrar"], at=LATER)


def test_a_stale_form_is_refused(cast: Cast) -> None:
    matter = cast.registered()
    begin_screening(case=matter.pk, actor=cast["registrar"], at=LATER, version=matter.version)
    with pytest.raises(Refusal, match="case.stale"):
        accept_matter(case=matter.pk, actor=cast["registrar"], at=LATER, version=matter.version)


def test_only_people_of_the_holding_organ_are_put_on_a_case(cast: Cast) -> None:
    matter = cast.registered()
    team = {"leader": cast["leader"].post, "handler": cast["handler"].post, "unit": cast.organ("lin_unit")}
    assign_team(case=matter.pk, actor=cast["registrar"], at=LATER, **team)
    assert cast.matter(matter.pk).state == "registered", "putting people on a case changes no state"
    with pytest.raises(Refusal, match="team.post_not_here"):
        assign_team(case=matter.pk, actor=cast["registrar"], at=LATER, handler=cast["moss_handler"].post)
    with pytest.raises(Refusal, match="team.post_not_here"):
        assign_team(case=matter.pk, actor=cast["registrar"], at=LATER, leader=cast["handler"].post)
    with pytest.raises(Refusal, match="team.unit_not_here"):
        assign_team(case=matter.pk, actor=cast["registrar"], at=LATER, unit=cast.organ("river_unit"))
    assign_team(case=matter.pk, actor=cast["city_leader"], at=LATER, leader=cast["leader"].post)


def test_after_a_merger_the_successor_acts_in_the_matter(cast: Cast) -> None:
    matter = cast.registered()
    with pytest.raises(Refusal, match="case.not_found"):
        accept_matter(case=matter.pk, actor=cast["moss_registrar"], at=LATER)
    merge_organs(organ=cast.organ("lin"), into=cast.organ("moss"), on=LATER.date(), actor_post=None, at=LATER)
    accept_matter(case=matter.pk, actor=cast["moss_registrar"], at=LATER)
    assert cast.matter(matter.pk, "moss_registrar").state == "accepted"


def _transferred_to_moss(cast: Cast) -> Matter:
    matter = cast.registered()
    transfer_matter(
        case=matter.pk, to=cast.organ("moss"), reason="Their road.", actor=cast["registrar"], at=LATER
    )
    return matter


def _first(name: str) -> str:
    return code_list(name).entries[0].code
