"""The same settings and weights on DuckDB and on a local Spark give the same pairs. Part of ``make nightly``.

Needs pyspark (``requirements/nightly.txt``) and Java 17 or newer (Debian: ``apt-get install default-jre-headless``).
"""

import importlib.util
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bench.linkage import write_parts
from bench.retold import Text, records
from dengwen.domains.linkage.reads.engine import Engine, Found, all_pairs
from dengwen.domains.linkage.rules.settings import first_weights, settings

TEXTS = [
    Text("Dark street", f"the lamp number {at} in our street is dark. the station {at * 7} sent nobody. "
         f"we wrote on day {at * 13} and wait. the mill {at * 3} is loud at night.", "en")
    for at in range(60)
]  # fmt: skip


def parts(folder: Path, size: int) -> set[tuple[int, int]]:
    """Write made-up records as a run would, and return the true pairs."""
    made = list(enumerate(records(size, seed=3, texts=TEXTS)))
    write_parts(made, folder)
    return {
        (one, other)
        for one, first in made
        for other, second in made[one + 1 : one + 12]
        if first.matter == second.matter
    }


def weighed(folder: Path) -> dict[tuple[int, int], float]:
    """Return the pairs of a folder with their weights."""
    known = settings()
    return {
        (min(one, other), max(one, other)): weight
        for one, other, weight in all_pairs(folder, known, known.bands[0])
    }


def test_chunks_or_not_the_pairs_are_the_same_and_most_are_true(tmp_path: Path) -> None:
    known, weights = settings(), first_weights()
    true = parts(tmp_path, 600)
    engine = Engine(tmp_path, known)
    assert engine.read() == 600
    assert list(engine.compare(weights, 1)) == [1]
    whole = weighed(tmp_path)
    for path in tmp_path.glob("pairs-*"):
        path.unlink()
    assert list(engine.compare(weights, 3)) == [1, 2, 3]
    assert list(engine.compare(weights, 3)) == [], "what is there is not done again"
    engine.close()
    assert weighed(tmp_path) == pytest.approx(whole)
    offered = {pair for pair, weight in whole.items() if weight >= known.offer}
    assert len(offered & true) > 0.6 * len(true) and len(offered & true) > 0.6 * len(offered)
    kept = [row for batch in Found(tmp_path, known).kept() for row in batch]
    assert sum(row["offered"] for row in kept) == len(offered)
    assert sum(Found(tmp_path, known).bands()) == len(whole)


def test_registers_without_numbers_and_telephones_teach_what_they_have(tmp_path: Path) -> None:
    known, told = settings(), records(900, seed=3, texts=TEXTS)
    made = [(at, replace(one, key="", phone="", quoted="")) for at, one in enumerate(told)]
    write_parts(made, tmp_path)
    engine = Engine(tmp_path, known)
    weights = engine.learn(engine.read())
    assert weights["levels"]["mark"] == first_weights()["levels"]["mark"]
    assert weights["levels"]["text"] != first_weights()["levels"]["text"]
    assert list(engine.compare(weights, 1)) == [1]
    engine.close()
    assert weighed(tmp_path), "and pairs are found by their words and days"


@pytest.mark.nightly
@pytest.mark.slow
def test_spark_gives_the_same_pairs_with_the_same_weights(tmp_path: Path) -> None:
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.fail("make nightly needs pyspark and Java; see docs/operations.md")
    from dengwen.domains.linkage.reads.spark import local_session, pairs_on_spark

    known, weights = settings(), first_weights()
    parts(tmp_path, 1500)
    engine = Engine(tmp_path, known)
    engine.read()
    list(engine.compare(weights, 1))
    engine.close()
    with local_session() as session:
        found = {
            (min(row["id_l"], row["id_r"]), max(row["id_l"], row["id_r"])): row["match_weight"]
            for row in pairs_on_spark(session, tmp_path, known, weights)
        }
    expected = weighed(tmp_path)
    assert len(expected) > 300
    assert {pair for pair, weight in found.items() if weight >= known.bands[0]} == set(expected)
    assert found == pytest.approx(expected, abs=1e-6)
