"""Final, terminated, withdrawn, no longer accepted: each through its gates, and each with a way back."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connections, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import Reexamination, Repetition, Termination, Withdrawal
from dengwen.domains.appeals.rules.notices import Notice
from dengwen.domains.appeals.rules.terminations import Vote
from dengwen.domains.appeals.verbs.no_longer_accept import no_longer_accept, propose_no_longer_accept
from dengwen.domains.appeals.verbs.terminate import examine_termination, refuse_termination
from dengwen.domains.cases.access import may
from dengwen.domains.cases.rules.draft import ClaimDraft
from dengwen.domains.cases.verbs.reopen_matter import reopen_matter
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.handling.rules.remedies import RemedyDraft
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from tests.appeals.upward import Upward, upward
from tests.cast import Cast
from tests.handling.test_verbs import second_post

LITIGATION: dict[str, Any] = {
    "category": "01.01",
    "claims": (ClaimDraft("Nothing was filed.", "01.01", "File it."), ClaimDraft("Late.", "01.01", "Speed.")),
}


def last_event(way: Upward) -> str:
    way.cast.matter(way.case)
    return str(Entry.objects.filter(kind="case", subject=way.case).latest("seq").event)


def test_final_only_when_the_petitioners_period_has_run_out(cast: Cast) -> None:
    way = upward(cast)
    with pytest.raises(Refusal, match=r"final\.review_open"):
        way.finish(days=30)  # the last day is still hers
    way.finish()
    assert way.matter.state == "final"
    asked = upward(cast).reviewed()
    with pytest.raises(Refusal, match=r"final\.rereview_open"):
        asked.finish(days=30)
    asked.finish()
    assert asked.matter.state == "final"


def test_final_is_not_forgotten(cast: Cast) -> None:
    way = upward(cast).finish(days=40)
    assert way.matter.due is not None, "somebody owes a word"
    way.ask(late_reason="HINDERED")  # with good cause the review is still open
    way.refuse("LATE")
    assert way.matter.state == "final"
    reopen_matter(reason="New facts.", actor=cast["leader"], **way.next())
    assert way.matter.state == "redo"


def test_what_is_final_is_closed_by_the_organ_above_and_counts_as_no_resolution(cast: Cast) -> None:
    way = upward(cast, "serve")
    way.finish(days=40)
    way.follow_up()
    assert may(cast["own_reviewer"], "close", way.matter).refusal is not None
    close_matter(actor=cast["reviewer"], **way.next())
    assert (way.matter.state, way.matter.close_basis) == ("closed", "ended")


def test_what_was_promised_is_not_closed_away(cast: Cast) -> None:
    way = upward(cast, "serve", results={1: "SUPPORTED", 2: "NOT_SUPPORTED"})
    way.execute(
        RemedyDraft("DO_DUTY", "Give it.", cast.organ("lin"), way.day + timedelta(days=5), way.claims()[0].pk)
    )
    way.reviewed()  # leads back to served
    way.finish(days=40)
    way.follow_up()
    with pytest.raises(Refusal, match=r"remedy\.overdue"):
        close_matter(actor=cast["reviewer"], **way.next())


def proposed(cast: Cast) -> Upward:
    way = upward(cast, **LITIGATION).finish(days=40)
    way.propose()
    return way


def test_termination_has_gates(cast: Cast) -> None:
    other = upward(cast).finish(days=40)
    with pytest.raises(Refusal, match=r"termination\.no_litigation"):
        other.propose()
    way = upward(cast, **LITIGATION)
    with pytest.raises(Refusal, match=r"transition\.not_in_state"):
        way.propose()
    way.finish(days=40)
    with pytest.raises(Refusal, match=r"termination\.hearing_not_held"):
        way.propose("HELD")
    with pytest.raises(Refusal, match=r"termination\.hearing_not_declined"):
        way.propose(text=" ")
    way.propose()
    row = Termination.objects.get(matter=way.case)
    assert (row.organ_id, row.used, row.route) == (cast.organ("province"), "REVIEW_NOT_ASKED", "CRIM_RECON")


def test_the_province_decides_collectively_and_with_people_who_had_no_part(cast: Cast) -> None:
    way = proposed(cast)
    assert may(cast["reviewer"], "examine_termination", way.matter).refusal is not None
    with pytest.raises(Refusal, match=r"examine\.acted_in_case"):
        handler = second_post(cast, "handler", "province", "reviewer")
        examine_termination(findings="All is met.", actor=handler, **way.next())
    way.examine()
    for vote, code in (
        (Vote(("Director", " director ", "", "Director"), 2, 0, 0), "too_few_members"),
        (Vote(("A", "B", "C"), 2, 0, 0), "votes_do_not_add_up"),
        (Vote(("A", "B", "C", "D"), 2, 1, 1), "no_majority"),
    ):
        with pytest.raises(Refusal, match=rf"termination\.{code}"):
            way.terminate(vote)
    way.terminate()
    row = Termination.objects.get(matter=way.case)
    assert (way.matter.state, row.member_count, row.votes_for, row.told_by) == ("terminated", 3, 2, "POST")


def test_a_refused_termination_stays_final_and_may_be_proposed_again(cast: Cast) -> None:
    way = proposed(cast)
    way.refuse_to_terminate()
    assert (way.matter.state, way.matter.review_organ_id) == ("final", None)
    way.propose()
    assert Termination.objects.filter(matter=way.case).count() == 2


def terminated(cast: Cast) -> Upward:
    way = proposed(cast)
    way.examine()
    way.terminate()
    return way


def test_a_termination_never_bars_new_facts(cast: Cast) -> None:
    way = terminated(cast)
    reopen_matter(reason="A new witness.", actor=cast["leader"], **way.next())
    assert way.matter.state == "redo"
    with pytest.raises(Refusal, match=r"transition\.not_in_state"):
        way.ask_reexamination()


def test_who_is_dissatisfied_has_it_re_examined_by_others(cast: Cast) -> None:
    way = terminated(cast)
    way.ask_reexamination()
    row = Reexamination.objects.get(matter=way.case)
    assert (row.organ_id, row.orally, way.matter.state) == (
        cast.organ("ministry"),
        True,
        "termination_review",
    )
    with pytest.raises(Refusal, match=r"examine\.other_organ"):
        way.terminate()
    with pytest.raises(Refusal, match=r"termination\.none_open"):
        refuse_termination(reason="No.", actor=way.someone("ministry", "reviewer"), **way.next())
    way.uphold()
    assert way.matter.state == "terminated"
    with pytest.raises(Refusal, match=r"reexamination\.once"):
        way.ask_reexamination()


def test_a_revoked_termination_is_handled_anew(cast: Cast) -> None:
    way = terminated(cast)
    way.follow_up()
    close_matter(actor=cast["reviewer"], **way.next())
    assert way.matter.close_basis == "ended"
    way.ask_reexamination()
    assert way.matter.closed_on is None
    way.revoke()
    matter = way.matter
    assert (matter.state, matter.closed_on, matter.ended_on, matter.reopened) == ("redo", None, None, 1)
    assert Reexamination.objects.get(matter=way.case).flaws == "FACTS_WRONG"


def test_an_upheld_termination_goes_back_to_where_it_stood(cast: Cast) -> None:
    way = terminated(cast)
    way.follow_up()
    close_matter(actor=cast["reviewer"], **way.next())
    before = way.matter
    way.ask_reexamination()
    way.uphold()
    after = way.matter
    assert (after.state, after.closed_on, after.close_basis) == ("closed", before.closed_on, "ended")


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


def repeated(cast: Cast) -> tuple[Upward, Upward]:
    """An earlier matter that is final after re-review, and the same petition again."""
    earlier = upward(cast).reviewed().rereviewed().finish()
    again = Upward(cast, cast.registered().pk)
    again.day, again.at = earlier.day, earlier.at
    return earlier, again


def propose(way: Upward, earlier: int, part: str = "registrar") -> None:
    words = {"comparison": "Same receipt, same day.", "explanation": "It was re-reviewed."}
    propose_no_longer_accept(earlier=earlier, actor=way.cast[part], **words, **way.next())


def confirm(way: Upward, part: str) -> None:
    call = way.next()
    no_longer_accept(notice=Notice(way.day, "POST"), actor=way.cast[part], **call)


def test_no_longer_accepted_takes_two_people_and_a_re_reviewed_matter(cast: Cast) -> None:
    earlier, way = repeated(cast)
    with pytest.raises(Refusal, match=r"repetition\.none_proposed"):
        confirm(way, "leader")
    with pytest.raises(Refusal, match=r"repetition\.no_earlier"):
        propose(way, way.case)
    unreviewed = upward(cast).finish(days=40)
    with pytest.raises(Refusal, match=r"repetition\.not_rereviewed"):
        propose(way, unreviewed.case)
    propose(way, earlier.case)
    with pytest.raises(Refusal, match=r"repetition\.same_person"):
        confirm(way, "registrar")
    confirm(way, "leader")
    row = Repetition.objects.get(matter=way.case)
    assert (way.matter.state, row.reason, row.told_by) == ("no_longer_accepted", "FINAL", "POST")


def test_who_is_no_longer_accepted_may_object(cast: Cast) -> None:
    earlier, way = repeated(cast)
    propose(way, earlier.case)
    confirm(way, "leader")
    way.ask()
    assert way.matter.state == "review_requested"


def test_an_earlier_matter_that_was_reopened_bars_nothing(cast: Cast) -> None:
    earlier, way = repeated(cast)
    propose(way, earlier.case)
    reopen_matter(reason="New facts.", actor=cast["leader"], **earlier.next())
    with pytest.raises(Refusal, match=r"repetition\.not_rereviewed"):
        confirm(way, "leader")
    set_post(cast["registrar"].post)
