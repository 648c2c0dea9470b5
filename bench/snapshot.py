"""Freezing the month before this one: all cases as they stood, folded, written as Parquet, signed, in the ledger.

``python -m bench.snapshot --matters 1000000``. The database is that of ``bench.fill``; what happened since the
end of the month is folded back out of the ledger. Then the numbers of the whole tree are read out of the files.
"""

import argparse
import shutil
import time
from dataclasses import dataclass
from datetime import timedelta

from bench import fill, place


@dataclass(frozen=True, slots=True)
class Measured:
    """One month frozen: its size, the cases that changed since, and the seconds it took."""

    matters: int
    frozen: int
    changed_since: int
    megabytes: float
    seconds: float
    shares: int
    shares_seconds: float


def measure(matters: int) -> Measured:
    """Freeze the month before this one, once, and read the numbers of every organ out of it."""
    database = fill.ensure(matters)
    from dengwen.base.clock import now
    from dengwen.domains.bulletins.reads.snapshot_figures import shares_everywhere
    from dengwen.domains.bulletins.reads.snapshots import folder_of
    from dengwen.domains.bulletins.verbs.freeze_snapshot import freeze_snapshot
    from dengwen.foundation.permissions.actor import load_actor

    month = place.today().replace(day=1) - timedelta(days=1)
    _forget(database)
    shutil.rmtree(folder_of(""), ignore_errors=True)
    actor = load_actor(_office(database), place.today())
    begin = time.perf_counter()
    frozen = freeze_snapshot(month=month, actor=actor, at=now())
    seconds = time.perf_counter() - begin
    begin = time.perf_counter()
    found = shares_everywhere(frozen)
    shares_seconds = time.perf_counter() - begin
    size = sum(file.stat().st_size for file in frozen.folder.iterdir()) / 2**20
    changed = _changed(database, frozen.manifest["as_of"])
    rows = int(frozen.manifest["rows"]["matters"])
    return Measured(matters, rows, changed, size, seconds, len(found), shares_seconds)


def _office(database: str) -> int:
    with place.connect(database) as connection:
        row = connection.execute(
            "SELECT p.id FROM staff_post p JOIN organs_organ o ON o.id = p.organ_id"
            " WHERE p.role = 'campaign_office' AND o.level = 'province' AND p.until IS NULL ORDER BY p.id LIMIT 1"
        ).fetchone()
    if row is None:
        raise RuntimeError("nobody may freeze a month")
    return int(row[0])


def _changed(database: str, since: str) -> int:
    with place.connect(database) as connection:
        row = connection.execute(
            "SELECT count(DISTINCT subject) FROM ledger_entry WHERE kind = 'case' AND at >= %s", [since]
        ).fetchone()
    return int(row[0]) if row else 0


def _forget(database: str) -> None:
    """Take away what an earlier run froze; only a bench can: the ledger's triggers are off for it."""
    with place.connect(database) as connection:
        connection.execute("SET session_replication_role = replica")
        for table in ("ledger_entry", "ledger_head"):
            connection.execute(f"DELETE FROM {table} WHERE kind = 'snapshot'")


def table(one: Measured) -> str:
    """Return the measurement as lines of a Markdown table."""
    cells = (
        f"{one.matters:,}", f"{one.frozen:,}", f"{one.changed_since:,}", f"{one.megabytes:.0f}",
        f"{one.seconds:.1f}", f"{one.shares:,}", f"{one.shares_seconds:.1f}",
    )  # fmt: skip
    return "\n".join([
        "| matters | frozen at the month's end | changed since | MB | seconds | numbers of all organs | seconds |",
        "|---:|---:|---:|---:|---:|---:|---:|",
        "| " + " | ".join(cells) + " |",
    ])  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, default=10_000)
    place.server().ensure_running()
    try:
        print(table(measure(parser.parse_args().matters)))
    finally:
        place.server().stop()
