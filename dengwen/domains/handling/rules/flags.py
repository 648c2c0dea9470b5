"""Marks on a case (plan S14, S34): what each may rest on. About the case; nothing here speaks of a person."""

from collections.abc import Sequence
from datetime import date, timedelta

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.loading import code_list

COMPLEX, LONG_PENDING = "COMPLEX", "LONG_PENDING"


def check_flag(
    *, flag: str, reasons: Sequence[str], words: str, replan_by: date | None, in_force: bool, today: date
) -> tuple[str, ...]:
    """Return the reasons in the order of the list ``flag_reasons``, each once.

    A complex case owes a new plan by a day. Raises ``flag.unknown``, ``flag.in_force``, ``flag.no_reason``,
    ``flag.reason_unknown``, ``flag.other_without_words``, ``flag.no_day``, ``flag.day_past``.
    """
    if flag not in code_list("case_flags"):
        raise Refusal("flag.unknown", flag=flag)
    if in_force:
        raise Refusal("flag.in_force", flag=flag)
    known = [entry.code for entry in code_list("flag_reasons").entries if flag in entry.extras["of"].split()]
    if not reasons:
        raise Refusal("flag.no_reason")
    if strange := sorted(set(reasons) - set(known)):
        raise Refusal("flag.reason_unknown", flag=flag, code=strange[0])
    if "OTHER" in reasons and not words.strip():
        raise Refusal("flag.other_without_words")
    if flag == COMPLEX and replan_by is None:
        raise Refusal("flag.no_day")
    if replan_by is not None and replan_by < today:
        raise Refusal("flag.day_past", replan_by=replan_by)
    return tuple(code for code in known if code in reasons)


def long_pending_since(received_on: date) -> date:
    """Return the day from which a case that is still open counts as pending for long; the days are data."""
    days = int(code_list("case_flags").entry(LONG_PENDING).extras["days"])
    return received_on + timedelta(days=days)


def received_by_for_long(today: date) -> date:
    """Return the last day of receipt with which an open case counts as pending for long today."""
    return today - (long_pending_since(today) - today)


def is_long_pending(*, received_on: date, is_open: bool, today: date) -> bool:
    """Say whether a case is pending for long by the rule alone, whether or not somebody marked it."""
    return is_open and today >= long_pending_since(received_on)
