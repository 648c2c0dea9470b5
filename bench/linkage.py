"""Linkage measured on made-up truth: precision and recall of pairs, beside rapidfuzz alone and exact keys alone.

``python -m bench.linkage --records 20000``; with ``--only linkage`` the others are left out, as rapidfuzz compares
fewer records in the same time. Every way looks at the same records of ``bench/retold.py``; linkage sees of them the
whole numbers that a run takes out of the database, and the database itself is not in the times. Each way runs in a
process of its own, so that the peak memory is its alone; ``--spark`` adds Spark with the same settings and weights and
compares the pairs.
"""

import argparse
import importlib.util
import json
import resource
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.place import DATA, ROOT
from bench.retold import MESSAGES, SHARED, Record, real_texts, records

SEED = 1
WAYS = ("linkage", "rapidfuzz", "exact keys")
_SECRET = b"bench"
_PART = 20_000
# Rapidfuzz alone: texts at least so much alike (of 100), so much of them, among records received within so many days.
_ALIKE, _SIGNS, _DAYS = range(50, 100, 5), 300, 45


def main() -> None:
    """Measure what is asked for and print one table."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.linkage", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--only", choices=WAYS, action="append", help="leave the others out")
    parser.add_argument("--spark", action="store_true", help="the same settings on a local Spark as well")
    parser.add_argument("--way", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.way:
        print(json.dumps(_measured(asked.way, asked.records)))
        return
    ways = [*(asked.only or WAYS), *(["spark"] if asked.spark else [])]
    print(table([_alone(way, asked.records) for way in ways], asked.records))


def measure(size: int, big: int) -> str:
    """Return the tables: every way over ``size`` records, linkage alone over ``big`` (none where it is 0)."""
    if not (SHARED / MESSAGES).exists():
        return f"{SHARED / MESSAGES} is not there: linkage is not measured"
    spark = shutil.which("java") and importlib.util.find_spec("pyspark")
    ways = [*WAYS, *(["spark"] if spark else [])]
    tables = [table([_alone(way, size) for way in ways], size)]
    if big:
        tables.append(table([_alone("linkage", big)], big))
    return "\n\n".join(tables)


def table(found: list[dict[str, Any]], size: int) -> str:
    """Return the figures as one table of markdown."""
    lines = [
        f"| way | pairs of {size:,} records | precision | recall | seconds | of these comparing | peak MB |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one['way']} | {one['pairs']:,} | {one['precision']:.4f} | {one['recall']:.4f} | {one['seconds']:.1f} "
        f"| {one['comparing']:.1f} | {one['peak_mb']:.0f} |"
        for one in found
    ]
    notes = [f"\n{one['note']}" for one in found if one.get("note")]
    return "\n".join(lines + notes)


def _alone(way: str, size: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.linkage", "--records", str(size), "--way", way]
    result = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return found


def _measured(way: str, size: int) -> dict[str, Any]:
    begin = time.perf_counter()
    truth: dict[int, list[int]] = defaultdict(list)
    ways = {"linkage": _linkage, "rapidfuzz": _rapidfuzz, "exact keys": _exact, "spark": _spark}
    told = ((number, record) for number, record in enumerate(records(size, seed=SEED, texts=real_texts())))

    def noted() -> Iterator[tuple[int, Record]]:
        for number, record in told:
            truth[record.matter].append(number)
            yield number, record

    pairs, comparing, note = ways[way](noted())
    of = {number: matter for matter, numbers in truth.items() for number in numbers}
    all_same = sum(len(numbers) * (len(numbers) - 1) // 2 for numbers in truth.values())
    if isinstance(pairs, dict):
        pairs, note = _best(pairs, of, all_same)
    same = sum(of[one] == of[other] for one, other in pairs)
    return {
        "way": way, "pairs": len(pairs), "precision": same / len(pairs) if pairs else 1.0, "recall": same / all_same,
        "seconds": time.perf_counter() - begin, "comparing": comparing, "note": note,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


Way = tuple[set[tuple[int, int]] | dict[tuple[int, int], float], float, str]


def _folder(name: str) -> Path:
    folder = DATA / "linkage" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def write_parts(found: Iterable[tuple[int, Record]], folder: Path) -> int:
    """Write records as a run writes the matters that it takes out of the database; return how many."""
    from dengwen.domains.linkage.reads.engine import write_part
    from dengwen.domains.linkage.rules.features import Said, features
    from dengwen.domains.linkage.rules.settings import settings

    known, rows = settings(), 0
    for number, part in enumerate(_batched(found, _PART), 1):
        write_part(
            folder / f"part-{number:05}.parquet",
            [features(_said(Said, pk, record), known=known, secret=_SECRET) for pk, record in part],
        )
        rows += len(part)
    return rows


def _batched(found: Iterable[tuple[int, Record]], size: int) -> Iterator[list[tuple[int, Record]]]:
    batch: list[tuple[int, Record]] = []
    for one in found:
        batch.append(one)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _said(kind: Any, number: int, record: Record) -> Any:
    return kind(
        id=number, numbers=(record.key,) if record.key else (), texts=(record.title, record.text, record.quoted),
        place=record.place, received_on=record.received_on, occurred_on=record.occurred_on,
        marks=(_index(record.phone),) if record.phone else (), name=_index(record.name) if record.name else None,
    )  # fmt: skip


def _index(value: str) -> bytes:
    return blake2b(value.encode(), digest_size=16, key=_SECRET).digest()


def _linkage(found: Iterable[tuple[int, Record]]) -> Way:
    from dengwen.domains.linkage.reads.engine import Engine, all_pairs, chunks_for
    from dengwen.domains.linkage.rules.settings import settings, shipped_weights

    known, folder = settings(), _folder("duckdb")
    write_parts(found, folder)
    begin = time.perf_counter()
    engine = Engine(folder, known)
    matters, times = engine.read(), {}
    times["reading"] = time.perf_counter() - begin
    few = matters < known.training["least"]
    weights = shipped_weights(matters) if few else engine.learn(matters)
    times["learning"] = time.perf_counter() - begin
    for _number in engine.compare(weights, chunks_for(matters)):
        pass
    times["comparing"] = time.perf_counter() - begin
    engine.close()
    pairs = {_ordered(one, other) for one, other, _weight in all_pairs(folder, known, known.offer)}
    (folder / "weights.json").write_text(json.dumps(weights))
    told = ", ".join(f"{what} done after {seconds:.0f} s" for what, seconds in times.items())
    return pairs, time.perf_counter() - begin, f"linkage: threshold {known.offer:g}; {told}."


def _spark(found: Iterable[tuple[int, Record]]) -> Way:
    from dengwen.domains.linkage.reads.engine import all_pairs
    from dengwen.domains.linkage.reads.spark import local_session, pairs_on_spark
    from dengwen.domains.linkage.rules.settings import settings

    known, duck = settings(), DATA / "linkage" / "duckdb"
    for _one in found:
        pass  # the same records, for the truth; the parts are those that linkage wrote
    weights = json.loads((duck / "weights.json").read_text())
    begin = time.perf_counter()
    with local_session() as session:
        rows = [
            (_ordered(row["id_l"], row["id_r"]), row["match_weight"])
            for row in pairs_on_spark(session, duck, known, weights)
        ]
    seconds = time.perf_counter() - begin
    pairs = {pair for pair, weight in rows if weight >= known.offer}
    other = {_ordered(one, two) for one, two, _weight in all_pairs(duck, known, known.offer)}
    note = f"spark: {len(pairs ^ other)} pairs differ from those of DuckDB; the memory of Java is not in the table."
    return pairs, seconds, note


def _exact(found: Iterable[tuple[int, Record]]) -> Way:
    """Records that name one number, or have the same name and telephone and day of the event."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    begin = time.perf_counter()
    for number, record in found:
        for key in (record.key, record.quoted):
            if key:
                groups[(key,)].append(number)
        if record.phone and record.name and record.occurred_on:
            groups[(record.phone, record.name, record.occurred_on.isoformat())].append(number)
    pairs = {pair for numbers in groups.values() for pair in combinations(numbers, 2)}
    return (
        {_ordered(*pair) for pair in pairs},
        time.perf_counter() - begin,
        "exact keys: the number quoted, or telephone, name and day of the event all alike.",
    )


def _rapidfuzz(found: Iterable[tuple[int, Record]]) -> Way:
    """Texts alike by rapidfuzz's ratio, among records received within some weeks of one another."""
    import numpy
    from rapidfuzz import fuzz, process

    from dengwen.domains.linkage.rules.features import words

    rows = sorted(
        (record.received_on.toordinal(), number, " ".join(words(record.text))[:_SIGNS])
        for number, record in found
    )
    begin, first = time.perf_counter(), 0
    scored: dict[tuple[int, int], float] = {}
    for at, (day, number, text) in enumerate(rows):
        while rows[first][0] < day - _DAYS:
            first += 1
        if first == at:
            continue
        others = [row[2] for row in rows[first:at]]
        alike = process.cdist([text], others, scorer=fuzz.ratio, score_cutoff=min(_ALIKE))[0]
        for which in numpy.nonzero(alike)[0]:
            scored[_ordered(number, rows[first + int(which)][1])] = float(alike[which])
    return scored, time.perf_counter() - begin, ""


def _best(
    scored: dict[tuple[int, int], float], of: dict[int, int], same: int
) -> tuple[set[tuple[int, int]], str]:
    """Return the pairs at the threshold that serves rapidfuzz best, found with the truth at hand."""

    def worth(least: int) -> float:
        pairs = [pair for pair, score in scored.items() if score >= least]
        return 2 * sum(of[one] == of[other] for one, other in pairs) / (len(pairs) + same)

    least = max(_ALIKE, key=worth)
    span = f"{_ALIKE[0]} to {_ALIKE[-1]}"
    note = f"rapidfuzz: ratio of at least {least} (the best of {span}, chosen with the truth at hand)"
    pairs = {pair for pair, score in scored.items() if score >= least}
    return pairs, f"{note}, first {_SIGNS} signs, received within {_DAYS} days."


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


if __name__ == "__main__":
    main()
