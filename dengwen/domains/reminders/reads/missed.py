"""Whether a sweep left anybody out, and when the last one was."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, connections

from dengwen.domains.reminders.reads.asking import Swept, ask, waiting_for
from dengwen.domains.reminders.reads.audience import Audience

STREAM, SUBJECT = "sweep", 1


@dataclass(frozen=True, slots=True)
class LastSweep:
    """What the ledger says of the last sweep."""

    day: date
    at: datetime


def last_sweep() -> LastSweep | None:
    """Return the day and the instant of the last sweep, or None before the first; whoever asks may know."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT day, at FROM reminders_last_sweep()")
        row = cursor.fetchone()
    return LastSweep(*row) if row else None


def missed_reminders(*, day: date, unchanged_since: datetime | None = None) -> Swept:
    """Return what a sweep of ``day`` would write now; after a sweep of that day that is nothing.

    Every limit that runs is looked at anew, whatever the sweep did. ``unchanged_since`` leaves out the matters that
    changed after that instant: the next sweep tells of them.
    """
    found = Swept(day)
    for batch in Audience(day).batches():
        found.add(ask("reminders_missed", batch, day, batch.told, ("timestamptz", unchanged_since)))
        found.gaps += waiting_for(batch, day)
    return found


def lost_reminders(*, using: str = "owner") -> dict[date, int]:
    """Return by day how many reminders fewer there are than the ledger says were written; nothing, if all are there.

    Looks at the days of the last hundred sweeps, and needs a role that sees every row (the owner).
    """
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT payload FROM ledger_entry WHERE kind = %s AND subject = %s ORDER BY seq DESC LIMIT 100",
            [STREAM, SUBJECT],
        )
        written: dict[date, int] = {}
        for (payload,) in cursor.fetchall():
            told = json.loads(payload)
            day = date.fromisoformat(told["day"])
            written[day] = written.get(day, 0) + sum(told["reminders"].values())
        cursor.execute(
            "SELECT told_on, count(*) FROM reminders_reminder WHERE told_on = ANY(%s) GROUP BY 1",
            [list(written)],
        )
        there = dict(cursor.fetchall())
    return {day: count - there.get(day, 0) for day, count in written.items() if there.get(day, 0) < count}
