"""The sweep for reminders over so many open matters: the first one, which finds everything at once, and a daily one.

``python -m bench.sweep --matters 1000000``. The database is that of ``bench.fill`` with every matter open. The first
sweep runs on a database that never saw one, so it tells of all that is late or near; then one for each of the days
that follow. Between sweeps the statistics are made anew, as autovacuum does by itself. The sweep is one process with
one connection.
"""

import argparse
import os
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bench import fill, place

DAYS = 7
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Measured:
    """One sweep."""

    matters: int
    what: str
    limits: int
    reminders: int
    open_posts: int
    digests: int
    seconds: float
    cpu: float


def measure(matters: int, days: int = DAYS) -> list[Measured]:
    """Sweep the first day, each of the days that follow, and look for what was missed."""
    database = fill.ensure(matters, ended=0.0)
    _forget(database)
    found = [_sweep(matters, "first sweep", place.today())]
    for number in range(1, days + 1):
        _analyze(database)
        found.append(_sweep(matters, f"daily sweep, day {number}", place.today() + timedelta(days=number)))
    found.append(_look(matters, place.today() + timedelta(days=days)))
    return found


def _sweep(matters: int, what: str, day: date) -> Measured:
    from dengwen.domains.reminders.verbs.sweep import sweep

    begin, used = time.perf_counter(), _processor_time()
    swept = sweep(day=day, at=_at(day))
    seconds = time.perf_counter() - begin
    return Measured(
        matters, what, swept.limits.total(), swept.reminders.total(), len(swept.gaps), swept.digests, seconds,
        _processor_time() - used,
    )  # fmt: skip


def _look(matters: int, day: date) -> Measured:
    """Ask what the sweeps left out: nothing."""
    from dengwen.domains.reminders.reads.missed import missed_reminders

    begin, used = time.perf_counter(), _processor_time()
    missed = missed_reminders(day=day)
    seconds = time.perf_counter() - begin
    if missed.reminders.total():
        raise RuntimeError(f"{missed} were missed")
    return Measured(
        matters, "look for what was missed", 0, 0, len(missed.gaps), 0, seconds, _processor_time() - used
    )


def _processor_time() -> float:
    """Return the seconds of processor time of this process and of its PostgreSQL backend, as Linux knows them."""
    from django.db import connection

    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / _TICKS


def _at(day: date) -> datetime:
    from zoneinfo import ZoneInfo

    from django.conf import settings

    return datetime(day.year, day.month, day.day, 6, tzinfo=ZoneInfo(settings.TIME_ZONE))


def _forget(database: str) -> None:
    """Take away what an earlier run told; only a bench can: the ledger's triggers are off for it."""
    with place.connect(database) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("TRUNCATE reminders_reminder, reminders_openpost, reminders_digest")
        for table in ("ledger_entry", "ledger_head"):
            connection.execute(f"DELETE FROM {table} WHERE kind = 'sweep'")
        connection.execute("CHECKPOINT")


def _analyze(database: str) -> None:
    with place.connect(database) as connection:
        connection.execute("VACUUM (ANALYZE) reminders_reminder")


def table(found: list[Measured]) -> str:
    """Return the measurements as lines of a Markdown table."""
    lines = [
        "| open matters | what | limits told | reminders | posts nobody holds | digests | seconds | processor s |",
        "|---:|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one.matters:,} | {one.what} | {one.limits:,} | {one.reminders:,} | {one.open_posts} | {one.digests} "
        f"| {one.seconds:.1f} | {one.cpu:.1f} |"
        for one in found
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, default=10_000)
    place.server().ensure_running()
    try:
        print(table(measure(parser.parse_args().matters)))
    finally:
        place.server().stop()
