"""Raising the level: by one deed, or at once where the holder is accused; the matter goes on where it stood."""

from datetime import date, timedelta

import pytest

from dengwen.domains.cases.models import Involvement, Matter
from dengwen.domains.cases.states import State
from dengwen.domains.cases.verbs.begin_screening import begin_screening
from dengwen.domains.cases.verbs.name_respondent import name_respondent
from dengwen.domains.cases.verbs.raise_level import raise_level
from dengwen.domains.cases.verbs.reopen_matter import reopen_matter
from dengwen.domains.cases.verbs.send_matter import transfer_matter
from dengwen.domains.cases.verbs.sign_for_matter import sign_for_matter
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.deadlines.models import Clock
from dengwen.foundation.ledger.models import Entry
from tests.cast import MORNING, Cast
from tests.handling.walk import Walk, Words, walk
from tests.independence.people import (
    ACCUSATION,
    APPEAL,
    add_actor,
    appeal,
    counts,
    refused,
    seen,
)

LATER = MORNING + timedelta(hours=1)
WHY: Words = {"reason": "It happened there."}


def test_one_deed_raises_the_level_and_buys_no_time(land: Cast) -> None:
    case = appeal(land, organ="lin")
    before = seen(land, case)
    raise_level(case=case, reason="We are complained about.", actor=land["registrar"], at=LATER)
    matter = seen(land, case)
    assert (matter.organ_id, matter.state) == (land.organ("river"), State.REGISTERED)
    assert (matter.due, matter.accept_due) == (before.due, before.accept_due)
    entry = Entry.objects.get(kind="case", subject=case, event="level_raised")
    assert f'"raised_to":{land.organ("river")}' in entry.payload
    assert Clock.objects.filter(matter=case, stopped=True).count() == 0
    begin_screening(case=case, actor=land["city_registrar"], at=LATER)
    with refused("conflict.to_organ"):
        transfer_matter(case=case, to=land.organ("lin"), actor=land["city_registrar"], at=LATER, **WHY)
    assert Involvement.objects.filter(matter=case, organ=land.organ("lin"), kind="sent").exists()


def test_the_level_is_raised_past_whoever_is_complained_about(land: Cast) -> None:
    case = appeal(land, organ="river")
    raise_level(case=case, reason="The city is complained about.", actor=land["registrar"], at=LATER)
    assert seen(land, case).organ_id == land.organ("province")


def test_a_petitioner_may_ask_for_a_higher_organ_without_complaining_about_any(land: Cast) -> None:
    way = walk(land, "plan")
    raise_level(case=way.case, reason="The petitioner asks for it.", actor=land["registrar"], at=way.at)
    matter = seen(land, way.case)
    assert (matter.organ_id, matter.state, matter.handler_id) == (land.organ("river"), State.PLANNING, None)
    with refused("raise.no_reason"):
        raise_level(case=way.case, reason=" ", actor=land["city_registrar"], at=way.at)


def test_nobody_above_the_top(land: Cast) -> None:
    add_actor(land, "top_registrar", "ministry", "registrar")
    case = land.registered("top_registrar", **APPEAL).pk
    with refused("conflict.nobody_above"):
        raise_level(case=case, reason="Higher.", actor=land["top_registrar"], at=LATER)


@pytest.mark.parametrize(
    ("last", "state"),
    [
        ("accept", State.ACCEPTED), ("step", State.INVESTIGATING), ("serve", State.SERVED), ("hand_in", State.REDO),
        ("vouch", State.REDO),
    ],
)  # fmt: skip
def test_an_accusation_of_the_holder_takes_the_matter_up_at_any_stage(
    land: Cast, last: str, state: State
) -> None:
    way = walk(land, last)
    name_respondent(
        case=way.case, organ=land.organ("lin"), reason="So it says.", actor=land["registrar"], at=way.at
    )
    matter = seen(land, way.case)
    assert (matter.organ_id, matter.state, matter.shielded) == (land.organ("river"), state, True)
    assert (matter.handler_id, matter.leader_id, matter.unit_id, matter.review_organ_id) == (None,) * 4
    assert matter.due is not None
    assert counts(land["registrar"].post, way.case)["cases_matter"] == 0


@pytest.mark.parametrize(
    ("state", "back", "raised"),
    [
        (State.REVIEWING, State.REVIEWING, False), (State.REREVIEW_REQUESTED, State.REREVIEW_REQUESTED, False),
        (State.TERMINATION_REVIEW, State.TERMINATION_REVIEW, False), (State.HEARING, State.HEARING, True),
        (State.FINAL, State.FINAL, True),
    ],
)  # fmt: skip
def test_what_an_organ_above_has_in_hand_stays_there_until_it_comes_back(
    land: Cast, state: State, back: State, raised: bool
) -> None:
    way = walk(land, "serve")
    Matter.objects.filter(pk=way.case).update(state=state.value)
    words: Words = {"reason": "So it says.", "actor": land["city_registrar"], "at": way.at}
    name_respondent(case=way.case, organ=land.organ("lin"), **words)
    matter = seen(land, way.case)
    assert (matter.state, matter.shielded) == (back, True)
    assert matter.organ_id == land.organ("river" if raised else "lin")
    Matter.objects.filter(pk=way.case).update(state=State.SERVED.value)
    name_respondent(case=way.case, name="Officer Chen", **words)
    assert seen(land, way.case).organ_id == land.organ("river")


def test_a_file_under_way_to_them_stops_at_the_organ_above(land: Cast) -> None:
    case = land.registered("city_registrar", **ACCUSATION).pk
    transfer_matter(case=case, to=land.organ("lin"), actor=land["city_registrar"], at=LATER, **WHY)
    name_respondent(
        case=case, organ=land.organ("lin"), reason="So it says.", actor=land["city_registrar"], at=LATER
    )
    matter = seen(land, case)
    assert (matter.organ_id, matter.state, matter.sender_id) == (land.organ("river"), State.SCREENING, None)
    with refused("case.not_found"):
        sign_for_matter(case=case, actor=land["registrar"], at=LATER)


def test_a_closed_accusation_is_reopened_above(land: Cast) -> None:
    way = walk(land, "vouch")
    close_matter(case=way.case, actor=land["reviewer"], at=way.at)
    name_respondent(
        case=way.case, organ=land.organ("lin"), reason="So it says.", actor=land["registrar"], at=way.at
    )
    matter = seen(land, way.case)
    assert (matter.organ_id, matter.state, matter.shielded) == (land.organ("lin"), State.CLOSED, True)
    assert counts(land["leader"].post, way.case)["cases_matter"] == 0
    reopen_matter(case=way.case, reason="It was never examined.", actor=land["city_leader"], at=way.at)
    matter = seen(land, way.case)
    assert (matter.organ_id, matter.state) == (land.organ("river"), State.REDO)


def test_a_life_goes_on_under_the_raised_level(land: Cast) -> None:
    """What Lin County is complained about is decided by River City and examined by the province."""
    add_actor(land, "city_handler", "river_unit", "handler")
    case = appeal(land, organ="lin")
    raise_level(case=case, reason="We are complained about.", actor=land["registrar"], at=LATER)
    parts = {
        "registrar": "city_registrar",
        "leader": "city_leader",
        "handler": "city_handler",
        "reviewer": "province_reviewer",
    }
    organs = land.organs | {"lin_unit": land.organ("river_unit")}
    above = Cast(organs, land.actors | {part: land[other] for part, other in parts.items()})
    way = Walk(above, case, results={1: "EXPLAINED"}).until("vouch")
    assert way.matter.state == State.FOLLOW_UP
    assert way.matter.review_organ_id == land.organ("province")
    assert Matter.objects.get(pk=case).received_on == date(2026, 3, 2)
