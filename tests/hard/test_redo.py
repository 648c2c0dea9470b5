"""Where the earlier decision fell, other people handle the case anew (plan S52)."""

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.raise_level import raise_level
from dengwen.domains.closure.verbs.review_lookback import begin_lookback, conclude_lookback
from dengwen.domains.handling.models import ExpertPanel
from dengwen.domains.handling.reads.hard_case import hard_case
from dengwen.domains.handling.verbs.call_panel import record_advice
from tests.appeals.upward import Upward, upward
from tests.cast import Cast
from tests.closure.looking import BAD, LATER, drawn
from tests.handling.walk import Walk, Words
from tests.hard.test_verbs import call, mark


def revoked(cast: Cast) -> Upward:
    """Return a matter whose opinion a review revoked, with the team that it had."""
    way = upward(cast).reviewed("REVOKED", "FACTS_UNCLEAR")
    other, way.other_team = way.other_team, lambda: None  # type: ignore[method-assign]
    way.redo()
    way.other_team = other  # type: ignore[method-assign]
    return way


def test_the_same_people_cannot_plan_it_again_and_another_team_can(cast: Cast) -> None:
    way = revoked(cast)
    with pytest.raises(Refusal, match=r"plan\.same_handler"):
        way.until("approve", start="plan")
    change = hard_case(actor=cast["leader"], case=way.case).change
    assert change is not None
    assert {"Handler", "Leader"} <= set(change.names)
    way.other_team()
    with pytest.raises(Refusal, match=r"plan\.same_handler"):
        way.approve()  # the plan is still the earlier handler's
    way.plan()
    way.approve()
    assert way.matter.state == "investigating"


def test_a_complex_case_waits_for_the_second_opinion_as_well(cast: Cast) -> None:
    way = revoked(cast)
    way.other_team()
    mark(way)
    way.plan()
    with pytest.raises(Refusal, match=r"plan\.no_second_opinion"):
        way.approve()
    panel = call(way)
    words: Words = {"outcome": "given", "advice": "Hear the officer."}
    record_advice(
        case=way.case, panel=panel, advised_on=way.day, actor=way.cast["handler"], at=way.at, **words
    )
    assert ExpertPanel.objects.get(pk=panel).outcome == "given"
    way.approve()
    assert way.matter.state == "investigating"


def test_a_failed_look_back_owes_another_team_and_a_higher_level_brings_one(cast: Cast) -> None:
    looking = drawn(cast)
    (seat,) = looking.seats()
    begin_lookback(seat=seat.pk, actor=looking.one, at=LATER)
    conclude_lookback(seat=seat.pk, findings=BAD, actor=looking.one, at=LATER)
    way = Walk(cast, seat.matter_id, LATER.date(), LATER)
    assert way.matter.state == "redo"
    with pytest.raises(Refusal, match=r"plan\.same_handler"):
        way.until("approve", start="plan")
    raise_level(case=way.case, reason="Another team.", actor=cast["leader"], at=way.at)
    assert cast.matter(way.case, "reviewer").organ_id == cast.organ("river")
