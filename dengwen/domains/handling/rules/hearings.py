"""When a hearing may be held, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.cases.rules.draft import check_not_masked
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.foundation.rulebook.loading import code_list

# Shown masked: who they are is the petitioner's affair.
MASKED = frozenset({"PETITIONER", "AGENT", "COMPANION", "WITNESS"})


@dataclass(frozen=True, slots=True)
class ParticipantDraft:
    """Somebody who is asked to a hearing."""

    role: str
    name: str
    organ_name: str = ""
    outside: bool = False


def check_participants(people: Sequence[ParticipantDraft]) -> None:
    """Refuse a hearing without the petitioner's side or without a panel beside the chair.

    Raises ``hearing.role_unknown``, ``hearing.no_name``, ``petition.masked``, ``hearing.no_petitioner``,
    ``hearing.no_panel``.
    """
    for person in people:
        if person.role not in code_list("hearing_roles"):
            raise Refusal("hearing.role_unknown", role=person.role)
        if not person.name.strip():
            raise Refusal("hearing.no_name")
        check_not_masked(person.name)
    roles = {person.role for person in people}
    if not roles & {"PETITIONER", "AGENT"}:
        raise Refusal("hearing.no_petitioner")
    if "PANEL" not in roles:
        raise Refusal("hearing.no_panel")


def check_notice(*, notice_on: date, planned_on: date, earliest: date, article: str, today: date) -> None:
    """Refuse a hearing whose notice reaches people too late; raises ``hearing.too_soon``, ``day.future``.

    ``earliest`` is the first day on which it may be held, by the days of ``procedure_days`` (facts 8b).
    """
    check_done_on(notice_on, today=today)
    if planned_on < earliest:
        raise Refusal("hearing.too_soon", planned_on=planned_on, earliest=earliest, article=article)


def check_opening(*, planned_on: date, opened_on: date, today: date) -> None:
    """Refuse to open it before its day; raises ``hearing.before_its_day``, ``day.future``."""
    if opened_on < planned_on:
        raise Refusal("hearing.before_its_day", planned_on=planned_on)
    check_done_on(opened_on, today=today)


def check_closing(*, opened_on: date, closed_on: date, opinion: str, today: date) -> None:
    """Refuse an end before the beginning or without an opinion.

    Raises ``hearing.closed_before``, ``hearing.no_opinion``, ``day.future``.
    """
    if closed_on < opened_on:
        raise Refusal("hearing.closed_before", opened_on=opened_on)
    check_done_on(closed_on, today=today)
    if not opinion.strip():
        raise Refusal("hearing.no_opinion")
