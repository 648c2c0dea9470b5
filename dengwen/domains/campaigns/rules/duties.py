"""What organs owe a campaign and until when: duties, returns, summaries; with the day of rest shown, not hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dengwen.base.errors import Refusal
from dengwen.foundation.calendar.working_days import next_working_day
from dengwen.foundation.rulebook.campaign import CampaignPack


class Due(StrEnum):
    """How something that is owed stands."""

    DONE = "done"
    LATE_DONE = "late_done"
    OWED = "owed"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Report:
    """A return or summary that organs of ``levels`` owe. ``rolled``: the first working day on or after ``due``."""

    kind: str
    key: str
    due: date
    rolled: date
    levels: tuple[str, ...]


def reports(pack: CampaignPack) -> Iterator[Report]:
    """Yield every return and every summary of a campaign (plan S28, S69-S71)."""
    if pack.returns is not None:
        for key, due in pack.returns.periods():
            yield Report("return", key, due, next_working_day(due, pack.calendar), pack.returns.levels)
    for each in pack.summaries:
        rolled = next_working_day(each.due, pack.calendar)
        yield Report("summary", each.key, each.due, rolled, each.levels)


def due_state(due: date, *, done_on: date | None, today: date) -> Due:
    """Return how a duty stands. A late one stays late: it is told apart from one that was met in time."""
    if done_on is not None:
        return Due.DONE if done_on <= due else Due.LATE_DONE
    return Due.OWED if today <= due else Due.OVERDUE


def report_of(pack: CampaignPack, kind: str, key: str, level: str, *, today: date) -> Report:
    """Return what is handed in; raises ``report.unknown``, ``report.not_owed``, ``report.too_early``."""
    found = next((each for each in reports(pack) if (each.kind, each.key) == (kind, key)), None)
    if found is None:
        raise Refusal("report.unknown")
    if level not in found.levels:
        raise Refusal("report.not_owed")
    begins = next((each.after for each in pack.summaries if kind == "summary" and each.key == key), None)
    begins = begins or date(found.due.year, found.due.month, 1)
    if today < begins:
        raise Refusal("report.too_early", day=begins)
    return found


def check_task(*, words: str, due: date, today: date, parent_due: date | None, parent_done: bool) -> None:
    """Refuse a task without words, or whose day is past or later than that of the task it is a part of.

    Raises ``task.no_words``, ``task.due_past``, ``task.later_than_whole``, ``task.whole_is_done``.
    """
    if not words.strip():
        raise Refusal("task.no_words")
    if due < today:
        raise Refusal("task.due_past", due=due)
    if parent_done:
        raise Refusal("task.whole_is_done")
    if parent_due is not None and due > parent_due:
        raise Refusal("task.later_than_whole", due=parent_due)


def check_task_done(*, evidence: str, done: bool, open_parts: int) -> None:
    """Refuse what is not proven, done already, or has parts still open.

    Raises ``task.is_done``, ``duty.no_evidence``, ``task.parts_open``.
    """
    if done:
        raise Refusal("task.is_done")
    if not evidence.strip():
        raise Refusal("duty.no_evidence")
    if open_parts:
        raise Refusal("task.parts_open", count=open_parts)


def owing_units(held: Mapping[int, int], *, least: int) -> list[int]:
    """Return the units that owe a plan of their own: those that hold ``least`` open matters or more (plan S12).

    What counts are matters held by a unit; who petitioned, and how often, is not asked.
    """
    return sorted(unit for unit, number in held.items() if number >= least)
