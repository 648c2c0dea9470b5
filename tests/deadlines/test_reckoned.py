"""The table of due days that a second reckoning made without the system: ours must say the same."""

import csv
from datetime import date

import pytest

from dengwen.domains.deadlines.rules.compute_due import Pause, compute_due
from dengwen.domains.deadlines.rules.explain_due import explain
from dengwen.foundation.rulebook.loading import pack
from tests.deadlines import second_reckoning
from tests.rules.test_due_dates import CASES as FIRST_CASES

with second_reckoning.TABLE.open(encoding="utf-8", newline="") as lines:
    next(lines)  # the head says how the table was made
    CASES = list(csv.DictReader(lines))


def _pauses(written: str) -> list[Pause]:
    spans = [span.split(">") for span in written.split("; ") if span]
    return [Pause("hearing", date.fromisoformat(since), date.fromisoformat(until)) for since, until in spans]


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case['rule']}-{case['start']}-{case['extension']}{case['pauses']}"
)
def test_reckoned_case(case: dict[str, str]) -> None:
    """Each row of the table, as a lawyer reads it."""
    law = pack(case["pack"])
    due = compute_due(
        law.limit(case["limit"]), date.fromisoformat(case["start"]), calendar=law.calendar,
        extension_days=int(case["extension"] or 0), pauses=_pauses(case["pauses"]),
    )  # fmt: skip
    found = due.target.isoformat(), due.legal.isoformat(), due.provisional, due.article, due.limit.id
    told = case["target"], case["legal"], bool(case["provisional"]), case["article"], case["rule"]
    assert found == told, case["why"]
    assert ("It stood still" in explain(due, "en")) == any(step.kind == "pause" for step in due.steps)


def test_both_tables_hold_more_than_three_hundred_cases() -> None:
    keys = {(case["pack"], case["limit"], case["start"], case["extension"], case["pauses"]) for case in CASES}
    assert len(keys) == len(CASES) >= 300
    first = {(case["pack"], case["limit"], case["start"], case["extension"], "") for case in FIRST_CASES}
    assert len(keys | first) >= 350


def test_the_table_shows_what_it_must() -> None:
    """Make-up Saturdays of 2011 and 2012, month ends, pauses over weekends, years without a notice."""
    targets = [date.fromisoformat(case["target"]) for case in CASES]
    worked_saturdays = [
        day
        for day, case in zip(targets, CASES, strict=True)
        if day.year in (2011, 2012) and day.weekday() == 5 and case["target"] == case["legal"]
    ]
    assert len(set(worked_saturdays)) >= 5
    assert sum(case["provisional"] == "yes" for case in CASES) >= 30
    assert sum(bool(case["pauses"]) for case in CASES) >= 50
    assert sum("last day" in case["why"] for case in CASES) >= 40


@pytest.mark.data
def test_the_table_is_what_the_second_reckoning_says() -> None:
    if not second_reckoning.DOMAIN.is_dir():
        pytest.skip(f"needs {second_reckoning.DOMAIN}")
    assert second_reckoning.rows() == CASES
