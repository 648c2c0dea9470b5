"""Runs: the account balances, nothing comes in twice, a stopped run goes on, and who sees what."""

from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Contact, Matter
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.registers.models import ReportedRow
from dengwen.domains.registers.reads.runs import reported_rows, unfinished_run
from dengwen.domains.registers.rules.rows import Account, RowIn
from dengwen.domains.registers.states import RunState
from dengwen.domains.registers.verbs.begin_run import begin_run
from dengwen.domains.registers.verbs.discard_run import discard_run
from dengwen.domains.registers.verbs.end_run import end_run
from dengwen.domains.registers.verbs.stop_run import stop_run
from dengwen.domains.registers.verbs.take_batch import take_batch
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import acting
from dengwen.interfaces.sheets.running import carry_out
from dengwen.interfaces.sheets.source import file_digest
from dengwen.interfaces.sheets.wording import row_problem
from tests.cast import MORNING, Cast
from tests.registers.files import bad, good, planned, seen, source, write
from tests.sheets.samples import MAPPING

LINES = [good(1), good(2), bad(3), good(4, key=1), good(1), *(good(n) for n in range(5, 13))]
WHOLE = Account(rows=13, matters=10, contacts=1, already=0, reported=2)


class Killed(BaseException):
    """What takes the place of kill -9 inside one process."""


def test_every_row_is_accounted_for_and_nothing_comes_in_twice(kept_cast: Cast, tmp_path: Path) -> None:
    actor = kept_cast["registrar"]
    path = write(tmp_path, LINES)
    first = planned(path, actor)
    assert carry_out(first, source(path, actor), size=4) is RunState.DONE
    run = seen(first, actor)
    assert run.account == WHOLE
    assert run.account.balances
    assert run.problems == {"dates_out_of_order": 1, "duplicate_row": 1}
    with acting(actor.post):
        assert (Matter.objects.count(), Contact.objects.count()) == (10, 11)
        assert Contact.objects.filter(text="第4件 letter 4").get().matter.external_key == "1"
        entries = list(Entry.objects.filter(kind="import", subject=first).order_by("seq"))
    assert [entry.event for entry in entries] == ["import_started", "import_ended"]
    assert '"matters":10' in entries[1].payload
    assert path.name not in entries[1].payload
    second = planned(path, actor)
    carry_out(second, source(path, actor))
    assert seen(second, actor).account == Account(rows=13, already=11, reported=2)
    assert list(verify_everything("owner")) == []


def test_a_dry_run_counts_the_same_and_takes_nothing(cast: Cast, tmp_path: Path) -> None:
    actor = cast["registrar"]
    path = write(tmp_path, LINES)
    run = planned(path, actor)
    carry_out(run, source(path, actor), dry=True, size=3)
    tried = seen(run, actor)
    assert (tried.account, tried.is_dry_run, tried.state) == (WHOLE, True, "done")
    with acting(actor.post):
        assert not Matter.objects.exists()
    assert not Entry.objects.filter(kind="import").exists()
    carry_out(run, source(path, actor), size=5)
    assert seen(run, actor).account == WHOLE
    again = planned(path, actor)
    carry_out(again, source(path, actor), dry=True)
    assert seen(again, actor).account == Account(rows=13, already=11, reported=2)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kinds=st.lists(st.tuples(st.booleans(), st.integers(1, 6)), min_size=1, max_size=14),
    pieces=st.lists(st.tuples(st.integers(1, 5), st.integers(1, 3), st.booleans()), max_size=4),
)
def test_a_run_killed_into_any_pieces_ends_the_same(
    cast: Cast, tmp_path: Path, kinds: list[tuple[bool, int]], pieces: list[tuple[int, int, bool]]
) -> None:
    """Each piece: batches of so many rows, killed after so many batches, with or without a last word."""
    actor = cast["registrar"]
    lines = [good(n, key=key) if fine else bad(n) for n, (fine, key) in enumerate(kinds)]
    path = write(tmp_path, lines)

    def whole(parts: list[tuple[int, int, bool]]) -> tuple[Account, list[tuple[str, int]]]:
        with transaction.atomic():
            run = planned(path, actor)
            for size, after, last_word in parts:
                _piece(run, path, cast, size=size, after=after, last_word=last_word)
            if seen(run, actor).state != "done":
                carry_out(run, source(path, actor), size=4)
            account = seen(run, actor).account
            keys = Matter.objects.order_by("external_key").values_list("external_key", "contacts__text")
            found = sorted((key, str(text)) for key, text in keys)
            transaction.set_rollback(True)
        return account, [(key, found.count((key, text))) for key, text in found]

    assert whole(pieces) == whole([])


def _piece(run: int, path: Path, cast: Cast, *, size: int, after: int, last_word: bool) -> None:
    if seen(run, cast["registrar"]).state == "done":
        return
    batches = iter(range(1, 1000))

    def kill(_account: Account, _total: int | None) -> None:
        if next(batches) >= after:
            raise Killed

    quiet = patch("dengwen.interfaces.sheets.running.end_run", end_run if last_word else lambda **_: None)
    with quiet, suppress(Killed):
        carry_out(run, source(path, cast["registrar"]), size=size, report=kill)


def test_a_refused_row_is_reported_and_the_others_are_taken(cast: Cast) -> None:
    actor = cast["registrar"]
    rows = [RowIn(n, {"no": str(n)}, cast.draft(row_digest=bytes([n]) * 32)) for n in range(2, 12)]
    rows[6] = RowIn(8, {"no": "8"}, cast.draft("moss", row_digest=b"8" * 32))
    run = planned(Path(__file__), actor)
    begun = begin_run(run=run, dry=False, actor=actor, at=MORNING)
    taken = take_batch(run=run, claim=begun.claim, rows=rows, actor=actor, at=MORNING)
    assert taken.account == Account(rows=10, matters=9, reported=1)
    with acting(actor.post):
        [(number, cells, (problem,))] = list(reported_rows(actor, run))
    assert (number, cells, problem.code) == (8, {"no": "8"}, "refused")
    worded = row_problem(number, problem)
    assert worded.sentence("en").startswith("Registration was refused: ")
    assert worded.sentence("zh-hans").startswith("登记被拒绝：")
    assert worded.sentence("en")[26:] != worded.sentence("zh-hans")[6:]
    assert b"no" not in bytes(ReportedRow.objects.get().sealed)[:3]


def test_rows_that_another_organ_took_are_reported(cast: Cast, tmp_path: Path) -> None:
    path = write(tmp_path, [good(1), good(2), good(3)])
    run = planned(path, cast["registrar"])
    carry_out(run, source(path, cast["registrar"]))
    stranger = cast["stone_registrar"]
    other = planned(path, stranger)
    carry_out(other, source(path, stranger))
    assert seen(other, stranger).problems == {"taken_elsewhere": 3}


def test_who_begins_later_takes_over(cast: Cast) -> None:
    actor = cast["registrar"]
    run = planned(Path(__file__), actor)
    first = begin_run(run=run, dry=False, actor=actor, at=MORNING)
    begin_run(run=run, dry=False, actor=actor, at=MORNING)
    with pytest.raises(Refusal, match="import.overtaken"):
        take_batch(run=run, claim=first.claim, rows=[], actor=actor, at=MORNING)


def test_a_stopped_run_goes_on(cast: Cast, tmp_path: Path) -> None:
    actor = cast["registrar"]
    path = write(tmp_path, LINES)
    run = planned(path, actor)

    def stop(_account: Account, _total: int | None) -> None:
        stop_run(run=run, actor=actor, at=MORNING)

    assert carry_out(run, source(path, actor), size=4, report=stop) is RunState.STOPPED
    assert seen(run, actor).position == 5
    with acting(actor.post):
        found = unfinished_run(actor, file_digest=file_digest(path), mapping=MAPPING)
    assert found is not None and found.id == run
    with pytest.raises(Refusal, match="import.begun"):
        discard_run(run=run, actor=actor, at=MORNING)
    assert carry_out(run, source(path, actor)) is RunState.DONE
    assert seen(run, actor).account == WHOLE
    with pytest.raises(Refusal, match="import.done"):
        begin_run(run=run, dry=False, actor=actor, at=MORNING)


def test_runs_exist_only_for_posts_that_reach_the_organ(cast: Cast, tmp_path: Path) -> None:
    actor = cast["registrar"]
    path = write(tmp_path, LINES)
    run = planned(path, actor)
    carry_out(run, source(path, actor))
    for part, visible in (("city_registrar", 1), ("moss_registrar", 0), ("administrator", 0)):
        with acting(cast[part].post), connection.cursor() as cursor:
            cursor.execute(
                "SELECT (SELECT count(*) FROM registers_importrun), (SELECT count(*) FROM registers_reportedrow)"
            )
            assert cursor.fetchone() == (visible, 2 * visible), part
    assert seen(run, cast["city_registrar"]).id == run
    with pytest.raises(Refusal, match="import.not_found"):
        stop_run(run=run, actor=cast["moss_registrar"], at=MORNING)
    with pytest.raises(Refusal, match="right.missing"):
        stop_run(run=run, actor=cast["handler"], at=MORNING)
