"""A round of look-back through its doors: commit, draw, blind review, reopening (plan S8d, S33, S36)."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter, Statement
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.verbs.reopen_matter import reopen_matter
from dengwen.domains.closure.models import LookbackFinding, LookbackRound, LookbackSeat, LookbackSheet
from dengwen.domains.closure.reads.lookback_debits import lookback_debits
from dengwen.domains.closure.reads.lookback_population import closures_to_look_at
from dengwen.domains.closure.reads.lookback_recompute import recompute_lookback
from dengwen.domains.closure.reads.lookback_result import lookback_result
from dengwen.domains.closure.reads.lookbacks import round_of, rounds_of
from dengwen.domains.closure.verbs.draw_lookback import commit_lookback, draw_lookback
from dengwen.domains.closure.verbs.replace_drawn import replace_drawn
from dengwen.domains.closure.verbs.review_lookback import begin_lookback, conclude_lookback, settle_lookback
from dengwen.domains.deadlines.models import Clock
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from dengwen.interfaces.console.main import main
from tests.cast import Cast
from tests.closure.looking import BAD, GOOD, LATER, Looking, closed, drawn, planned
from tests.handling.test_verbs import second_post
from tests.handling.walk import Words


def code(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.code


def test_a_failed_closure_is_reopened_and_who_looks_is_independent(cast: Cast) -> None:
    looking = drawn(cast)
    (seat,) = looking.seats()
    assert (seat.stratum.organ_id, seat.stratum.method) == (cast.organ("lin"), "EXPLANATION")
    spring = {"since": date(2026, 3, 1), "until": date(2026, 4, 30)}
    assert [one.case for one in closures_to_look_at(organ=cast.organ("province"), **spring)] == [
        seat.matter_id
    ]
    assert closures_to_look_at(organ=cast.organ("lin"), **spring) == []  # nobody looks back at the own work
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
    events = (
        Entry.objects.filter(kind="case", subject=seat.matter_id)
        .order_by("seq")
        .values_list("event", flat=True)
    )
    assert list(events)[-3:] == ["begin_lookback", "settle_lookback", "reopened"]
    assert Statement.objects.filter(matter=seat.matter_id, label="reason").exists()


def test_the_second_reviewer_sees_nothing_of_the_first(cast: Cast) -> None:
    looking = drawn(cast, second=100)
    (seat,) = looking.seats()
    assert seat.double
    begin_lookback(seat=seat.pk, actor=looking.one, at=LATER)
    with pytest.raises(Refusal, match="same_reviewer"):
        begin_lookback(seat=seat.pk, actor=looking.one, at=LATER)
    conclude_lookback(seat=seat.pk, findings=BAD, actor=looking.one, at=LATER)
    for onlooker in (looking.two, cast["reviewer"], cast["registrar"], cast["minister"]):
        set_post(onlooker.post)
        assert not LookbackSheet.objects.exists()
        assert not LookbackFinding.objects.exists()
    (seat,) = looking.seats()
    assert (seat.standing, seat.result, Matter.objects.get(pk=seat.matter_id).state) == ("open", "", "closed")
    told = "".join(Entry.objects.filter(event="conclude_lookback").values_list("payload", flat=True))
    assert "lacking" not in told
    assert "failed" not in told
    begin_lookback(seat=seat.pk, actor=looking.two, at=LATER)
    conclude_lookback(seat=seat.pk, findings=GOOD, actor=looking.two, at=LATER)
    (seat,) = looking.seats()
    assert (seat.standing, seat.result) == ("disputed", "")
    set_post(looking.two.post)
    assert set(LookbackSheet.objects.values_list("result", flat=True)) == {"failed", "passed"}
    result = lookback_result(round_of(cast["reviewer"], looking.round))
    assert (result.results_agree.pairs, result.results_agree.same, result.waiting) == (1, 0, 1)
    assert (result.items_agree.pairs, result.items_agree.same) == (6, 5)
    words: Words = {
        "seat": seat.pk,
        "result": "passed",
        "reason": "The receipt lies in the file.",
        "at": LATER,
    }
    with pytest.raises(Refusal, match="same_reviewer"):
        settle_lookback(actor=looking.one, **words)
    with pytest.raises(Refusal, match="acted_in_case"):
        settle_lookback(actor=cast["reviewer"], **words)
    settle_lookback(actor=looking.third, **words)
    (seat,) = looking.seats()
    assert (seat.result, Matter.objects.get(pk=seat.matter_id).state) == ("passed", "closed")
    clocks = Clock.objects.filter(matter=seat.matter_id, rule="DSN-LOOKBACK")
    assert [clock.met_on for clock in clocks] == [date(2026, 5, 1)]


def test_what_failed_debits_the_organ_and_reopening_does_not_clear_it(cast: Cast) -> None:
    looking = drawn(cast, cases=2, second=50)
    one_alone = next(seat for seat in looking.seats() if not seat.double)
    begin_lookback(seat=one_alone.pk, actor=looking.one, at=LATER)
    with pytest.raises(Refusal, match="item_missing"):
        conclude_lookback(seat=one_alone.pk, findings=BAD[:3], actor=looking.one, at=LATER)
    conclude_lookback(seat=one_alone.pk, findings=BAD, actor=looking.one, at=LATER)
    set_post(cast["reviewer"].post)
    spring = {"since": date(2026, 3, 1), "until": date(2026, 4, 30)}
    for organ in ("lin", "river"):
        found = [(each.case, each.organ) for each in lookback_debits(organ=cast.organ(organ), **spring)]
        assert found == [(one_alone.matter_id, cast.organ("lin"))]
    assert list(lookback_debits(organ=cast.organ("moss"), **spring)) == []
    result = lookback_result(round_of(cast["reviewer"], looking.round))
    assert (result.looked, result.failed, result.waiting) == (1, 1, 1)
    assert result.whole
    assert result.whole.failed[2] == pytest.approx(2)


def test_nobody_replaces_at_will_and_the_next_in_the_order_takes_the_place(cast: Cast) -> None:
    looking = drawn(cast, cases=3, size=1, second=100)
    (seat,) = looking.seats()
    words: Words = {"seat": seat.pk, "actor": cast["reviewer"], "at": LATER}
    for reason, why in (
        ("NOT_CLOSED", "still_closed"),
        ("NO_REVIEWER", "reviewers_there"),
        ("LOST", "unknown"),
    ):
        with pytest.raises(Refusal, match=why):
            replace_drawn(reason=reason, **words)
    reopen_matter(case=seat.matter_id, reason="New facts.", actor=cast["leader"], at=LATER)
    with pytest.raises(Refusal, match=r"no_longer_closed|not_in_state"):
        begin_lookback(seat=seat.pk, actor=looking.one, at=LATER)
    new = replace_drawn(reason="NOT_CLOSED", **words)
    first, second = looking.seats()
    assert (first.standing, second.pk, second.rank, second.double) == ("replaced", new, 2, True)
    with pytest.raises(Refusal, match="place_settled"):
        replace_drawn(reason="NOT_CLOSED", **words)
    assert recompute_lookback(actor=cast["auditor"], lookback=looking.round) == []
    begin_lookback(seat=second.pk, actor=looking.one, at=LATER)
    with pytest.raises(Refusal, match="sheet_begun"):
        replace_drawn(seat=second.pk, reason="NOT_CLOSED", actor=cast["reviewer"], at=LATER)


def test_the_commitment_comes_first_and_fixes_everything(cast: Cast) -> None:
    closed(cast)
    lookback = planned(cast)
    words: Words = {"lookback": lookback, "actor": cast["reviewer"], "at": LATER}
    with pytest.raises(Refusal, match="not_committed"):
        draw_lookback(**words)
    with pytest.raises(Refusal, match="not_drawn"):
        recompute_lookback(actor=cast["auditor"], lookback=lookback)
    commit_lookback(**words)
    with pytest.raises(Refusal, match=r"lookback\.committed"):
        commit_lookback(**words)
    late = closed(cast)
    entry = Entry.objects.get(kind="lookback", subject=lookback, event="lookback_committed")
    row = round_of(cast["reviewer"], lookback)
    assert row.seed_sha256 in entry.payload
    assert row.population_sha256 in entry.payload
    assert row.seed == ""
    draw_lookback(**words)
    with pytest.raises(Refusal, match=r"lookback\.drawn"):
        draw_lookback(**words)
    assert late.case not in set(LookbackSeat.objects.values_list("matter_id", flat=True))
    assert recompute_lookback(actor=cast["inspector"], lookback=lookback) == []


def test_who_plans_and_who_sees(cast: Cast) -> None:
    closed(cast)
    for part in ("leader", "registrar", "inspector", "auditor"):
        with pytest.raises(Refusal, match=r"right\.missing"):
            planned(cast, part)
    with pytest.raises(Refusal, match=r"lookback\.level"):
        planned(cast, "own_reviewer")
    with pytest.raises(Refusal, match="period_not_over"):
        planned(cast, at=LATER - timedelta(days=20))
    lookback = planned(cast)
    for part in ("own_reviewer", "stone_reviewer"):
        with pytest.raises(Refusal, match=r"lookback\.not_found"):
            round_of(cast[part], lookback)
        with pytest.raises(Refusal, match=r"lookback\.not_found"):
            commit_lookback(lookback=lookback, actor=cast[part], at=LATER)
        set_post(cast[part].post)
        assert not LookbackRound.objects.exists()
    with pytest.raises(Refusal, match=r"lookback\.other_organ"):
        commit_lookback(lookback=lookback, actor=cast["province_reviewer"], at=LATER)
    set_post(cast["province_reviewer"].post)
    assert [line.round.pk for line in rounds_of(cast["province_reviewer"])] == [lookback]


def test_the_database_keeps_places_and_the_verifier_agrees(kept_cast: Cast) -> None:
    with transaction.atomic():
        looking = drawn(kept_cast)
    (seat,) = _kept_seats(looking)
    for statement in (
        f"UPDATE closure_lookbackseat SET matter_id = matter_id, rank = 9 WHERE id = {seat.pk}",
        f"DELETE FROM closure_lookbackseat WHERE id = {seat.pk}",
        f"UPDATE closure_lookbackround SET seed = '' WHERE id = {looking.round}",
    ):
        with pytest.raises(DatabaseError, match="without its ledger entry|permission denied"):
            _run(statement, kept_cast)
    begin_lookback(seat=seat.pk, actor=looking.one, at=LATER)
    conclude_lookback(seat=seat.pk, findings=BAD, actor=looking.one, at=LATER)
    assert list(verify_everything()) == []
    assert main(["lookback", "recompute", str(looking.round)]) == 0


def _kept_seats(looking: Looking) -> list[LookbackSeat]:
    with transaction.atomic():
        return looking.seats()


def _run(statement: str, cast: Cast) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        set_post(cast["reviewer"].post)
        cursor.execute(statement)
