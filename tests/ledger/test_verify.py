"""``dengwen ledger verify`` names every kind of tampering, by stream and entry."""

import re

import pytest
from django.db import transaction

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.verbs.accept_matter import accept_matter
from dengwen.domains.cases.verbs.begin_screening import begin_screening
from dengwen.interfaces.console.main import main
from tests.cast import MORNING, Cast
from tests.ledger.conftest import Tamper

CHILDREN = (
    "cases_contact",
    "cases_claim",
    "cases_party",
    "cases_involvement",
    "cases_statement",
    "deadlines_clock",
)


@pytest.fixture
def case(kept_cast: Cast) -> Matter:
    """A matter with three entries, committed, and a second one that nobody touches."""
    with transaction.atomic():
        case = kept_cast.registered().pk
        kept_cast.registered()
    begin_screening(case=case, actor=kept_cast["registrar"], at=MORNING)
    accept_matter(case=case, actor=kept_cast["registrar"], at=MORNING)
    return Matter.objects.using("owner").get(pk=case)


def found(what: str | None = None) -> list[tuple[str, int, int | None, str]]:
    """Return (kind, subject, entry, what) of each finding."""
    rows = [(f.kind, f.subject, f.seq, f.what) for f in verify_everything()]
    return [row for row in rows if what in (None, row[3])]


def of(case: Matter) -> str:
    """Return the condition that picks the entries, or the head, of the case."""
    return f"kind = 'case' AND subject = {case.pk}"


def test_an_untouched_ledger_is_clean(case: Matter) -> None:
    assert found() == []


def test_the_command_says_so(case: Matter, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "verify"]) == 0
    assert "nothing is wrong" in capsys.readouterr().out


def test_the_command_prints_a_line_a_finding_and_fails(
    case: Matter, tamper: Tamper, capsys: pytest.CaptureFixture[str]
) -> None:
    tamper(f"DELETE FROM ledger_entry WHERE {of(case)} AND seq = 2")
    assert main(["ledger", "verify"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(re.search(rf"case/{case.pk} entry 2: missing.*{case.number}", line) for line in lines)
    assert re.search(r"\d+ findings?\.$", lines[-1])


def test_a_changed_column_of_a_case(case: Matter, tamper: Tamper) -> None:
    tamper(f"UPDATE cases_matter SET category = '05.01' WHERE id = {case.pk}")
    (finding,) = verify_everything()
    assert (finding.kind, finding.subject, finding.what) == ("case", case.pk, "row")
    assert "category" in finding.detail and str(case.number) in finding.detail


def test_a_changed_text_of_a_claim(case: Matter, tamper: Tamper) -> None:
    tamper(f"UPDATE cases_claim SET text = 'I have a receipt.' WHERE matter_id = {case.pk} AND position = 1")
    (finding,) = verify_everything()
    assert (finding.subject, finding.what) == (case.pk, "row")
    assert "cases.claim/" in finding.detail and "text" in finding.detail


def test_a_deleted_entry_in_the_middle(case: Matter, tamper: Tamper) -> None:
    tamper(f"DELETE FROM ledger_entry WHERE {of(case)} AND seq = 2")
    assert ("case", case.pk, 2, "missing") in found()


def test_two_entries_swapped(case: Matter, tamper: Tamper) -> None:
    moves = ((2, 99), (3, 2), (99, 3))
    tamper(*(f"UPDATE ledger_entry SET seq = {to} WHERE {of(case)} AND seq = {seq}" for seq, to in moves))
    assert {("case", case.pk, 2, "moved"), ("case", case.pk, 3, "moved")} <= set(found())


def test_a_tail_cut_off(case: Matter, tamper: Tamper) -> None:
    tamper(f"DELETE FROM ledger_entry WHERE {of(case)} AND seq = 3")
    assert ("case", case.pk, 3, "cut") in found()


def test_a_tail_cut_off_and_the_head_made_to_fit(case: Matter, tamper: Tamper) -> None:
    last = f"(SELECT hash FROM ledger_entry WHERE {of(case)} AND seq = 2)"
    tamper(
        f"DELETE FROM ledger_entry WHERE {of(case)} AND seq = 3",
        f"UPDATE ledger_head SET seq = 2, hash = {last} WHERE {of(case)}",
    )
    assert ("case", case.pk, None, "row") in found()
    assert any("the ledger tells of 2" in finding.detail for finding in verify_everything())


def test_an_entry_dated_back(case: Matter, tamper: Tamper) -> None:
    tamper(f"UPDATE ledger_entry SET at = at - interval '9 days' WHERE {of(case)} AND seq = 3")
    assert {("case", case.pk, 3, "altered"), ("case", case.pk, 3, "back_dated")} <= set(found())


@pytest.mark.parametrize("change", ["payload = '{}'", "event = 'closed'", "actor_post = actor_post + 1"])
def test_an_altered_entry(case: Matter, tamper: Tamper, change: str) -> None:
    tamper(f"UPDATE ledger_entry SET {change} WHERE {of(case)} AND seq = 1")
    assert ("case", case.pk, 1, "altered") in found()


def test_an_altered_entry_with_another_hash(case: Matter, tamper: Tamper) -> None:
    tamper(f"UPDATE ledger_entry SET hash = sha256('anything') WHERE {of(case)} AND seq = 2")
    assert {("case", case.pk, 2, "altered"), ("case", case.pk, 3, "broken")} <= set(found())


def test_a_whole_case_deleted(case: Matter, tamper: Tamper) -> None:
    tamper(
        *(f"DELETE FROM {table} WHERE matter_id = {case.pk}" for table in CHILDREN),
        f"DELETE FROM cases_matter WHERE id = {case.pk}",
    )
    assert found() == [("case", case.pk, None, "vanished")]


def test_a_whole_case_deleted_with_its_entries(case: Matter, tamper: Tamper) -> None:
    tamper(
        *(f"DELETE FROM {table} WHERE matter_id = {case.pk}" for table in CHILDREN),
        f"DELETE FROM cases_matter WHERE id = {case.pk}",
        f"DELETE FROM ledger_entry WHERE {of(case)}",
    )
    assert ("case", case.pk, 1, "cut") in found()


def test_a_row_put_in_beside_the_ledger(case: Matter, tamper: Tamper) -> None:
    tamper(
        "INSERT INTO cases_involvement (matter_id, organ_id, kind, since)"
        f" SELECT {case.pk}, min(id), 'sent', '2026-01-01' FROM organs_organ"
    )
    (finding,) = verify_everything()
    assert finding.subject == case.pk and "no entry tells of it" in finding.detail


def test_a_case_put_in_beside_the_ledger(case: Matter, tamper: Tamper) -> None:
    tamper(
        f"CREATE TEMP TABLE copy AS SELECT * FROM cases_matter WHERE id = {case.pk}",
        "UPDATE copy SET id = 900000, number = 'X-2026-000001'",
        "INSERT INTO cases_matter SELECT * FROM copy",
    )
    assert found() == [("case", 900000, None, "untold")]


def test_other_streams_are_checked_too(case: Matter, tamper: Tamper) -> None:
    tamper("UPDATE ledger_entry SET event = 'organ_renamed' WHERE kind = 'organ'")
    assert {kind for kind, *_ in found("altered")} == {"organ"}


def test_a_case_swapped_for_another(case: Matter, tamper: Tamper) -> None:
    """One vanishes and one comes in: the number of cases is the same as before."""
    tamper(
        f"CREATE TEMP TABLE copy AS SELECT * FROM cases_matter WHERE id = {case.pk}",
        "UPDATE copy SET id = 900000",
        *(f"DELETE FROM {table} WHERE matter_id = {case.pk}" for table in CHILDREN),
        f"DELETE FROM cases_matter WHERE id = {case.pk}",
        "INSERT INTO cases_matter SELECT * FROM copy",
    )
    assert {("case", case.pk, None, "vanished"), ("case", 900000, None, "untold")} <= set(found())
