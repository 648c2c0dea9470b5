"""The rules of a watch, from their tables; no database."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.rules.watch import WATCHERS_EVENTS, WATCHERS_OWN, acted_in, check_watch, why_ended
from dengwen.domains.cases.transitions import TRANSITIONS
from dengwen.domains.handling.rules.watches import check_answer, check_note
from dengwen.foundation.rulebook.loading import code_list

TABLES = Path(__file__).parent.parent / "tables"
TODAY = date(2026, 3, 2)


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def refused(code: str, deed: Callable[..., object], **words: object) -> None:
    if not code:
        deed(**words)
        return
    with pytest.raises(Refusal) as found:
        deed(**words)
    assert found.value.code == code


@pytest.mark.parametrize("case", rows("watch.csv"), ids=lambda case: case["note"])
def test_who_may_watch(case: dict[str, str]) -> None:
    marks = {name: case[name] == "yes" for name in ("own_organ", "acted", "apart", "in_force")}
    refused(
        case["refused"], check_watch, role=case["role"], ground=case["ground"], until=day(case["until"]), today=TODAY,
        **marks,
    )  # fmt: skip


@pytest.mark.parametrize("case", rows("watch_ends.csv"), ids=lambda case: case["note"])
def test_when_it_ends_by_itself(case: dict[str, str]) -> None:
    found = why_ended(
        state=case["state"], close_basis=case["close_basis"], above=case["above"] == "yes",
        apart=case["apart"] == "yes", post_until=day(case["post_until"]), until=day(case["until"]), today=TODAY,
    )  # fmt: skip
    assert found == case["ends"]


def test_every_end_has_its_words_and_its_line_in_the_table() -> None:
    ended = {case["ends"] for case in rows("watch_ends.csv")} - {""}
    assert {entry.code for entry in code_list("watch_ends").entries} == ended | {"called_back"}


def test_who_watches_may_do_nothing_else_in_the_case() -> None:
    assert {"watch_case", "note_watch", "end_watch", "declare_recusal", "take_into_campaign"} == WATCHERS_OWN
    assert {line.verb for line in TRANSITIONS} >= WATCHERS_OWN
    handling = {line.verb for line in TRANSITIONS} - WATCHERS_OWN
    assert not handling & WATCHERS_EVENTS


def test_what_counts_as_having_acted() -> None:
    deeds = [
        ("registered", 1),
        ("note_watch", 2),
        ("identity_opened", 3),
        ("judge_item", 4),
        ("due_recomputed", None),
    ]
    assert acted_in(deeds, {1, 9})
    assert not acted_in(deeds, {2, 3})
    assert acted_in(deeds, {4})  # examining it once is a part in it too


@pytest.mark.parametrize(
    ("own", "words", "asks", "due", "code"),
    [
        (True, "How far is it?", False, None, ""),
        (True, "How far is it?", True, TODAY + timedelta(days=1), ""),
        (False, "How far is it?", False, None, "watch.not_hers"),
        (True, " ", False, None, "watch.no_words"),
        (True, "How far is it?", True, None, "watch.no_day"),
        (True, "How far is it?", True, TODAY, "watch.day_past"),
        (True, "How far is it?", False, TODAY + timedelta(days=1), "watch.day_without_question"),
    ],
)
def test_a_note(own: bool, words: str, asks: bool, due: date | None, code: str) -> None:
    refused(code, check_note, own=own, words=words, asks=asks, due=due, today=TODAY)


@pytest.mark.parametrize(
    ("asks", "answered", "answer", "code"),
    [
        (True, False, "By Friday.", ""),
        (False, False, "By Friday.", "watch.asks_nothing"),
        (True, True, "By Friday.", "watch.answered"),
        (True, False, " ", "watch.no_answer"),
    ],
)
def test_an_answer(asks: bool, answered: bool, answer: str, code: str) -> None:
    refused(code, check_answer, asks=asks, answered=answered, answer=answer)
