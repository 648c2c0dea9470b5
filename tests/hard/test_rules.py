"""The rules of hard cases, from readable tables. No database."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.rules.exit_ways import ways_out
from dengwen.domains.cases.rules.conflict import Named
from dengwen.domains.cases.rules.propose_organ import Candidate, propose_organ, usual_level
from dengwen.domains.closure.rules.agreement import agreement
from dengwen.domains.closure.rules.lookback_sheet import part_of
from dengwen.domains.closure.rules.ratings import Answers, check_answered, check_answers, check_asker
from dengwen.domains.closure.rules.three_facts import Claims, Deed, Found, Said, facts_from
from dengwen.domains.handling.rules.change_owed import (
    Cause,
    change_owed,
    check_new_team,
    check_second_opinion,
)
from dengwen.domains.handling.rules.flags import check_flag, is_long_pending, received_by_for_long
from dengwen.domains.handling.rules.operations import check_link, check_report
from dengwen.domains.handling.rules.panels import (
    MemberDraft,
    check_advice,
    check_answer,
    check_members,
    check_none_open,
    check_panel,
)
from dengwen.foundation.rulebook.loading import code_list

TABLES = Path(__file__).resolve().parents[1] / "tables"
TODAY = date(2026, 3, 2)
LATER = date(2026, 4, 1)


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("three_facts.csv"), ids=lambda row: row["why"])
def test_three_facts_stay_three(row: dict[str, str]) -> None:
    deeds = [Deed(*_event(word)) for word in row["deeds"].split()]
    facts = facts_from(deeds)
    found = {"claimed": facts.claimed, "found": facts.found, "said": facts.said, "gap": facts.gap}
    assert found == {name: row[name] for name in found}


def _event(word: str) -> tuple[str, date, str]:
    event, _, said = word.partition("=")
    return event, TODAY, said


def test_every_word_of_the_three_facts_is_worded() -> None:
    for name, words in (("facts_claimed", Claims), ("facts_found", Found), ("facts_said", Said)):
        assert {entry.code for entry in code_list(name).entries} == set(words)
    assert {entry.code for entry in code_list("ratings").entries} <= set(Said)
    assert {entry.code for entry in code_list("change_causes").entries} == set(Cause)


@pytest.mark.parametrize("row", rows("change_owed.csv"), ids=lambda row: row["why"])
def test_for_whom_another_team_is_owed(row: dict[str, str]) -> None:
    words = [word.split(":") for word in row["deeds"].split()]
    failed = {place for place, (event, _) in enumerate(words) if event.endswith("!")}
    owed = change_owed([(event.rstrip("!"), int(post)) for event, post in words], failed)
    assert (owed.cause if owed else "") == row["cause"]
    assert {*map(str, owed.earlier)} == {*row["earlier"].split()} if owed else not row["earlier"]


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, ""),
        ({"leader": 1}, "plan.same_leader"),
        ({"approver": 1}, "plan.same_leader"),
        ({"handler": 2}, "plan.same_handler"),
        ({"authors": {2, 9}}, "plan.same_handler"),
    ],
)
def test_the_same_people_do_not_plan_it_again(changes: dict[str, Any], refused: str) -> None:
    team: dict[str, Any] = {"earlier": {1, 2}, "leader": 8, "handler": 9, "authors": {9}, "approver": 8}
    assert _refusal(check_new_team, **(team | changes)) == refused


def test_a_complex_case_owes_the_second_opinion() -> None:
    assert _refusal(check_second_opinion, listed=True, advised=False) == "plan.no_second_opinion"
    assert _refusal(check_second_opinion, listed=True, advised=True) == ""
    assert _refusal(check_second_opinion, listed=False, advised=False) == ""


FLAG: dict[str, Any] = {
    "flag": "COMPLEX", "reasons": ("LAW_UNCLEAR",), "words": "", "replan_by": LATER, "in_force": False, "today": TODAY,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, ""),
        ({"flag": "DIFFICULT_PERSON"}, "flag.unknown"),
        ({"in_force": True}, "flag.in_force"),
        ({"reasons": ()}, "flag.no_reason"),
        ({"reasons": ("NOT_WORKED_ON",)}, "flag.reason_unknown"),
        ({"reasons": ("OTHER",)}, "flag.other_without_words"),
        ({"replan_by": None}, "flag.no_day"),
        ({"replan_by": date(2026, 3, 1)}, "flag.day_past"),
        ({"flag": "LONG_PENDING", "reasons": ("NOT_WORKED_ON",), "replan_by": None}, ""),
    ],
)
def test_what_a_mark_rests_on(changes: dict[str, Any], refused: str) -> None:
    assert _refusal(check_flag, **(FLAG | changes)) == refused


def test_reasons_come_once_and_in_the_order_of_the_list() -> None:
    reasons = ("LONG_AGO", "SEVERAL_ORGANS", "LONG_AGO")
    assert check_flag(**(FLAG | {"reasons": reasons})) == ("SEVERAL_ORGANS", "LONG_AGO")


def test_long_pending_counts_from_receipt_and_only_while_open() -> None:
    last = received_by_for_long(TODAY)
    assert is_long_pending(received_on=last, is_open=True, today=TODAY)
    assert not is_long_pending(received_on=last, is_open=False, today=TODAY)
    assert not is_long_pending(received_on=date.fromordinal(last.toordinal() + 1), is_open=True, today=TODAY)


# What a mark, a reason, a rating or an operation may never speak of: who petitions, how often, where, with what mind.
PERSONS = (
    "petitioner who", "unreasonable", "nail", "stubborn", "repeat visit", "mental", "beijing", "capital", "travel",
    "stability", "控制", "稳控", "缠访", "闹访", "无理", "钉子户", "骨头", "精神", "进京", "越级", "重点人", "老户",
)  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["case_flags", "flag_reasons", "operations", "operation_states", "rating_answers", "change_causes"],
)
def test_the_codes_speak_of_cases_and_never_of_persons(name: str) -> None:
    for entry in code_list(name).entries:
        said = f"{entry.code} {entry.en} {entry.zh}".lower()
        assert not [word for word in PERSONS if word in said], entry.code


PANEL: dict[str, Any] = {
    "complex_case": True, "question": "Was it lawful?", "material": "The file.", "with_identity": False,
    "identity_reason": "", "due": LATER, "today": TODAY,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, ""),
        ({"complex_case": False}, "panel.not_complex"),
        ({"question": " "}, "panel.no_question"),
        ({"material": ""}, "panel.no_material"),
        ({"with_identity": True}, "panel.identity_without_reason"),
        ({"due": TODAY}, "panel.due_past"),
    ],
)
def test_when_a_panel_is_called(changes: dict[str, Any], refused: str) -> None:
    assert _refusal(check_panel, **(PANEL | changes)) == refused


OUTSIDE = MemberDraft(role="Surgeon", institution="City Hospital")


@pytest.mark.parametrize(
    ("members", "refused"),
    [
        ([OUTSIDE, MemberDraft(1), MemberDraft(2)], ""),
        ([OUTSIDE, MemberDraft(1), MemberDraft(2, interest="My cousin handled it.")], "panel.too_few"),
        ([OUTSIDE, MemberDraft(1), MemberDraft(1)], "panel.member_twice"),
        ([MemberDraft(role="Surgeon"), MemberDraft(1), MemberDraft(2)], "panel.member_nobody"),
    ],
)
def test_who_sits(members: list[MemberDraft], refused: str) -> None:
    assert _refusal(check_members, members) == refused


def test_advice_and_its_answer() -> None:
    advice: dict[str, Any] = {
        "outcome": "given", "given": False, "advice": "It was.", "advised_on": TODAY, "called_on": TODAY,
        "today": TODAY,
    }  # fmt: skip
    assert _refusal(check_advice, **advice) == ""
    assert _refusal(check_advice, **(advice | {"given": True})) == "panel.over"
    assert _refusal(check_advice, **(advice | {"advice": ""})) == "panel.no_advice"
    assert _refusal(check_advice, **(advice | {"called_on": LATER})) == "panel.advised_before"
    answer: dict[str, Any] = {
        "outcome": "given",
        "answered": False,
        "followed": "FOLLOWED",
        "answer": "So done.",
    }
    assert _refusal(check_answer, **answer) == ""
    assert _refusal(check_answer, **(answer | {"outcome": ""})) == "panel.no_advice_yet"
    assert _refusal(check_answer, **(answer | {"answer": " "})) == "panel.no_answer"


@pytest.mark.parametrize(
    ("panels", "refused"),
    [([(1, "none", False)], ""), ([(1, "", False)], "panel.awaited"), ([(1, "given", False)], "panel.unanswered"),
     ([(1, "given", True)], "")],
)  # fmt: skip
def test_nothing_goes_up_beside_an_open_panel(panels: list[tuple[int, str, bool]], refused: str) -> None:
    assert _refusal(check_none_open, panels) == refused


def test_a_link_and_its_reports() -> None:
    link: dict[str, Any] = {
        "operation": "RECOVERY", "reference": "R-12", "due": LATER, "linked": False, "today": TODAY,
    }  # fmt: skip
    assert _refusal(check_link, **link) == ""
    assert _refusal(check_link, **(link | {"operation": "WATCH"})) == "operation.unknown"
    assert _refusal(check_link, **(link | {"reference": " "})) == "operation.no_reference"
    assert _refusal(check_link, **(link | {"linked": True})) == "operation.linked"
    report: dict[str, Any] = {
        "status": "UNDER_WAY", "reported_on": TODAY, "origin": "Letter 3", "next_due": LATER, "ended": False,
        "linked_on": TODAY, "today": TODAY,
    }  # fmt: skip
    assert check_report(**report) == LATER
    assert check_report(**(report | {"status": "RESULT", "next_due": None})) is None
    assert _refusal(check_report, **(report | {"next_due": None})) == "operation.no_next_day"
    assert _refusal(check_report, **(report | {"origin": ""})) == "operation.no_origin"


def test_what_is_asked_of_the_petitioner() -> None:
    answers = Answers("SATISFIED", "NOT_SATISFIED", wrongs=("PRESSED",), wrong_words="He came at night.")
    given: dict[str, Any] = {"asked_on": TODAY, "answered_since": TODAY, "today": TODAY}
    assert _refusal(check_answers, answers, **given) == ""
    silent = Answers("SATISFIED", "SATISFIED", wrongs=("PRESSED",))
    assert _refusal(check_answers, silent, **given) == "rating.wrong_without_words"
    assert _refusal(check_answers, answers, **(given | {"answered_since": LATER})) == "rating.before_answer"
    assert _refusal(check_asker, posts=[5], handlers=[1], named=(2, None)) == ""
    assert _refusal(check_asker, posts=[5, 1], handlers=[1], named=()) == "rating.handled_it"
    assert _refusal(check_answered, [(1, "SATISFIED", "NOT_SATISFIED", False)]) == "rating.unanswered"
    assert (
        _refusal(
            check_answered, [(1, "SATISFIED", "NOT_SATISFIED", True), (2, "BASICALLY", "NO_ANSWER", False)]
        )
        == ""
    )


def _refusal(rule: Any, *values: Any, **named: Any) -> str:
    try:
        rule(*values, **named)
    except Refusal as refusal:
        return refusal.code
    return ""


NEAR = {
    "province": Candidate(1, "province", ("Cloud Province",), ()),
    "river": Candidate(2, "city", ("River City",), (1,)),
    "lin": Candidate(3, "county", ("Lin County", ""), (2, 1)),
    "moss": Candidate(4, "county", ("Moss County", ""), (2, 1)),
}


@pytest.mark.parametrize("row", rows("propose_organ.csv"), ids=lambda row: row["because"])
def test_the_rule_proposes_an_organ_and_never_the_one_complained_about(row: dict[str, str]) -> None:
    levels = [entry.extras for entry in code_list("competence_levels").entries]
    about = frozenset(NEAR[name].organ for name in row["about"].split())
    found, why = propose_organ(
        holder=NEAR[row["holder"]], near=[one for name, one in NEAR.items() if name != row["holder"]],
        named=Named(organs=about), place=row["place"], level=usual_level(row["category"], levels),
    )  # fmt: skip
    assert (found, why) == (NEAR[row["organ"]].organ if row["organ"] else None, row["why"])


def test_exits_follow_the_law_of_the_category() -> None:
    crime = [way.code for way in ways_out("01.01")]
    assert {"PROCURATORATE", "CRIM_RECON", "COURT", "COMPENSATION"} <= set(crime)
    assert "RECONSIDERATION" not in crime
    public_order = next(entry.code for entry in code_list("categories").entries
                        if entry.extras.get("route") == "PUBLIC_ORDER")  # fmt: skip
    assert "RECONSIDERATION" in [way.code for way in ways_out(public_order)]
    assert all(way.extras.get("article") for way in code_list("exit_ways").entries)


def test_the_rubric_of_quality_is_the_sheet_of_the_look_back() -> None:
    """Six items, each worked out by two people who do not see each other's sheet; their agreement is shown."""
    rubric = ["PROCEDURE", "FACTS", "LAW", "REASONS", "SERVICE", "REMEDY"]
    entries = code_list("lookback_items").entries
    assert [entry.code for entry in entries] == rubric
    assert all(entry.extras["article"] and entry.extras["question_en"] for entry in entries)
    assert part_of(2, taken=[1], double=True) == 2
    assert _refusal(part_of, 1, taken=[1], double=True) == "lookback.same_reviewer"
    assert agreement([("passed", "passed"), ("failed", "failed")]).kappa == 1
