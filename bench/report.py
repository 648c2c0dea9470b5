"""``docs/performance.md``: the figures, the machine they were measured on, and what they do not say."""

import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import drill, pages, place, receipts, snapshot, sweep
from bench.pages import Measured

TARGET = place.ROOT / "docs" / "performance.md"
PAGE_LIMIT, FLAT_LIMIT, ROW_LIMIT, MEMORY_LIMIT, SWEEP_LIMIT = 3.0, 1.3, 2000, 500, 60
FREEZE_LIMIT, RATE_LIMIT, DELAY_LIMIT, LEDGER_LIMIT = 30, 200, 10, 2.0
_TEXTS = Path(__file__).parent
_PROMISED = ("queue", "case", "figures", "board", "register POST")


@dataclass(frozen=True, slots=True)
class Found:
    """All that one run measured."""

    pages: list[Measured]
    imported: dict[str, Any] | None
    swept: list[sweep.Measured]
    frozen: snapshot.Measured
    given: receipts.Measured
    drilled: drill.Drill
    linked: str


def write(all_of: Found) -> None:
    """Write the page of figures."""
    found, imported, swept = all_of.pages, all_of.imported, all_of.swept
    verdicts = [*_verdicts(found, imported, swept), *_freezing(all_of.frozen), *_proofs(all_of.given)]
    parts = [
        _text("head").format(
            at=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", machine=_machine(), page=PAGE_LIMIT, flat=FLAT_LIMIT,
            rows=ROW_LIMIT, memory=MEMORY_LIMIT, sweep=SWEEP_LIMIT,
        ),
        "\n## Against the targets\n\n" + "\n".join(verdicts) + "\n",
        "\n## Pages\n\n`python -m bench.pages --matters 10000`, `python -m bench.pages --matters 1000000`\n\n",
        pages.table(found) + "\n",
        "\n## Import\n\n`python -m bench.importing`\n\n" + _import_table(imported),
        "\n## Reminders\n\n`python -m bench.sweep --matters 1000000`\n\n" + sweep.table(swept) + "\n",
        "\n## A month frozen\n\n`python -m bench.snapshot --matters 1000000`\n\n",
        snapshot.table(all_of.frozen) + "\n",
        "\n## Receipts\n\n`python -m bench.receipts --seconds 60`\n\n" + receipts.table(all_of.given) + "\n",
        "\n## Linkage\n\n`python -m bench.linkage --records 20000 --spark`, "
        "`python -m bench.linkage --records 1000000 --only linkage`\n\n" + all_of.linked + "\n",
        "\n## The proof drill\n\n`python -m bench.drill --petitions 10000`\n\n" + drill.table(all_of.drilled) + "\n",
        _text("how").format(
            requests=pages.REQUESTS, lives=_lives(), load=f"(load {os.getloadavg()[1]:.1f} at the end)"
        ),
    ]  # fmt: skip
    TARGET.write_text("".join(parts), encoding="utf-8")


def _text(name: str) -> str:
    return (_TEXTS / f"performance.{name}.md").read_text(encoding="utf-8")


def _lives() -> int:
    from bench.fill import LIVES

    return LIVES


def _verdicts(
    found: list[Measured], imported: dict[str, Any] | None, swept: list[sweep.Measured]
) -> list[str]:
    lines = ["| target | limit | measured | met |", "|---|---:|---:|---|"]
    big, small = max(one.matters for one in found), min(one.matters for one in found)
    for page in _PROMISED:
        lines += [
            _line(f"{page}, {one.part}, {big:,} matters", one.ratio, PAGE_LIMIT)
            for one in found
            if one.page == page and one.matters == big
        ]
    for one in found:
        if one.page == "queue" and one.matters == big != small:
            before = next(x for x in found if (x.page, x.part, x.matters) == ("queue", one.part, small))
            # Each against its own yardstick: the two were measured at different times.
            what = f"queue, {one.part}: {big:,} against {small:,} matters"
            lines.append(_line(what, one.ratio / before.ratio, FLAT_LIMIT))
    if imported:
        met = "yes" if imported["rate"] > ROW_LIMIT else "no"
        lines.append(f"| import, rows a second | {ROW_LIMIT:,} | {imported['rate']:,.0f} | {met} |")
        met = "yes" if imported["peak_mb"] < MEMORY_LIMIT else "no"
        lines.append(f"| import, MB at most | {MEMORY_LIMIT} | {imported['peak_mb']:.0f} | {met} |")
    worst = max(swept, key=lambda one: one.seconds)
    met = "yes" if worst.seconds < SWEEP_LIMIT else "no"
    lines.append(
        f"| {worst.what}, {worst.matters:,} open matters, seconds | {SWEEP_LIMIT} | {worst.seconds:.1f} | {met} |"
    )
    return lines


def _freezing(frozen: snapshot.Measured) -> list[str]:
    met = "yes" if frozen.seconds < FREEZE_LIMIT else "no"
    return [
        f"| a month of {frozen.matters:,} matters frozen, seconds | {FREEZE_LIMIT} | {frozen.seconds:.1f} | {met} |"
    ]


def _proofs(given: receipts.Measured) -> list[str]:
    fast = "yes" if given.rate >= RATE_LIMIT else "no"
    soon = "yes" if given.delay_most < DELAY_LIMIT else "no"
    return [
        f"| registrations a second through the verb, receipt included | {RATE_LIMIT} | {given.rate:.0f} | {fast} |",
        f"| until the log holds a registration, seconds at most | {DELAY_LIMIT} | {given.delay_most:.1f} | {soon} |",
        _line("registration with ledger and receipt against one without", given.ratio, LEDGER_LIMIT),
    ]


def _line(what: str, ratio: float, most: float) -> str:
    return f"| {what} | {most:g} × | {ratio:.2f} × | {'yes' if ratio <= most else 'no'} |"


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
