"""What an item of supervision must say, how it is answered and judged, and when silence goes up (L05 Art.36)."""

from collections.abc import Sequence
from datetime import date, timedelta

from dengwen.base.errors import Refusal
from dengwen.domains.supervision.states import ENDED, WAITING, ItemState
from dengwen.foundation.rulebook.loading import code_list

# design: the law names no day (L22 Art.40 asks for written feedback); a week between two steps up.
STEP_DAYS = 7


def check_item(*, cause: str, grounds: str, demand: str, due: date, today: date) -> None:
    """Refuse an item without a coded cause, grounds, a demand or a day to come.

    Raises ``supervision.cause_unknown``, ``supervision.no_grounds``, ``supervision.no_demand``,
    ``supervision.due_past``.
    """
    if cause not in code_list("supervision_causes"):
        raise Refusal("supervision.cause_unknown", cause=cause)
    if not grounds.strip():
        raise Refusal("supervision.no_grounds")
    if not demand.strip():
        raise Refusal("supervision.no_demand")
    check_due(due=due, today=today)


def check_due(*, due: date, today: date) -> None:
    """Refuse a day that is not to come; raises ``supervision.due_past``."""
    if due <= today:
        raise Refusal("supervision.due_past", due=due)


def check_answer(*, state: str, words: str, evidence: str) -> None:
    """Refuse an answer that nobody waits for, or one without words or evidence.

    Raises ``supervision.not_waiting``, ``supervision.no_answer``, ``supervision.no_evidence``.
    """
    if state not in WAITING:
        raise Refusal("supervision.not_waiting")
    if not words.strip():
        raise Refusal("supervision.no_answer")
    if not evidence.strip():
        raise Refusal("supervision.no_evidence")


def check_judgement(*, state: str, settle: bool, remarks: str, due: date | None, today: date) -> None:
    """Refuse to judge what is not answered, or to return it without saying why and until when.

    Raises ``supervision.not_answered``, ``supervision.no_remarks``, ``supervision.no_due``, ``supervision.due_past``.
    """
    if state != ItemState.ANSWERED:
        raise Refusal("supervision.not_answered")
    if settle:
        return
    if not remarks.strip():
        raise Refusal("supervision.no_remarks")
    if due is None:
        raise Refusal("supervision.no_due")
    check_due(due=due, today=today)


def check_withdrawal(*, state: str, words: str) -> None:
    """Refuse to withdraw what has ended, or without a reason: ``supervision.ended``, ``supervision.no_remarks``."""
    if state in ENDED:
        raise Refusal("supervision.ended")
    if not words.strip():
        raise Refusal("supervision.no_remarks")


def goes_up(*, state: str, due: date, told: int, today: date) -> bool:
    """Say whether silence goes a step up today: the day has passed, and a week for each organ told since."""
    return state in WAITING and today > due + timedelta(days=told * STEP_DAYS)


def next_told(*, above: Sequence[int], raised_by: int, told: Sequence[int]) -> int | None:
    """Return who is told next: ``above`` are the organs over the supervised one, nearest first.

    The last is the one next above who raised the item; beyond it nobody is told.
    """
    if raised_by in above:
        above = above[: above.index(raised_by) + 2]
    return next((organ for organ in above if organ not in told), None)
