"""A round of look-back through its doors: commit, draw, blind review, reopening (plan S8d, S33, S36)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter, Statement
from dengwen.domains.cases.verbs.reopen_matter import reopen_matter
from dengwen.domains.closure.models import LookbackFinding, LookbackSeat, LookbackSheet
from dengwen.domains.closure.verbs.draw_lookback import commit_lookback, draw_lookback
from dengwen.domains.closure.verbs.replace_drawn import replace_drawn
from dengwen.domains.closure.verbs.review_lookback import begin_lookback, conclude_lookback, settle_lookback
from dengwen.domains.deadlines.models import Clock
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from tests.cast import Cast
from tests.closure.looking import BAD, GOOD, LATER, closed, drawn, planned
from tests.handling.test_verbs import second_post


def code(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.code


def test_a_failed_closure_is_reopened_and_who_looks_is_independent(cast: Cast) -> None:
    looking = drawn(cast)
    (seat,) = looking.seats()
    for part, why in (("reviewer", "acted_in_case"), ("own_reviewer", "not_found"), ("stone_reviewer", "not_found"),
                      ("province_reviewer", "other_organ"), ("city_leader", "right.missing")):  # fmt: skip
        with pytest.raises(Refusal) as told:
            begin_lookback(seat=seat.pk, actor=cast[part], at=LATER)
        assert code(told).endswith(why), part
    moved_up = second_post(cast, "handler", "river", "reviewer")
    with pytest.raises(Refusal, match="acted_in_case"):
        begin_lookback(seat=seat.pk, actor=moved_up, at=LATER)
    begin_lookback(seat=seat.pk, actor=looking.one, at=LATER)
    clock = Clock.objects.get(matter=seat.matter_id, rule="DSN-LOOKBACK")
    assert clock.starts_on == seat.closed_on
    with pytest.raises(Refusal, match=r"lookback\.taken"):
        begin_lookback(seat=seat.pk, actor=looking.two, at=LATER)
    conclude_lookback(seat=seat.pk, findings=BAD, actor=looking.one, at=LATER)
    (seat,) = looking.seats()
    matter = Matter.objects.get(pk=seat.matter_id)
    assert (seat.standing, seat.result, matter.state, matter.closed_on) == ("settled", "failed", "redo", None)
    events = Entry.objects.filter(kind="case", subject=seat.matter_id).order_by("seq").values_list("event", flat=True)
    assert list(events)[-3:] == ["begin_lookback", "settle_lookback", "reopened"]
    assert Statement.objects.filter(matter=seat.matter_id, label="reason").exists()
