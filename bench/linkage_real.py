"""Linkage on real registers as they are: what can be said without made-up truth.

``python -m bench.linkage_real``. The English complaints stand in several rows where several allegations were written
down; the number that says so (``cr_id``) is hidden from linkage and is the truth. They name nobody, so that words, days
and places alone have to find them. The Chinese messages have no such number: told is how many pairs are put forward,
and how many of these, and of all that are word for word alike, they are.
"""

import argparse
import csv
import gzip
import shutil
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from hashlib import blake2b
from itertools import combinations
from pathlib import Path

from bench.place import DATA
from bench.retold import COMPLAINTS, MESSAGES, SHARED
from dengwen.domains.linkage.reads.engine import Engine, all_pairs, chunks_for, write_part
from dengwen.domains.linkage.rules.features import Said, features
from dengwen.domains.linkage.rules.settings import settings, shipped_weights

_SECRET = b"bench"


def main() -> None:
    """Measure both and print a table."""
    argparse.ArgumentParser(
        prog="python -m bench.linkage_real", description=(__doc__ or "").splitlines()[0]
    ).parse_args()
    print("| register | rows | pairs that are one | put forward | precision | recall | weights | seconds |")
    print("|---|---:|---:|---:|---:|---:|---|---:|")
    for name, rows in (
        ("complaints, by their number", complaints()),
        ("messages, word for word", messages()),
    ):
        said, truth = [row for row, _key in rows], _pairs_of([key for _row, key in rows])
        for way in ("shipped", "learned"):
            print(_line(name, way, said, truth), flush=True)


def _line(name: str, way: str, said: Sequence[Said], truth: set[tuple[int, int]]) -> str:
    known, folder, begin = settings(), DATA / "linkage" / "real", time.perf_counter()
    if way == "learned" and len(said) < known.training["least"]:
        return f"| {name} | {len(said):,} | {len(truth):,} | | | | too few to learn from | |"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_part(folder / "part-00001.parquet", [features(row, known=known, secret=_SECRET) for row in said])
    engine = Engine(folder, known)
    matters = engine.read()
    weights = engine.learn(matters) if way == "learned" else shipped_weights(matters)
    for _number in engine.compare(weights, chunks_for(matters)):
        pass
    engine.close()
    found = {
        (min(one, other), max(one, other)) for one, other, _weight in all_pairs(folder, known, known.offer)
    }
    right = len(found & truth)
    precision, recall = right / len(found) if found else 1.0, right / len(truth)
    return (
        f"| {name} | {matters:,} | {len(truth):,} | {len(found):,} | {precision:.4f} | {recall:.4f} | {way} "
        f"| {time.perf_counter() - begin:.1f} |"
    )


def complaints(folder: Path = SHARED) -> list[tuple[Said, str]]:
    """Return the English complaints as linkage sees them, and the number that tells which rows are one."""
    with gzip.open(folder / COMPLAINTS, "rt", encoding="utf-8", newline="") as file:
        return [
            (
                Said(
                    id=number, numbers=(), texts=(row["category"], row["narrative"]),
                    place=f"{row['zip']} {row['beat']} {row['location_code']}",
                    received_on=_day(row["complaint_date"]) or date(2000, 1, 1), occurred_on=_day(row["incident_date"]),
                ),
                row["cr_id"],
            )
            for number, row in enumerate(csv.DictReader(file), 1)
        ]  # fmt: skip


def messages(folder: Path = SHARED) -> list[tuple[Said, str]]:
    """Return the Chinese messages, with the text without its blanks as what tells that two are alike."""
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(str(folder / MESSAGES)).get_sheet_by_index(0).to_python()[1:]
    return [
        (
            Said(
                id=number, numbers=(), texts=(str(row[2]), str(row[4])), place="",
                received_on=_day(str(row[3])) or date(2019, 1, 1), occurred_on=None,
                name=blake2b(str(row[1]).encode(), digest_size=16, key=_SECRET).digest(),
            ),
            "".join(str(row[4]).split()),
        )
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip


def _day(told: str) -> date | None:
    for form in ("%Y-%m-%d", "%Y/%m/%d"):
        try:
            return datetime.strptime(told.split(" ", maxsplit=1)[0], form).date()  # noqa: DTZ007 - a day as it was written
        except ValueError:
            continue
    return None


def _pairs_of(keys: Sequence[str]) -> set[tuple[int, int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys, 1):
        groups[key].append(number)
    return {pair for numbers in groups.values() for pair in _two(numbers)}


def _two(numbers: list[int]) -> Iterator[tuple[int, int]]:
    return combinations(numbers, 2)


if __name__ == "__main__":
    main()
