"""The three meetings that come before a plan is approved (plan S49)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.foundation.rulebook.loading import code_list

HELD = "HELD"
PETITIONER = "PETITIONER"
ANONYMOUS = "ANONYMOUS"


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """One of the three meetings before it is recorded."""

    kind: str
    outcome: str
    met_on: date
    notes: str = ""
    how_offered: str = ""


def check_meeting(meeting: MeetingDraft, *, received_on: date, known_petitioner: bool, today: date) -> None:
    """Refuse a meeting that says too little to be believed, or whose outcome does not fit.

    Declined is a valid outcome: it needs the day and how it was offered. Raises ``meeting.kind_unknown``,
    ``meeting.outcome_unfit``, ``meeting.not_anonymous``, ``meeting.no_offer``, ``meeting.no_notes``,
    ``meeting.before_receipt``, ``day.future``.
    """
    if meeting.kind not in code_list("meeting_kinds"):
        raise Refusal("meeting.kind_unknown", kind=meeting.kind)
    outcomes = code_list("meeting_outcomes")
    if (
        meeting.outcome not in outcomes
        or meeting.kind not in outcomes.entry(meeting.outcome).extras["for"].split()
    ):
        raise Refusal("meeting.outcome_unfit", meeting=meeting.kind, outcome=meeting.outcome)
    if meeting.outcome == ANONYMOUS and known_petitioner:
        raise Refusal("meeting.not_anonymous")
    if meeting.kind == PETITIONER and meeting.outcome != ANONYMOUS and not meeting.how_offered.strip():
        raise Refusal("meeting.no_offer")
    if meeting.kind == PETITIONER and meeting.outcome in ("DECLINED", "NOT_REACHED"):
        pass  # what was offered, and how, is all there is to say
    elif not meeting.notes.strip():
        raise Refusal("meeting.no_notes")
    if meeting.met_on < received_on:
        raise Refusal("meeting.before_receipt", met_on=meeting.met_on, received_on=received_on)
    check_done_on(meeting.met_on, today=today)


def check_three_meetings(kinds: Iterable[str]) -> None:
    """Refuse while one of the three is missing, and say which; raises ``meeting.missing``."""
    known = set(kinds)
    missing = [entry.code for entry in code_list("meeting_kinds").entries if entry.code not in known]
    if missing:
        raise Refusal("meeting.missing", meetings=missing)
