"""The rules of handling, row by row of tests/tables."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.handling.rules.days import check_done_on, check_served_on
from dengwen.domains.handling.rules.opinion_complete import ClaimAnswer, check_opinion
from dengwen.domains.handling.rules.opinion_text import opinion_text, text_digest
from dengwen.domains.handling.rules.plan_complete import check_approver, check_plan, check_team
from dengwen.domains.handling.rules.remedies import RemedyDraft, check_remedy

TABLES = Path(__file__).parent.parent / "tables"
TODAY = date(2026, 3, 2)


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("case", rows("opinion_complete.csv"), ids=lambda case: case["note"])
def test_opinion_complete(case: dict[str, str]) -> None:
    good = ClaimAnswer(1, "x", "SUPPORTED", "facts", "answer", "basis", "reasons")
    words = (case["result"], case["facts_found"], case["answer"], case["legal_basis"], case["reasons"])
    asked = ClaimAnswer(2, "y", *words)
    told = None
    try:
        check_opinion([asked, good], review_told=case["review_told"])
    except Refusal as refusal:
        told = refusal
    assert (told.code if told else "") == case["refused"]
    if told and told.code.startswith("opinion.claim"):
        assert told.facts == {"position": 2}


def test_an_opinion_about_nothing_is_refused() -> None:
    with pytest.raises(Refusal, match=r"opinion\.no_claims"):
        check_opinion([], review_told="Within 30 days")


@pytest.mark.parametrize("case", rows("plan_complete.csv"), ids=lambda case: case["note"])
def test_plan_complete(case: dict[str, str]) -> None:
    told = ""
    try:
        check_plan(
            issues=case["issues"],
            approach=case["approach"],
            finish_by=date.fromisoformat(case["finish_by"]),
            handling_due=date.fromisoformat(case["handling_due"]) if case["handling_due"] else None,
            today=date.fromisoformat(case["today"]),
        )
    except Refusal as refusal:
        told = refusal.code
    assert told == case["refused"]


def test_a_plan_needs_three_people() -> None:
    check_team(leader=1, unit=2, handler=3)
    with pytest.raises(Refusal, match=r"plan\.no_leader"):
        check_team(leader=None, unit=2, handler=3)
    with pytest.raises(Refusal, match=r"plan\.no_unit"):
        check_team(leader=1, unit=None, handler=3)
    with pytest.raises(Refusal, match=r"plan\.no_handler"):
        check_team(leader=1, unit=2, handler=None)


def test_nobody_approves_her_own_plan() -> None:
    check_approver(approver=3, drafters=frozenset({1, 2}))
    with pytest.raises(Refusal, match=r"plan\.approved_by_author"):
        check_approver(approver=2, drafters=frozenset({1, 2}))


def test_the_frozen_text_does_not_depend_on_the_order_and_shows_every_change() -> None:
    claims = [ClaimAnswer(n, "诉求", "SUPPORTED", "f", "a", "b") for n in (1, 2)]

    def digest(claims: list[ClaimAnswer], **changes: str) -> str:
        words = {"number": "N-1", "method": "APOLOGY", "summary": "s", "review_told": "r"} | changes
        text = opinion_text(issued_on=TODAY, claims=claims, **words)
        assert text == text.strip()
        return text_digest(text)

    frozen = digest(claims)
    assert digest(claims[::-1]) == frozen
    assert digest([*claims[:1], ClaimAnswer(2, "诉求", "SUPPORTED", "f", "A", "b")]) != frozen
    for field in ("number", "method", "summary", "review_told"):
        assert digest(claims, **{field: "other"}) != frozen


def test_days() -> None:
    check_done_on(TODAY, today=TODAY)
    with pytest.raises(Refusal, match=r"day\.future"):
        check_done_on(TODAY + timedelta(1), today=TODAY)
    check_served_on(TODAY, issued_on=TODAY, today=TODAY)
    with pytest.raises(Refusal, match=r"service\.before_issue"):
        check_served_on(TODAY - timedelta(1), issued_on=TODAY, today=TODAY)
    with pytest.raises(Refusal, match=r"day\.future"):
        check_served_on(TODAY + timedelta(1), issued_on=TODAY, today=TODAY)


def test_a_remedy_says_what_and_until_when() -> None:
    check_remedy(RemedyDraft("APOLOGISE", "Say sorry", 1, TODAY), today=TODAY)
    with pytest.raises(Refusal, match=r"remedy\.no_text"):
        check_remedy(RemedyDraft("APOLOGISE", " ", 1, TODAY), today=TODAY)
    with pytest.raises(Refusal, match=r"remedy\.due_past"):
        check_remedy(RemedyDraft("APOLOGISE", "Say sorry", 1, TODAY - timedelta(1)), today=TODAY)
