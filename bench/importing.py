"""Import of the real rows into an empty database: rows a second, memory, and whether the ledger is clean."""

import csv
import resource
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from bench import place

DATABASE = "bench_import"
BATCH = 1000
MAPPING = place.ROOT / "examples" / "police-complaints.toml"
ORGANS = place.ROOT / "examples" / "organs.csv"
FOUNDED = date(1999, 1, 4)


def found() -> tuple[dict[str, int], Any]:
    """Found the invented organs of the examples and a registrar above all of them; ids by code, and her."""
    from dengwen.foundation.organs.verbs.found_organs import OrganSpec, found_organs
    from dengwen.foundation.permissions.actor import load_actor
    from dengwen.foundation.staff.verbs.appoint_many import PostSpec, appoint_many
    from dengwen.foundation.staff.verbs.create_accounts import AccountSpec, create_accounts

    with ORGANS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    at = datetime(1999, 1, 4, 1, 0, tzinfo=UTC)
    specs = [
        OrganSpec(
            key=row["code"], name=row["name_zh"], name_en=row["name_en"], level=row["level"], kind=row["kind"],
            parent_key=row["parent_code"], code=row["code"] if len(row["code"]) == 12 else None, on=FOUNDED,
        )
        for row in rows
    ]  # fmt: skip
    ids = found_organs(specs, actor_post=None, at=at)
    organs = {spec.key: pk for spec, pk in zip(specs, ids, strict=True)}
    (account,) = create_accounts([AccountSpec("bench.import", "进口")], actor_post=None, at=at)
    (post,) = appoint_many(
        [PostSpec(account, organs["990000000000"], "registrar", FOUNDED, None)], actor_post=None, at=at
    )
    return organs, load_actor(post, FOUNDED)


def run(path: Path, rows: int | None = None) -> dict[str, Any]:
    """Import ``path`` (or its first ``rows`` rows) in this process; return what it cost."""
    organs, actor = found()
    from dengwen.base.clock import now
    from dengwen.domains.cases.verbs.register_petitions import register_petitions

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    counted, reported, begin, cpu = 0, 0, time.perf_counter(), time.process_time()
    planned = _planned(path, rows)
    while batch := list(islice(planned, BATCH)):
        drafts = [row.draft.petition(organ=organs[row.draft.organ_code]) for row in batch if row.draft]
        register_petitions(drafts=drafts, actor=actor, at=now())
        counted += len(batch)
        reported += len(batch) - len(drafts)
    seconds = time.perf_counter() - begin
    return {
        "rows": counted, "reported": reported, "seconds": seconds, "rate": counted / seconds,
        "own_cpu": time.process_time() - cpu, "before_mb": before / 1024,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def _planned(path: Path, rows: int | None) -> Iterator[Any]:
    from dengwen.interfaces.sheets.mapping_file import load_mapping
    from dengwen.interfaces.sheets.planning import plan_rows
    from dengwen.interfaces.sheets.reading import open_sheet

    sheet = open_sheet(path)
    planned = plan_rows(sheet.rows(), load_mapping(MAPPING), headers=sheet.headers, today=date.today())
    return islice(planned, rows)
