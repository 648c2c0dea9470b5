"""Import of the real rows into an empty database by ``dengwen import``: rows a second, memory, a clean ledger.

Run it as ``python -m bench.importing``, so that the memory measured is the import's alone; the last line is JSON.
The processor time of this process and of its PostgreSQL backend is told too: on a busy machine it says what the
clock on the wall does not.
"""

import argparse
import csv
import gzip
import json
import os
import resource
import time
from datetime import UTC, date, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from bench import place

DATABASE = "bench_import"
MAPPING = place.ROOT / "examples" / "police-complaints.toml"
ORGANS = place.ROOT / "examples" / "organs.csv"
USERNAME = "bench.import"
_TICKS = os.sysconf("SC_CLK_TCK")


def measure(rows: int | None = None) -> dict[str, Any]:
    """Import the real file (or its first rows) into an empty database; return what it cost and what came of it."""
    place.server().ensure_running()
    place.make_migrated(DATABASE)
    found()
    path = place.REAL_ROWS if rows is None else _beginning(rows)
    cost = _import(path)
    begin = time.perf_counter()
    findings = _verified()
    return cost | {
        "matters": _count("cases_matter"), "contacts": _count("cases_contact"), "entries": _count("ledger_entry"),
        "findings": findings, "verify_seconds": time.perf_counter() - begin,
    }  # fmt: skip


def found(counters: int = 1) -> None:
    """Found the invented organs of the examples, and registrars: one at the top, the next in the city, and so on."""
    from dengwen.base.clock import now
    from dengwen.foundation.organs.reads.superiors import organs_by_code
    from dengwen.foundation.staff.verbs.appoint_many import PostSpec, appoint_many
    from dengwen.foundation.staff.verbs.create_accounts import AccountSpec, create_accounts
    from dengwen.interfaces.sheets.organ_list import found_missing_organs

    found_missing_organs(ORGANS, at=now())
    codes = list(islice(cycle(["990000000000", "990100000000"]), counters))
    organs = organs_by_code(list(set(codes)))
    at = datetime(2000, 1, 4, 1, 0, tzinfo=UTC)
    named = [AccountSpec(USERNAME if not n else f"{USERNAME}-{n}", "登记员") for n in range(counters)]
    accounts = create_accounts(named, actor_post=None, at=at)
    posts = [
        PostSpec(account, organs[code], "registrar", date(2000, 1, 4), None)
        for account, code in zip(accounts, codes, strict=True)
    ]
    appoint_many(posts, actor_post=None, at=at)


def _beginning(rows: int) -> Path:
    path = place.DATA / "first-rows.csv.gz"
    with (
        gzip.open(place.REAL_ROWS, "rt", encoding="utf-8", newline="") as whole,
        gzip.open(path, "wt", encoding="utf-8", newline="") as part,
    ):
        csv.writer(part).writerows(islice(csv.reader(whole), rows + 1))
    return path


def _import(path: Path) -> dict[str, Any]:
    from django.db import connection

    from dengwen.interfaces.console import import_register

    asked = argparse.Namespace(
        file=path, mapping=MAPPING, post=USERNAME, organs=None, rejects=None, dry_run=False
    )
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid
    begin, own, served = time.perf_counter(), time.process_time(), _processor_time(backend)
    if import_register.run(asked):
        raise RuntimeError("the import failed")
    seconds, own = time.perf_counter() - begin, time.process_time() - own
    served = _processor_time(backend) - served
    rows = _rows_in()
    return {
        "rows": rows, "seconds": seconds, "rate": rows / seconds, "own_cpu": own, "backend_cpu": served,
        "cpu_rate": rows / (own + served), "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def _processor_time(pid: int) -> float:
    """Return the seconds of processor time that a process used, as Linux knows them."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _rows_in() -> int:
    with place.connect(DATABASE) as connection:
        row = connection.execute("SELECT sum(rows) FROM registers_importrun").fetchone()
    return int(row[0]) if row else 0


def _count(table: str) -> int:
    with place.connect(DATABASE) as connection:
        row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def _verified() -> int:
    from dengwen.domains.cases.reads.verify_rows import verify_everything

    return sum(1 for _ in verify_everything())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, help="only the first rows of the file")
    print(json.dumps(measure(parser.parse_args().rows)))
