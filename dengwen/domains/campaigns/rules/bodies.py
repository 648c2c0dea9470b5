"""What a governance body, a seat in it, a meeting and a decision must say (plan S40, S41)."""

from datetime import date

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.loading import code_list

GROUP, OFFICE, OTHER = "LEADING_GROUP", "OFFICE", "OTHER"
# The item of a stage's list that says: the leading group and its office are named.
NAMED_ITEM = "office_named"


def check_body(*, kind: str, name: str, paper: str, known: frozenset[str]) -> None:
    """Refuse a body of an unknown kind, without a name or its paper, named twice, or an office without its group.

    ``known``: the kinds that stand already. Raises ``body.kind_unknown``, ``body.no_name``, ``body.no_paper``,
    ``body.named_already``, ``body.no_group``.
    """
    if kind not in code_list("body_kinds"):
        raise Refusal("body.kind_unknown", kind=kind)
    if not name.strip():
        raise Refusal("body.no_name")
    if not paper.strip():
        raise Refusal("body.no_paper")
    if kind != OTHER and kind in known:
        raise Refusal("body.named_already")
    if kind == OFFICE and GROUP not in known:
        raise Refusal("body.no_group")


def check_seat(
    *, role: str, title: str, seconded: bool, since: date, until: date | None, home: int, runs: int
) -> None:
    """Refuse a seat without an office, or a secondee without an end day or a home organ other than the campaign's.

    ``home``: the organ that fills the seat; ``runs``: the organ of the campaign. Raises ``seat.role_unknown``,
    ``seat.no_title``, ``seat.no_end``, ``seat.not_lent``, ``seat.backward``.
    """
    if role not in code_list("body_roles"):
        raise Refusal("seat.role_unknown", role=role)
    if not title.strip():
        raise Refusal("seat.no_title")
    if seconded and until is None:
        raise Refusal("seat.no_end")
    if seconded and home == runs:
        raise Refusal("seat.not_lent")
    if until is not None and until < since:
        raise Refusal("seat.backward", since=since)


def check_seat_end(*, since: date, until: date | None, on: date, words: str) -> None:
    """Refuse to end a seat that has ended, before it began, later than agreed, or without saying why.

    Raises ``seat.over``, ``seat.backward``, ``seat.no_reason``.
    """
    if until is not None and until <= on:
        raise Refusal("seat.over", until=until)
    if on < since:
        raise Refusal("seat.backward", since=since)
    if not words.strip():
        raise Refusal("seat.no_reason")


def sits(*, since: date, until: date | None, today: date) -> bool:
    """Say whether a seat is held today; its last day counts."""
    return since <= today and (until is None or today <= until)


def check_meeting(*, agenda: str, held_on: date, named_on: date, seated: bool, today: date) -> None:
    """Refuse a meeting without an agenda or without anybody seated that day, to come, or before the body was named.

    Raises ``meeting.no_agenda``, ``meeting.to_come``, ``meeting.before_body``, ``meeting.nobody``.
    """
    if not agenda.strip():
        raise Refusal("meeting.no_agenda")
    if held_on > today:
        raise Refusal("meeting.to_come", day=held_on)
    if held_on < named_on:
        raise Refusal("meeting.before_body", day=named_on)
    if not seated:
        raise Refusal("meeting.nobody", day=held_on)
