"""Asking the database's functions about the limits of a batch of organs."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import psycopg
from django.db import connection

from dengwen.domains.reminders.reads.audience import Batch, Columns
from dengwen.domains.reminders.reads.rules_of_clocks import examined, not_owed
from dengwen.domains.reminders.rules.steps import schedule
from dengwen.domains.reminders.rules.who_is_told import Gap, GapKind


@dataclass(slots=True)
class Swept:
    """What a sweep did, or would do: limits and reminders by step, matters by post that nobody holds, digests."""

    day: date
    limits: Counter[str] = field(default_factory=Counter)
    reminders: Counter[str] = field(default_factory=Counter)
    gaps: Counter[Gap] = field(default_factory=Counter)
    digests: int = 0

    def add(self, rows: list[tuple[Any, ...]]) -> None:
        """Add what one batch brought: step, limits, reminders."""
        for step, limits, reminders in rows:
            self.limits[step] += limits
            self.reminders[step] += reminders


def waiting_for(batch: Batch, day: date) -> Counter[Gap]:
    """Return how many matters of the batch wait for somebody who is not there."""
    if not batch.lacks[0]:
        return Counter()
    rows = ask("reminders_waiting", batch, day, batch.lacks)
    return Counter({Gap(organ, GapKind(kind)): matters for organ, kind, matters in rows})


def ask(
    function: str, batch: Batch, day: date, columns: Columns, *more: tuple[str, object]
) -> list[tuple[Any, ...]]:
    """Return the rows of one of the functions of ``guards.py``; ``more`` are further arguments with their types."""
    plan = schedule()
    ends = ("text[]",) if function == "reminders_waiting" else ()
    types = (
        "date", "bigint[]", "int", "int", "int", "text[]", "text[]", *["bigint[]"] * 5, "int[]", "bigint[]", *ends,
        *(kind for kind, _ in more),
    )  # fmt: skip
    values = (
        day, batch.organs, plan.half, plan.near, plan.every, list(not_owed()), list(examined()), *columns,
        *(value for _, value in more),
    )  # fmt: skip
    places = ", ".join(f"%b::{kind}" for kind in types)
    connection.ensure_connection()
    # Long columns travel in PostgreSQL's binary form: Django would write them into the statement's text.
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(f"SELECT * FROM {function}({places})".encode(), values)  # noqa: S608 - our own names
        return list(cursor.fetchall())
