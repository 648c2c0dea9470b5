"""Link a case to a special operation, keep what is fed back, or undo the link."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.handling.models import OperationLink, OperationReport
from dengwen.domains.handling.rules.operations import check_link, check_report
from dengwen.foundation.permissions.actor import Actor


def link_operation(
    *, case: int, operation: str, reference: str, due: date, actor: Actor, at: datetime, version: int | None = None
) -> None:  # fmt: skip
    """Link to an operation (``operations``) by the number of its own file; ``due``: when its state is to be reported.

    Nothing about the petitioner goes along (plan S57). Raises what :func:`check_link` raises.
    """
    with door("link_operation", case=case, actor=actor, at=at, version=version) as passage:
        known = passage.rows(OperationLink)
        same = (operation, reference.strip())
        linked = any((row.operation, row.reference) == same and row.ended_on is None for row in known)
        check_link(operation=operation, reference=reference, due=due, linked=linked, today=passage.today)
        passage.create(
            OperationLink(
                matter=passage.matter, number=len(known) + 1, operation=operation, reference=reference.strip(),
                linked_on=passage.today, linked_by_id=actor.post, due=due,
            )
        )  # fmt: skip
        passage.facts |= {"number": len(known) + 1, "operation": operation, "answer_by": due.isoformat()}


def report_operation(
    *, case: int, link: int, status: str, reported_on: date, origin: str, actor: Actor, at: datetime,
    next_due: date | None = None, words: str = "", version: int | None = None,
) -> None:  # fmt: skip
    """Keep what the operation reports back: the state of its file, on which day, from which source.

    Raises ``operation.not_here`` and what :func:`check_report` raises (plan S57).
    """
    with door("report_operation", case=case, actor=actor, at=at, version=version) as passage:
        row = _link(passage, link)
        due = check_report(
            status=status, reported_on=reported_on, origin=origin, next_due=next_due, ended=row.ended_on is not None,
            linked_on=row.linked_on, today=passage.today,
        )  # fmt: skip
        passage.watch(row)
        row.status, row.due = status, due
        passage.create(
            OperationReport(
                matter=passage.matter, link=row, status=status, reported_on=reported_on, origin=origin.strip(),
                words=words.strip(), by_id=actor.post,
            )
        )  # fmt: skip
        passage.facts |= {
            "number": row.number, "operation": row.operation, "status": status,
            "reported_on": reported_on.isoformat(),
        }  # fmt: skip
        passage.say("note", words)


def unlink_operation(
    *, case: int, link: int, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Undo a link, with the reason; it stays in the history.

    Raises ``operation.not_here``, ``operation.ended``, ``operation.no_reason``.
    """
    with door("unlink_operation", case=case, actor=actor, at=at, version=version) as passage:
        row = _link(passage, link)
        if row.ended_on is not None:
            raise Refusal("operation.ended")
        if not reason.strip():
            raise Refusal("operation.no_reason")
        passage.watch(row)
        row.ended_on, row.ended_by_id, row.end_words, row.due = (
            passage.today,
            actor.post,
            reason.strip(),
            None,
        )
        passage.facts |= {"number": row.number, "operation": row.operation}
        passage.say("reason", reason)


def _link(passage: Passage, link: int) -> OperationLink:
    found = next(iter(passage.rows(OperationLink, pk=link)), None)
    if found is None:
        raise Refusal("operation.not_here", link=link)
    return found
