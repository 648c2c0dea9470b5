"""The rules of bringing a petition, without a database."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dengwen.domains.cases.rules.portal import (
    MOST_BYTES,
    MOST_FILES,
    RATES,
    check_more_files,
    minutes_to_wait,
)
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.portal.bring.forms import FORMS
from dengwen.interfaces.portal.bring.steps import (
    ORDER,
    Answers,
    first_left,
    next_step,
    place_of,
    step_before,
    steps_of,
)

AT = datetime(2026, 3, 3, 9, tzinfo=UTC)


def said(purpose: str, who: str, topic: str = "01") -> Answers:
    return {"purpose": {"purpose": purpose}, "topic": {"topic": topic}, "who": {"who": who}}


def test_what_is_about_violence_or_conduct_accuses_whatever_it_is_called() -> None:
    chapters = [chapter.code for chapter in code_list("categories").children()]
    found = [code for code in chapters if "officer" in steps_of(said("APPEAL", "me", code))]
    assert found == ["03", "10"]


@pytest.mark.parametrize(
    ("purpose", "who", "left_out"),
    [
        ("APPEAL", "me", {"officer", "behalf", "others"}),
        ("APPEAL", "anonymous", {"officer", "name", "behalf", "others"}),
        ("ACCUSATION", "me", {"behalf", "others"}),
        ("ACCUSATION", "behalf", {"others"}),
        ("SUGGESTION", "joint", {"officer", "behalf"}),
    ],
)
def test_only_what_concerns_her_is_asked(purpose: str, who: str, left_out: set[str]) -> None:
    answers = said(purpose, who)
    assert set(ORDER) - set(steps_of(answers)) == left_out
    assert place_of("notice", answers) == (len(ORDER) - len(left_out),) * 2


@pytest.mark.parametrize("purpose", ["APPEAL", "ACCUSATION"])
@pytest.mark.parametrize("who", ["", "me", "anonymous", "behalf", "joint"])
def test_forward_and_back_is_the_same_way(purpose: str, who: str) -> None:
    answers = said(purpose, who)
    way = [ORDER[0]]
    while way[-1] != "check":
        way.append(next_step(way[-1], answers, checking=False))
    assert tuple(way[:-1]) == steps_of(answers)
    back = ["check"]
    while back[-1] != ORDER[0]:
        back.append(step_before(back[-1], answers))
    assert back[::-1] == way


def test_a_changed_answer_asks_only_what_it_makes_new() -> None:
    answers: dict[str, Any] = {step: {} for step in ORDER} | dict(said("APPEAL", "behalf"))
    assert first_left(answers) == "check"
    del answers["behalf"]
    assert next_step("who", answers, checking=True) == "behalf"
    assert next_step("who", answers | dict(said("APPEAL", "me")), checking=True) == "check"


def test_nothing_about_the_person_is_asked_by_force_and_nothing_costs() -> None:
    asked = {name for form in FORMS.values() for name in form.base_fields}
    assert not asked & {"fee", "document", "id_number", "oath", "signature", "birthday"}
    about_her = ("name", "behalf", "others", "reach")
    assert not any(field.required for step in about_her for field in FORMS[step].base_fields.values())


@pytest.mark.parametrize(
    ("sizes", "more", "refused"),
    [
        ([], 1, ""),
        ([1] * (MOST_FILES - 1), 1, ""),
        ([1] * MOST_FILES, 1, "draft.too_many_files"),
        ([MOST_BYTES - 1], 1, ""),
        ([MOST_BYTES - 1], 2, "draft.files_too_big"),
    ],
)
def test_files_have_limits(sizes: list[int], more: int, refused: str) -> None:
    assert check_more_files(sizes, more=more) == refused


def test_whoever_floods_waits_until_the_oldest_deed_is_old() -> None:
    rate = RATES["resume"]
    done = [AT - timedelta(minutes=minute) for minute in range(rate.most)]
    assert minutes_to_wait("resume", done[1:], at=AT) == 0
    assert minutes_to_wait("resume", done, at=AT) == 6
    assert minutes_to_wait("resume", done, at=AT + timedelta(minutes=6)) == 0
