"""The retention schedule by a readable table, and who may decide what somebody else began."""

import csv
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps

from dengwen.base.errors import Refusal
from dengwen.domains.closure.models import LookbackFinding, LookbackSheet
from dengwen.domains.records.rules.export_scope import check_export, without
from dengwen.domains.records.rules.retention import (
    Keeping,
    Resting,
    check_may_go,
    check_second_person,
    keeping,
    shortest,
)
from dengwen.domains.records.states import KEPT_CODES
from dengwen.foundation.rulebook.loading import code_list
from tests.database import ROOT

TABLE = list(csv.DictReader((ROOT / "tests/tables/retention.csv").read_text("utf-8").splitlines()))
TODAY = date(2026, 11, 23)


def refusal(deed: Any, *args: Any, **words: Any) -> str:
    """Return the code of the refusal, or nothing."""
    try:
        deed(*args, **words)
    except Refusal as refused:
        return refused.code
    return ""


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['class']} {row['until']} {row['sources']}")
def test_how_long_a_file_is_kept(row: dict[str, str]) -> None:
    ended_on = date.fromisoformat(row["ended_on"]) if row["ended_on"] else None
    kept = keeping(
        Resting(ended_on, row["answered"] == "yes", row["former"] == "yes", frozenset(row["sources"].split()))
    )
    until = "for good" if kept.for_good else kept.until.isoformat() if kept.until else "open"
    assert (kept.record_class, until) == (row["class"], row["until"])


def test_the_last_line_of_the_schedule_fits_every_file_and_each_says_what_it_rests_on() -> None:
    entries = code_list("retention_classes").entries
    assert entries[-1].extras["when"] == "" and shortest() == 10
    bases = code_list("retention_bases")
    assert all(each.extras["basis"] in bases and each.extras["article"] for each in entries)
    assert all(each.extras["basis"] in bases for each in code_list("retention_records").entries)
    assert all(
        source in code_list("sources")
        for each in entries
        for source in each.extras.get("sources", "").split()
    )


@pytest.mark.parametrize(
    ("until", "for_good", "held", "code"),
    [
        (TODAY, False, "", "disposal.not_due"),  # the last day still belongs to the period
        (TODAY - timedelta(days=1), False, "", ""),
        (TODAY - timedelta(days=1), False, "COURT", "disposal.held"),
        (None, True, "", "disposal.kept_for_good"),
        (None, False, "", "disposal.with_parent"),
    ],
)
def test_when_a_file_may_go(until: date | None, for_good: bool, held: str, code: str) -> None:
    kept = Keeping("NO_RESULT", "LPI Art.19", "setting", until, for_good)
    assert refusal(check_may_go, kept=kept, held=held, today=TODAY) == code


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [((1, 1), (2, 2), ""), ((1, 1), (2, 1), "own"), ((1, 1), (1, 2), "own"), ((1, 1), (1, 1), "own")],
)
def test_the_second_person_is_another_account_and_another_post(
    first: tuple[int, int], second: tuple[int, int], code: str
) -> None:
    assert refusal(check_second_person, "own", first=first, second=second) == code


def test_what_an_export_outside_must_say() -> None:
    good: dict[str, Any] = {
        "recipient": "COURT",
        "addressee": "River Court",
        "ground": "Letter 7",
        "identities": True,
    }
    assert refusal(check_export, **good) == ""
    for change, code in (
        ({"recipient": "NOBODY"}, "export.recipient_unknown"),
        ({"recipient": "PARTY"}, "export.recipient_unknown"),
        ({"ground": " "}, "export.no_ground"),
        ({"addressee": ""}, "export.no_addressee"),
        ({"addressee": "x" * 201}, "export.addressee_too_long"),
        ({"recipient": "AUDIT"}, "export.names_not_theirs"),
    ):
        assert refusal(check_export, **{**good, **change}) == code


def test_masking_takes_the_longest_first() -> None:
    assert without(["Wang", "Wang Wu", "5", ""], "Wang Wu and Wang at 5") == "*** and *** at 5"


def test_the_codes_that_stay_are_those_the_models_name() -> None:
    named = {
        (model._meta.label_lower, name)
        for model in (LookbackSheet, LookbackFinding)
        for name in model.KEPT_WHEN_DISPOSED
    }
    assert named == KEPT_CODES


def test_whatever_holds_words_has_its_name_on_the_paper_of_a_file() -> None:
    kinds, columns = code_list("file_paper_rows"), code_list("file_paper_columns")
    models = [model for model in apps.get_models() if getattr(model, "LEDGER_DIGESTED", ())]
    assert len(models) > 40
    assert {model._meta.model_name for model in models} - {entry.code for entry in kinds.entries} == set()
    named = {
        (model._meta.model_name, name) for model in models for name in getattr(model, "LEDGER_DIGESTED", ())
    }
    # the content of a letter is its PDF, which lies beside the paper
    assert {pair for pair in named if pair[1] not in columns} == {("letter", "content")}
