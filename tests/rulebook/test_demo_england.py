"""The demo under other rules: an invented English force, through the same doors."""

import json
from datetime import date
from pathlib import Path

import pytest

from dengwen.domains.cases.models import Claim, Matter
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.deadlines.models import Clock
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.console.demo.building import Plan, build_demo
from dengwen.interfaces.console.demo.words import word_list
from dengwen.interfaces.console.main import main
from tests.conftest import FreshDatabase


@pytest.mark.slow
@pytest.mark.usefixtures("england")
def test_a_small_english_demo_is_whole(fresh_database: FreshDatabase, tmp_path: Path) -> None:
    """No step is refused; every code is one of the family's; the letters are English."""
    file = tmp_path / "sign-ins.json"
    outcome = build_demo(Plan(150, 3, date(2026, 11, 21)), sign_ins_file=file, say=lambda words: None)
    assert (sum(outcome.refused.values()), outcome.done > 1000) == (0, True), outcome.refused
    assert list(verify_everything()) == []
    matters = Matter.objects.using("owner")
    assert matters.count() == 150
    for name, field in (("categories", "category"), ("channels", "channel"), ("sources", "source"),
                        ("purposes", "purpose")):  # fmt: skip
        assert {
            code for code in matters.values_list(field, flat=True) if code not in code_list(name)
        } == set()
    results = set(Claim.objects.using("owner").exclude(result="").values_list("result", flat=True))
    assert (
        {"NOT_ACCEPTABLE", "ACCEPTABLE"}
        <= results
        <= {entry.code for entry in code_list("claim_results").entries}
    )
    assert set(Clock.objects.using("owner").values_list("pack", flat=True)) == {"ew-police-2020"}
    words = "".join(matters.values_list("title", flat=True)) + file.read_text("utf-8")
    assert not any("一" <= sign <= "鿿" for sign in words) and "yuan" not in words
    assert {person["name"] for person in json.loads(file.read_text("utf-8"))} == set(
        word_list("names")["demo"].values()
    )


@pytest.mark.usefixtures("england")
def test_every_code_that_the_stories_are_translated_into_exists() -> None:
    for name, codes in word_list("country")["codes"].items():
        assert [code for code in codes.values() if code not in code_list(name)] == []
    for template in word_list("stories_en")["template"]:
        assert template["c"] in code_list("categories")


def test_a_demo_of_unknown_rules_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--rules", "nowhere", "--no-serve"]) == 2
    assert "There are no rules 'nowhere'. Name one of: cn, ew-police" in capsys.readouterr().err
