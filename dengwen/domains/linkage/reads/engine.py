"""Finding pairs with Splink on DuckDB: from files of whole numbers to pairs with their weights.

Everything lies in one folder: ``part-*.parquet`` (matters), ``engine.duckdb``, ``pairs-*.parquet``. DuckDB asks nobody
outside, stays within its memory and spills into the folder.
"""

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import cached_property
from math import log2
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
import pyarrow.parquet

from dengwen.domains.linkage.rules.features import Features
from dengwen.domains.linkage.rules.matters_sql import matters_sql
from dengwen.domains.linkage.rules.settings import (
    Settings,
    about_keys,
    certain_pairs,
    completed,
    learned,
    learned_from,
    shipped_weights,
    splink_settings,
    with_weights,
)

MEMORY = "3GB"
_WHOLE, _LIST = pyarrow.int64(), pyarrow.list_(pyarrow.int64())
_SCHEMA = pyarrow.schema(
    [("id", _WHOLE), ("own", _LIST), ("keys", _LIST), ("marks", _LIST), ("name", _WHOLE), ("place", _WHOLE),
     ("street", _LIST), ("occurred", _WHOLE), ("received", _WHOLE), ("text", _LIST)]
)  # fmt: skip


def write_part(path: Path, rows: Iterable[Features]) -> None:
    """Write matters as one file; it is there whole or not at all."""
    table = pyarrow.Table.from_pylist([asdict(row) for row in rows], schema=_SCHEMA)
    beside = path.with_suffix(".tmp")
    pyarrow.parquet.write_table(table, beside, compression="zstd")
    beside.replace(path)


def last_id(path: Path) -> int:
    """Return the largest id in a file of matters."""
    return max(pyarrow.parquet.read_table(path, columns=["id"])["id"].to_pylist(), default=0)


class Engine:
    """DuckDB with the matters of a folder in it."""

    def __init__(self, folder: Path, known: Settings, memory: str = MEMORY) -> None:
        self.folder, self.known = folder, known
        spill = folder / "spill"
        spill.mkdir(parents=True, exist_ok=True)
        config: dict[str, Any] = {
            "threads": os.cpu_count() or 1, "memory_limit": memory, "temp_directory": str(spill),
            "autoinstall_known_extensions": False, "autoload_known_extensions": False,
            "preserve_insertion_order": False,
        }  # fmt: skip
        self.db = duckdb.connect(str(folder / "engine.duckdb"), config=config)

    def close(self) -> None:
        """Let the file go."""
        self.db.close()

    def read(self) -> int:
        """Read the parts, find what is rare in their texts, and return how many matters there are."""
        parts = [str(path) for path in sorted(self.folder.glob("part-*.parquet"))]
        self.db.execute(f"CREATE OR REPLACE VIEW parts AS SELECT * FROM read_parquet({parts!r})")  # noqa: S608
        self.db.execute(f"CREATE OR REPLACE TABLE matters AS {matters_sql(self.known, 'duckdb', 'parts')}")
        return int(self.db.execute("SELECT count(*) FROM matters").fetchall()[0][0])

    @cached_property
    def _matters(self) -> Any:
        from splink import DuckDBAPI  # late: it is heavy, and only a run needs it

        return DuckDBAPI(self.db).register("matters")

    def _linker(self, made: dict[str, Any]) -> Any:
        from splink import Linker

        return Linker(self._matters, made, log_level=logging.WARNING)

    def learn(self, matters: int) -> dict[str, Any]:
        """Learn the weights: by chance from random pairs, of the same from pairs that agree in one thing.

        What these registers do not teach (no telephone in them, no number quoted) is as in the weights that ship.
        """
        from splink.internals.exceptions import EMTrainingException

        said, made = self.known.training, splink_settings(self.known, "duckdb")
        counting = self._linker(made)
        counting.training.estimate_probability_two_random_records_match(
            certain_pairs(self.known, "duckdb"), recall=said["certain_share"]
        )
        counted = learned(counting.misc.save_model_to_json())["prior"]
        made["probability_two_random_records_match"] = counted or shipped_weights(matters)["prior"]
        linker = self._linker(made)
        linker.training.estimate_u_using_random_sampling(max_pairs=said["random_pairs"], seed=said["seed"])
        most = said["pairs_at_most"] if matters > said["all_up_to"] else None
        for way in said["learn_from"]:
            with suppress(EMTrainingException):  # no two of these registers agree in it
                linker.training.estimate_parameters_using_expectation_maximisation(
                    learned_from(way, "duckdb"), max_pairs=most
                )
        return completed(learned(linker.misc.save_model_to_json()), matters)

    def compare(self, weights: dict[str, Any], chunks: int) -> Iterator[int]:
        """Find and weigh pairs chunk by chunk; yield each number when its file is there. Those that are there stay."""
        left = [number for number in range(1, chunks + 1) if not self._pairs_file(number, chunks).exists()]
        if not left:
            return
        linker = self._linker(with_weights(splink_settings(self.known, "duckdb"), weights))
        for number in left:
            found = linker.inference.predict_chunk(
                left_chunk=(number, chunks), right_chunk=(1, 1), threshold_match_weight=self.known.sample
            )
            target = self._pairs_file(number, chunks)
            beside = target.with_suffix(".tmp")
            columns = ", ".join(pair_columns(self.known))
            query = f"SELECT {columns} FROM {found.physical_name}"  # noqa: S608 - our own names
            self.db.execute(f"COPY ({query}) TO '{beside}' (FORMAT parquet)")
            beside.replace(target)
            found.drop_table_from_database_and_remove_from_cache()
            yield number

    def _pairs_file(self, number: int, chunks: int) -> Path:
        return self.folder / f"pairs-{number:04}-of-{chunks:04}.parquet"


def pair_columns(known: Settings) -> list[str]:
    """Return the columns of a pair that are kept: ids, weight, and for each comparison its level and weight."""
    each = [f"{what}_{comparison.key}" for comparison in known.comparisons for what in ("gamma", "mw")]
    rare = [
        f"mw_tf_adj_{comparison.key}"
        for comparison in known.comparisons
        if any(level.by_frequency for level in comparison.levels)
    ]
    return ["id_l", "id_r", "match_weight", *each, *rare]


def prior_weight(weights: dict[str, Any]) -> float:
    """Return what any two matters begin with."""
    share = float(weights["prior"])
    return log2(share / (1 - share))


def chunks_for(matters: int) -> int:
    """Return into how many chunks the comparing is cut: each is one step of progress and of memory."""
    return max(1, -(-matters // 100_000))


def about_sql(known: Settings) -> str:
    """Return the condition that a pair agrees in anything but the people."""
    return "(" + " OR ".join(f"gamma_{key} > 0" for key in about_keys(known)) + ")"


class Found:
    """The pairs of a folder, once all chunks are there."""

    def __init__(self, folder: Path, known: Settings) -> None:
        self.known = known
        self.db = duckdb.connect(
            config={"threads": 1, "memory_limit": "1GB", "temp_directory": str(folder / "spill")}
        )
        source = f"read_parquet('{folder}/pairs-*.parquet')"
        self._all = f"{source} WHERE {about_sql(known)} AND match_weight >= {known.bands[0]}"

    def bands(self) -> list[int]:
        """Return how many pairs lie in each band of weight."""
        edges = self.known.bands
        sums = ", ".join(
            f"count(*) FILTER (match_weight >= {low}"
            + (f" AND match_weight < {high})" if high is not None else ")")
            for low, high in zip(edges, [*edges[1:], None], strict=True)
        )
        return [int(each) for each in self.db.execute(f"SELECT {sums} FROM {self._all}").fetchall()[0]]  # noqa: S608

    def kept(self) -> Iterator[list[dict[str, Any]]]:
        """Yield, in an order that is always the same, the pairs to keep: those offered, and of each band a sample."""
        band = " + ".join(f"(match_weight >= {edge})::int" for edge in self.known.bands)
        drawn = "row_number() OVER (PARTITION BY band ORDER BY md5(id_l || '-' || id_r))"
        query = f"""
          WITH banded AS (SELECT *, {band} AS band FROM {self._all}),
            told AS (SELECT *, {drawn} <= {self.known.sample_of_band} AS sampled FROM banded)
          SELECT * EXCLUDE (band), match_weight >= {self.known.offer} AS offered FROM told
          WHERE sampled OR match_weight >= {self.known.offer} ORDER BY id_l, id_r"""  # noqa: S608 - our own words
        reader = self.db.sql(query).to_arrow_reader(2000)
        for batch in reader:
            yield batch.to_pylist()


def all_pairs(folder: Path, known: Settings, least: float) -> Sequence[tuple[int, int, float]]:
    """Return the pairs from a weight on, for measuring."""
    found = Found(folder, known)
    query = f"SELECT id_l, id_r, match_weight FROM {found._all} AND match_weight >= {least}"  # noqa: S608
    rows: list[tuple[int, int, float]] = found.db.execute(query).fetchall()
    return rows
