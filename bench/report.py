"""``docs/performance.md``: the figures, the machine they were measured on, and what they do not say."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import pages, place
from bench.pages import Measured

TARGET = place.ROOT / "docs" / "performance.md"
PAGE_LIMIT, FLAT_LIMIT, ROW_LIMIT, MEMORY_LIMIT = 3.0, 1.3, 2000, 500
_PROMISED = ("queue", "case", "figures", "register POST")

_HEAD = """# Performance

Written by `make bench` (`python -m bench`); do not edit. Measured {at} on {machine}.

The targets are those of the issue: at 1,000,000 matters queue page, case page, figures page and register POST within
{page:g} times a minimal Django view on the same server; the queue page costs the same at 10,000 and at 1,000,000 matters
(ratio under {flat:g}); the import of the real rows over {rows:,} rows a second with all ledger entries, under {memory} MB.
"""

_HOW = """
## How it is measured

- **Server.** granian, one worker process, threads as `dengwen serve` sets them, HTTP/1.1 keep-alive over loopback; the
  embedded PostgreSQL with its ordinary, durable settings (`.data/bench`).
- **Yardstick.** `bench/minimal_view.py`: one indexed query over as many rows, 25 rows, one template, behind the same
  middleware, in the same process. It has no session, no account, no right and no row-level security; a page of the desk
  has all four, so a ratio of 1 is out of reach by design.
- **Side by side.** Yardstick and page are asked in turn, {requests} times each after a warm-up; the ratio is that of the
  medians. "minimal POST" is one stored row and a redirect: what a durable commit costs here.
- **Data.** `python -m bench.fill`: the demo province's organs and staff (11 cities, 120 counties); 93 % of the matters ended
  within five years, 7 % open; about 3.7 ledger entries, 1.1 contacts, 1.25 claims each. Written past the doors by set-based SQL: the
  hashes in it are made up and verify nothing. One county holds about a tenth of everything, so that the small database fills
  a page of its queue too. {lives} matters more came through the doors; the case page shown is an open one of them with the
  longest stream.
- **Posts.** A registrar of that county, of its city, and of the province, in Chinese. The queue is "overdue", at and below the
  bureau: the one that grows with the tree.
- **Registrations** are real: CSRF token, sealed person, contact, claim, clocks, ledger entry, all triggers, commit.
- **Import.** `dengwen import` of `police-complaints-2000-2014.csv.gz` into an empty database in a process of its own, by a
  provincial registrar, 1,000 rows a transaction. The time includes counting the rows beforehand. "On one core" divides the
  rows by the processor time of the process and of its PostgreSQL backend together.
- **Noise.** Other work on the machine hits yardstick and page alike, so ratios bear it better than milliseconds; the 95th
  percentile bears it badly. On a machine at work {load}, run it again when it is idle.
"""


def write(found: list[Measured], imported: dict[str, Any] | None) -> None:
    """Write the page of figures."""
    parts = [
        _HEAD.format(
            at=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", machine=_machine(), page=PAGE_LIMIT, flat=FLAT_LIMIT,
            rows=ROW_LIMIT, memory=MEMORY_LIMIT,
        ),
        "\n## Against the targets\n\n" + "\n".join(_verdicts(found, imported)) + "\n",
        "\n## Pages\n\n`python -m bench.pages --matters 10000`, `python -m bench.pages --matters 1000000`\n\n",
        pages.table(found) + "\n",
        "\n## Import\n\n`python -m bench.importing`\n\n" + _import_table(imported),
        _HOW.format(requests=pages.REQUESTS, lives=_lives(), load=f"(load {os.getloadavg()[1]:.1f} at the end)"),
    ]  # fmt: skip
    TARGET.write_text("".join(parts), encoding="utf-8")


def _lives() -> int:
    from bench.fill import LIVES

    return LIVES


def _verdicts(found: list[Measured], imported: dict[str, Any] | None) -> list[str]:
    lines = ["| target | limit | measured | met |", "|---|---:|---:|---|"]
    big = max(one.matters for one in found)
    for page in _PROMISED:
        for one in found:
            if one.page == page and one.matters == big:
                lines.append(
                    _line(f"{page}, {one.part}, {big:,} matters", f"{PAGE_LIMIT:g} ×", one.ratio, PAGE_LIMIT)
                )
    small = min(one.matters for one in found)
    for one in found:
        if one.page == "queue" and one.matters == big != small:
            before = next(x for x in found if (x.page, x.part, x.matters) == ("queue", one.part, small))
            # Each against its own yardstick: the two were measured at different times.
            lines.append(
                _line(
                    f"queue, {one.part}: {big:,} against {small:,}",
                    f"{FLAT_LIMIT:g} ×",
                    one.ratio / before.ratio,
                    FLAT_LIMIT,
                )
            )
    if imported:
        met = "yes" if imported["rate"] > ROW_LIMIT else "no"
        lines.append(f"| import, rows a second | {ROW_LIMIT:,} | {imported['rate']:,.0f} | {met} |")
        met = "yes" if imported["peak_mb"] < MEMORY_LIMIT else "no"
        lines.append(f"| import, MB at most | {MEMORY_LIMIT} | {imported['peak_mb']:.0f} | {met} |")
    return lines


def _line(what: str, limit: str, ratio: float, most: float) -> str:
    return f"| {what} | {limit} | {ratio:.2f} × | {'yes' if ratio <= most else 'no'} |"


def _import_table(imported: dict[str, Any] | None) -> str:
    if imported is None:
        return "Not measured: the file is not there.\n"
    lines = {
        "rows in": f"{imported['rows']:,}", "matters made": f"{imported['matters']:,}",
        "contacts": f"{imported['contacts']:,}", "ledger entries": f"{imported['entries']:,}",
        "seconds": f"{imported['seconds']:.1f}", "rows a second": f"{imported['rate']:,.0f}",
        "rows a second on one core": f"{imported['cpu_rate']:,.0f}", "peak memory": f"{imported['peak_mb']:.0f} MB",
        "ledger verify afterwards": f"{imported['findings']} findings, {imported['verify_seconds']:.0f} s",
    }  # fmt: skip
    return "| | |\n|---|---:|\n" + "".join(f"| {name} | {value} |\n" for name, value in lines.items())


def _machine() -> str:
    model = "unknown processor"
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    except OSError:
        pass
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({model}), {memory:.0f} GB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, load {os.getloadavg()[1]:.1f}"
    )
