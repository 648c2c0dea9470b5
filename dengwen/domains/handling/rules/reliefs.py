"""Relief: asked for, decided, given. Never conditional (facts 8b; part 7)."""

from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.foundation.rulebook.loading import code_list

GRANTED = "GRANTED"


def check_application(*, kind: str, need: str, applied_on: date, today: date) -> None:
    """Refuse an application that says no need; raises ``relief.kind_unknown``, ``relief.no_need``, ``day.future``."""
    if kind not in code_list("relief_kinds"):
        raise Refusal("relief.kind_unknown", kind=kind)
    if not need.strip():
        raise Refusal("relief.no_need")
    check_done_on(applied_on, today=today)


def check_decision(
    *, decision: str, amount: str, reasons: str, decided_before: bool, author: int, decider: int
) -> None:
    """Refuse a decision without reasons, a second one, or one by the person (account) who wrote the application.

    Raises ``relief.decision_unknown``, ``relief.no_amount``, ``relief.no_reasons``, ``relief.decided_already``,
    ``relief.decided_by_author``.
    """
    if decided_before:
        raise Refusal("relief.decided_already")
    if decision not in code_list("relief_decisions"):
        raise Refusal("relief.decision_unknown", decision=decision)
    if decision == GRANTED and not amount.strip():
        raise Refusal("relief.no_amount")
    if not reasons.strip():
        raise Refusal("relief.no_reasons")
    if author == decider:
        raise Refusal("relief.decided_by_author")


def check_giving(*, decision: str, given_before: bool, given_on: date, decided_on: date, today: date) -> None:
    """Refuse proof of what was not granted, or twice.

    Raises ``relief.not_granted``, ``relief.given_already``, ``relief.given_before``, ``day.future``.
    """
    if decision != GRANTED:
        raise Refusal("relief.not_granted")
    if given_before:
        raise Refusal("relief.given_already")
    if given_on < decided_on:
        raise Refusal("relief.given_before", decided_on=decided_on)
    check_done_on(given_on, today=today)
