"""Registrations a second with their receipts, the delay until the log holds them, and what the ledger costs a form.

``python -m bench.receipts --seconds 60``. As many processes as there are cores register one petition after the other
through the verb, each in a transaction of its own that is durable when it returns; beside them the log follows every
five seconds, as the worker lets it. Then one process alone, with the ledger and without it.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from contextlib import nullcontext
from dataclasses import dataclass
from statistics import median
from typing import Any
from unittest.mock import patch

from bench import importing, place
from bench.drill import registering

DATABASE = "bench_receipts"
EVERY = 5.0
_BATCH = 50
_APPEND = "dengwen.domains.cases.verbs.door.append_entries"


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured; delays are from the entry's instant to the signed head that holds it."""

    processes: int
    seconds: float
    registered: int
    delay_median: float
    delay_most: float
    with_ledger_ms: float
    without_ledger_ms: float

    @property
    def rate(self) -> float:
        """Return registrations a second."""
        return self.registered / self.seconds

    @property
    def ratio(self) -> float:
        """Say what a registration with ledger, promise and proof costs against one without."""
        return self.with_ledger_ms / self.without_ledger_ms


def measure(seconds: float, processes: int | None = None) -> Measured:
    """Register for so long, then compare."""
    processes = processes or os.cpu_count() or 2
    place.server().ensure_running()
    place.make_migrated(DATABASE)
    importing.found(processes)
    command = [sys.executable, "-m", "bench.receipts", "--writer", str(seconds), "--counter"]
    writers = [
        subprocess.Popen([*command, str(each)], cwd=place.ROOT, stdout=subprocess.PIPE, text=True)
        for each in range(processes)
    ]
    delays = _follow(writers)
    done = [json.loads((writer.stdout or sys.stdin).read().splitlines()[-1]) for writer in writers]
    if any(writer.wait() for writer in writers):
        raise RuntimeError("a writer failed")
    took = max(float(one["seconds"]) for one in done)
    registered = sum(int(one["registered"]) for one in done)
    if registered != len(delays):
        raise RuntimeError(f"{registered} were registered, and the log holds {len(delays)}")
    whole, bare = _compared(max(2, round(seconds / 6)))
    return Measured(processes, took, registered, median(delays), max(delays), whole, bare)


def _follow(writers: "list[subprocess.Popen[str]]") -> list[float]:
    """Let the log follow until the writers are done; return the delay of every registration in seconds."""
    from dengwen.base.clock import now
    from dengwen.foundation.ledger.verbs.sequence_entries import sequence_all

    delays: list[float] = []
    running = True
    while running:
        began = time.monotonic()
        running = any(writer.poll() is None for writer in writers)
        before = _leaves()
        sequence_all(clock=now)
        delays += _delays(before)
        if running:
            time.sleep(max(0.0, EVERY - (time.monotonic() - began)))
    return delays


def _leaves() -> int:
    with place.connect(DATABASE) as connection:
        row = connection.execute("SELECT coalesce(max(index) + 1, 0) FROM ledger_logleaf").fetchone()
    return int(row[0]) if row else 0


def _delays(after: int) -> list[float]:
    """Return how long each registration waited that came into the log just now: it is signed and committed by now."""
    with place.connect(DATABASE) as connection:
        rows = connection.execute(
            "SELECT extract(epoch FROM clock_timestamp() - e.at) FROM ledger_logleaf l"
            " JOIN ledger_entry e ON e.id = l.entry WHERE l.index >= %s AND e.event = 'registered'",
            [after],
        ).fetchall()
    return [float(row[0]) for row in rows]


def _write(seconds: float, counter: int) -> dict[str, Any]:
    """Register one after the other for so long at this counter; this is a process of its own.

    Each has an organ of its own: numbers have no gaps, so two counters of one organ take turns.
    """
    place.use(DATABASE)
    from dengwen.base.clock import now
    from dengwen.domains.cases.verbs.register_petitions import register_petition

    actor, draft = registering(DATABASE, counter)
    began, registered = time.monotonic(), 0
    while (took := time.monotonic() - began) < seconds:
        register_petition(draft=draft, actor=actor, at=now())
        registered += 1
    return {"registered": registered, "seconds": took}


def _compared(rounds: int) -> tuple[float, float]:
    """Return the median milliseconds of a registration with the ledger and without it, in turns of fifty.

    Without: no entry, no chain, no promise, and the guards that ask for an entry are off.
    """
    from dengwen.base.clock import now
    from dengwen.domains.cases.verbs.register_petitions import register_petition

    actor, draft = registering(DATABASE)
    spent: dict[bool, list[float]] = {True: [], False: []}
    for number in range(2 * rounds):
        ledger = number % 2 == 0
        _guards(on=ledger)
        with nullcontext() if ledger else patch(_APPEND, lambda entries: []):
            for _ in range(_BATCH):
                begin = time.perf_counter()
                register_petition(draft=draft, actor=actor, at=now())
                spent[ledger].append((time.perf_counter() - begin) * 1000)
    _guards(on=True)
    return median(spent[True]), median(spent[False])


def _guards(*, on: bool) -> None:
    from dengwen.interfaces.console.doctor_database import case_tables

    with place.connect(DATABASE) as connection:
        for table in case_tables():
            connection.execute(f"ALTER TABLE {table} {'ENABLE' if on else 'DISABLE'} TRIGGER USER".encode())


def table(one: Measured) -> str:
    """Return the measurement as lines of a Markdown table."""
    return "\n".join([
        "| | |", "|---|---:|",
        f"| processes, each registering through the verb at an organ of its own | {one.processes} |",
        f"| registered in {one.seconds:.0f} s | {one.registered:,} |",
        f"| registrations a second | {one.rate:.0f} |",
        f"| until the signed head holds it, median | {one.delay_median:.1f} s |",
        f"| until the signed head holds it, at most | {one.delay_most:.1f} s |",
        f"| one process, with ledger and signed promise | {one.with_ledger_ms:.2f} ms |",
        f"| one process, without the ledger | {one.without_ledger_ms:.2f} ms |",
        f"| ratio | {one.ratio:.2f} |",
    ])  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--writer", type=float)
    parser.add_argument("--counter", type=int, default=0)
    asked = parser.parse_args()
    if asked.writer is not None:
        print(json.dumps(_write(asked.writer, asked.counter)))
    else:
        try:
            print(table(measure(asked.seconds)))
        finally:
            place.server().stop()
