"""Links to special operations (plan S57): a file there, its state, and the day by which the next word is owed."""

from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.foundation.rulebook.loading import code_list


def check_link(*, operation: str, reference: str, due: date, linked: bool, today: date) -> None:
    """Refuse a link to no operation, without the number of its file, with a past day, or made twice.

    Raises ``operation.unknown``, ``operation.no_reference``, ``operation.due_past``, ``operation.linked``.
    """
    if operation not in code_list("operations"):
        raise Refusal("operation.unknown", operation=operation)
    if not reference.strip():
        raise Refusal("operation.no_reference")
    if due <= today:
        raise Refusal("operation.due_past", due=due)
    if linked:
        raise Refusal("operation.linked")


def check_report(
    *, status: str, reported_on: date, origin: str, next_due: date | None, ended: bool, linked_on: date, today: date
) -> date | None:  # fmt: skip
    """Return the day by which the next report is owed, None once the file is over there.

    Raises ``operation.ended``, ``operation.status_unknown``, ``operation.no_origin``, ``operation.before_link``,
    ``operation.no_next_day``, ``operation.due_past``, ``day.future``.
    """
    if ended:
        raise Refusal("operation.ended")
    if status not in code_list("operation_states"):
        raise Refusal("operation.status_unknown", status=status)
    if not origin.strip():
        raise Refusal("operation.no_origin")
    if reported_on < linked_on:
        raise Refusal("operation.before_link", linked_on=linked_on)
    check_done_on(reported_on, today=today)
    if status in code_list("operation_states").marked("over"):
        return None
    if next_due is None:
        raise Refusal("operation.no_next_day")
    if next_due <= today:
        raise Refusal("operation.due_past", due=next_due)
    return next_due
