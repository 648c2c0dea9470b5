"""Lin County's hard cases, and what everybody would write into their forms."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from dengwen.domains.closure.models import Rating
from dengwen.domains.handling.models import ExpertPanel, OperationLink
from dengwen.domains.handling.verbs.call_panel import record_advice
from dengwen.domains.handling.verbs.link_operation import link_operation
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, Cast
from tests.handling.walk import Walk, Words
from tests.hard.test_verbs import call, mark, rate

Register = Callable[[Cast], int]
LATER = (DAY + timedelta(days=90)).isoformat()


def hard_states(register: Register) -> dict[str, Callable[[Cast], int]]:
    """Return the makers of the states; ``register`` registers a case of Lin County with its secrets."""
    return {
        "marked": lambda cast: _made(cast, register, "team", mark),
        "panel awaited": lambda cast: _made(cast, register, "team", mark, call),
        "panel advised": lambda cast: _made(cast, register, "team", mark, _advise),
        "linked": lambda cast: _made(cast, register, "team", _link),
        "rated": lambda cast: _made(cast, register, "vouch", rate),
    }


def _made(cast: Cast, register: Register, last: str, *deeds: Callable[[Walk], object]) -> int:
    way = Walk(cast, register(cast)).until(last)
    for deed in deeds:
        deed(way)
    return way.case


def _advise(way: Walk) -> None:
    words: Words = {"panel": call(way), "outcome": "given", "advice": "It was lawful."}
    record_advice(case=way.case, advised_on=way.day, actor=way.cast["handler"], at=way.at, **words)


def _link(way: Walk) -> None:
    words: Words = {"operation": "WANTED", "reference": "W-1", "due": DAY + timedelta(days=60)}
    link_operation(case=way.case, actor=way.cast["handler"], at=way.at, **words)


def _row(world: Any, model: Any, state: str) -> int:
    set_post(world.cast["registrar"].post)
    return int(model.objects.filter(matter=world.cases[state]).order_by("pk")[0].pk)


_PANEL = {
    "question": "Was it lawful?", "material": "The file without names.", "due": LATER, "rows": "3",
    "member-0-role": "Surgeon", "member-0-institution": "City Hospital", "member-1-officer": "stone_reviewer",
    "member-2-officer": "moss_leader",
}  # fmt: skip
HARD_FORMS: dict[str, Mapping[str, Any] | Callable[[Any], Mapping[str, Any]]] = {
    "flag_case": {"flag": "COMPLEX", "reasons": ["LAW_UNCLEAR"], "replan_by": LATER},
    "unflag_case": {"flag": "COMPLEX", "reason": "It was simple."},
    "call_panel": _PANEL,
    "record_advice": lambda world: {
        "panel": _row(world, ExpertPanel, "panel awaited"), "outcome": "given", "advice": "It was.",
        "advised_on": "2026-3-20",
    },
    "answer_advice": lambda world: {
        "panel": _row(world, ExpertPanel, "panel advised"), "followed": "FOLLOWED", "answer": "So done."
    },
    "link_operation": {"operation": "RECOVERY", "reference": "R-12", "due": LATER},
    "report_operation": lambda world: {
        "link": _row(world, OperationLink, "linked"), "status": "RESULT", "reported_on": "2026-3-20",
        "origin": "Letter 3",
    },
    "unlink_operation": lambda world: {"link": _row(world, OperationLink, "linked"), "reason": "Wrong file."},
    "record_rating": {
        "asked_on": "2026-3-21", "way": "PHONE", "handling": "BASICALLY", "outcome": "SATISFIED", "words": "Well.",
    },
    "answer_rating": lambda world: {
        "rating": _row(world, Rating, "rated"), "measure": "EXPLAINED", "answer": "You may ask for review.",
        "told_on": "2026-3-21", "told_by": "POST",
    },
}  # fmt: skip
