"""The questions in their order, and which of them are asked. Plain Python."""

from collections.abc import Mapping
from typing import Any

from dengwen.domains.cases.rules.conflict import is_accusation
from dengwen.foundation.rulebook.loading import code_list

Answers = Mapping[str, Mapping[str, Any]]

ORDER = (
    "purpose", "topic", "what", "where", "officer", "when", "ask", "who", "name", "behalf", "others", "reach", "files",
    "notice",
)  # fmt: skip


def accuses(answers: Answers) -> bool:
    """Say whether what is brought accuses somebody, by its kind or by what it is about."""
    topic, categories = str(answers.get("topic", {}).get("topic", "")), code_list("categories")
    extras = categories.entry(topic).extras if topic in categories else {}
    return is_accusation(str(answers.get("purpose", {}).get("purpose", "")), extras)


def steps_of(answers: Answers) -> tuple[str, ...]:
    """Return the steps that are asked, given what was answered so far; nobody is asked who she is once she said no."""
    who = answers.get("who", {}).get("who", "")
    left_out = {
        "officer": not accuses(answers),
        "name": who == "anonymous",
        "behalf": who != "behalf",
        "others": who != "joint",
    }
    return tuple(step for step in ORDER if not left_out.get(step))


def next_step(step: str, answers: Answers, *, checking: bool) -> str:
    """Return where to go on after ``step``: the next question, or, while answers are checked, the first one left."""
    steps = steps_of(answers)
    if checking:
        return first_left(answers)
    later = ORDER[ORDER.index(step) + 1 :]
    return next((one for one in later if one in steps), "check")


def step_before(step: str, answers: Answers) -> str:
    """Return the question before ``step``; empty before the first one."""
    steps = steps_of(answers)
    earlier = ORDER[: ORDER.index(step)] if step in ORDER else ORDER
    return next((one for one in reversed(earlier) if one in steps), "")


def first_left(answers: Answers) -> str:
    """Return the first question that was not answered yet, or ``check``."""
    return next((step for step in steps_of(answers) if step not in answers), "check")


def place_of(step: str, answers: Answers) -> tuple[int, int]:
    """Return the place of ``step`` among the questions, and their number."""
    steps = steps_of(answers)
    return steps.index(step) + 1, len(steps)
