"""``python -m bench``: measure everything and write ``docs/performance.md``.

``--small`` measures tiny sizes and writes nothing: it shows that every bench runs.
"""

import argparse
import json
import subprocess
import sys
from typing import Any

from bench import drill, linkage, pages, place, receipts, report, snapshot, sweep

SMALL, BIG = 10_000, 1_000_000
LINKED = 20_000  # records that every way of finding pairs gets through
TINY, TINY_ROWS, TINY_REQUESTS = 400, 300, 3
PETITIONS, TINY_PETITIONS, SECONDS, TINY_SECONDS = 10_000, 300, 60.0, 2.0


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--small", action="store_true", help="tiny sizes; writes nothing")
    parser.add_argument("--requests", type=int, default=pages.REQUESTS)
    asked = parser.parse_args()
    sizes = (TINY,) if asked.small else (SMALL, BIG)
    requests = TINY_REQUESTS if asked.small else asked.requests
    place.server().ensure_running()
    try:
        # What is counted by the second comes first: after the big databases the server still tidies up behind them.
        given = receipts.measure(TINY_SECONDS if asked.small else SECONDS)
        print(receipts.table(given), flush=True)
        drilled = drill.measure(TINY_PETITIONS if asked.small else PETITIONS)
        print(drill.table(drilled), flush=True)
        imported = _imported(TINY_ROWS if asked.small else None)
        print(imported, flush=True)
        found = [one for matters in sizes for one in pages.measure(matters, requests)]
        print(pages.table(found), flush=True)
        swept = sweep.measure(TINY if asked.small else BIG)
        print(sweep.table(swept), flush=True)
        frozen = snapshot.measure(TINY if asked.small else BIG)
        print(snapshot.table(frozen), flush=True)
        linked = linkage.measure(TINY if asked.small else LINKED, 0 if asked.small else BIG)
        print(linked, flush=True)
        if not asked.small:
            report.write(report.Found(found, imported, swept, frozen, given, drilled, linked))
    finally:
        place.server().stop()
    return 0


def _imported(rows: int | None) -> dict[str, Any] | None:
    """Import in a process of its own, so that its memory is the import's alone."""
    if not place.REAL_ROWS.exists():
        print(f"{place.REAL_ROWS} is not there: the import is not measured")
        return None
    command = [sys.executable, "-m", "bench.importing", *(["--rows", str(rows)] if rows else [])]
    result = subprocess.run(command, cwd=place.ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.exit(main())
