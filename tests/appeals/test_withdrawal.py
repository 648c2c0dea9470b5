"""A withdrawal is free: signed, thought over, called back by others, taken back at any time; never from custody."""

from datetime import timedelta

import pytest
from django.db import connections, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import Withdrawal
from dengwen.domains.appeals.verbs.ask_withdrawal import Signed, ask_withdrawal
from dengwen.domains.cases.access import may
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.foundation.ledger.models import Entry
from tests.appeals.upward import Upward, running, upward
from tests.cast import Cast
from tests.handling.test_verbs import second_post


def last_event(way: Upward) -> str:
    way.cast.matter(way.case)
    return str(Entry.objects.filter(kind="case", subject=way.case).latest("seq").event)


def test_a_withdrawal_waits_for_the_cooling_off_and_the_call_back(cast: Cast) -> None:
    way = upward(cast, "step")
    before = way.matter
    way.withdraw()
    pending = way.matter
    assert (pending.state, pending.review_organ_id) == ("withdrawal_pending", cast.organ("river"))
    assert (pending.handling_due, pending.due) == (before.handling_due, before.due), "nothing changes"
    row = Withdrawal.objects.get(matter=way.case)
    assert row.free_on >= row.signed_on + timedelta(days=7)
    with pytest.raises(Refusal, match=r"withdrawal\.cooling_off"):
        way.confirm((row.free_on - way.day).days)
    with pytest.raises(Refusal, match=r"withdrawal\.not_called_back"):
        way.confirm()
    way.call_back()
    way.confirm()
    assert (way.matter.state, way.matter.is_open) == ("withdrawn", True)
    way.follow_up()
    close_matter(actor=cast["reviewer"], **way.next())
    assert way.matter.close_basis == "withdrawn"


def test_the_call_back_is_no_business_of_the_handling_organ(cast: Cast) -> None:
    way = upward(cast, "step")
    way.withdraw()
    for part in ("own_reviewer", "province_reviewer"):
        assert may(cast[part], "call_back_withdrawal", way.matter).refusal is not None
    handler = second_post(cast, "handler", "river", "reviewer")
    assert may(handler, "call_back_withdrawal", way.matter).refusal is not None
    assert may(cast["reviewer"], "call_back_withdrawal", way.matter).allowed


@pytest.mark.parametrize("answer", ["pressed", "promised"])
def test_a_withdrawal_under_pressure_ends_and_is_told_above(cast: Cast, answer: str) -> None:
    way = upward(cast, "step")
    way.withdraw()
    way.call_back(**{answer: True})
    matter = way.matter
    assert (matter.state, matter.urgent, last_event(way)) == ("investigating", True, "withdrawal_pressed")
    assert "withdrawal" not in running(way)
    assert matter.statements.filter(label="supervision_note", text="Said so.").exists()
    with pytest.raises(Refusal, match=r"transition\.not_in_state"):
        way.confirm(30)


def test_nobody_withdraws_from_custody(cast: Cast) -> None:
    way = upward(cast, "step")
    with pytest.raises(Refusal, match=r"withdrawal\.custody"):
        way.withdraw(custody=True)
    assert way.matter.state == "investigating"
    way.withdraw()
    way.call_back(custody=True)
    assert (way.matter.state, last_event(way)) == ("investigating", "withdrawal_refused")
    assert not way.matter.urgent


def test_a_withdrawal_needs_a_paper_of_its_own_signed_in_its_time(cast: Cast) -> None:
    way = upward(cast, "step")
    with pytest.raises(Refusal, match=r"withdrawal\.signed_before_petition"):
        way.withdraw(way.matter.received_on - timedelta(days=1))
    with pytest.raises(Refusal, match=r"day\.future"):
        way.withdraw(way.day + timedelta(days=9))
    way.withdraw()
    way.take_back()
    used = Withdrawal.objects.get(matter=way.case).paper_id
    way.paper = lambda: used  # type: ignore[method-assign]
    with pytest.raises(Refusal, match=r"withdrawal\.no_paper"):
        way.withdraw()


def test_it_is_taken_back_at_any_time_to_where_it_stood(cast: Cast) -> None:
    way = upward(cast, "issue")
    way.withdraw()
    way.take_back()
    assert (way.matter.state, way.matter.review_organ_id, last_event(way)) == (
        "opinion_issued", None, "take_back_withdrawal",
    )  # fmt: skip
    way.withdraw()
    way.call_back()
    way.confirm(20)
    way.take_back()
    matter = way.matter
    assert (matter.state, matter.reopened, last_event(way)) == ("opinion_issued", 1, "reopened")
    assert matter.due is not None


def test_the_public_interest_may_ask_to_go_on(cast: Cast) -> None:
    way = upward(cast, "step")
    way.withdraw()
    with pytest.raises(Refusal, match=r"withdrawal\.not_called_back"):
        way.go_on()
    way.call_back()
    way.go_on()
    assert way.matter.state == "investigating"
    assert Withdrawal.objects.get(matter=way.case).outcome == "goes_on"


def test_the_database_keeps_withdrawals_free_and_terminations_collective(kept_cast: Cast) -> None:
    with transaction.atomic():
        upward(kept_cast, "step").withdraw()
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE appeals_withdrawal DISABLE TRIGGER USER")
        with pytest.raises(Exception, match="withdrawal_is_free"):
            cursor.execute("UPDATE appeals_withdrawal SET outcome = 'confirmed'")


def test_who_handles_the_case_does_not_take_its_withdrawal(cast: Cast) -> None:
    """Facts IOP-8: the officer concerned must not approach."""
    way = upward(cast, "step")
    signed = Signed(way.day, "PETITIONER", way.paper(), "It is free.", in_custody=False)
    with pytest.raises(Refusal, match=r"withdrawal\.by_handler"):
        ask_withdrawal(signed=signed, actor=cast["handler"], **way.next())
