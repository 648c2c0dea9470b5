"""What a snapshot holds: its tables, their columns and types. Plain Python, data only."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.rules.window import window


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name and its type in PostgreSQL, which DuckDB knows by the same name."""

    name: str
    type: str


def _columns(words: str) -> tuple[Column, ...]:
    pairs = (each.split(":") for each in words.split())
    return tuple(Column(name, kind) for name, kind in pairs)


# Columns of the matter that figures need; no text of a petition, no person who petitions, nobody who is accused.
TOLD = _columns(
    "number:text state:text is_open:boolean organ_id:bigint registered_by_id:bigint sender_id:bigint"
    " review_organ_id:bigint category:text purpose:text channel:text source:text urgent:boolean received_on:date"
    " registered_at:timestamp accept_due:date accepted_on:date handling_due:date decided_on:date served_on:date"
    " closed_on:date close_basis:text ended_on:date due:date due_rule:text returned:integer returned_in:text"
    " reopened:integer merged_into_id:bigint pack:text"
)
MATTERS = (*_columns("id:bigint entries:integer"), *TOLD)
# What was done in the month, by which organ; ``actor_post`` is the post of an officer, for deeds done in bulk.
DEEDS = _columns("matter_id:bigint seq:integer event:text at:timestamp actor_post:bigint organ_id:bigint")
ORGANS = _columns("id:bigint code:text name:text name_en:text level:text parent_id:bigint")
TABLES = {"matters": (MATTERS, "id"), "deeds": (DEEDS, "matter_id, seq"), "organs": (ORGANS, "id")}


@dataclass(frozen=True, slots=True)
class Month:
    """A month that is over: its days, and the instants at which it began and ended, in UTC."""

    start: date
    last: date
    since: datetime
    until: datetime

    @property
    def label(self) -> str:
        """Return the month as ``2026-10``."""
        return f"{self.start:%Y-%m}"

    @property
    def stream(self) -> int:
        """Return the number of the month's stream in the ledger, as 202610."""
        return self.start.year * 100 + self.start.month


def month_that_is_over(month: date, *, today: date, zone: str) -> Month:
    """Return the month that holds the day ``month``; raises ``figures.month_to_come``, ``snapshot.month_runs``."""
    seen = window(month, today)
    if seen.running:
        raise Refusal("snapshot.month_runs", month=seen.label)
    since, until = (
        datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC) for day in (seen.start, seen.before)
    )
    return Month(seen.start, seen.end, since, until)
