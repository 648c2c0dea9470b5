"""The same settings and weights on Spark, for registers that one machine does not hold. Needs pyspark and Java."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dengwen.domains.linkage.reads.engine import about_sql, pair_columns
from dengwen.domains.linkage.rules.matters_sql import matters_sql
from dengwen.domains.linkage.rules.settings import Settings, splink_settings, with_weights


def pairs_on_spark(
    session: Any, folder: Path, known: Settings, weights: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield the pairs that :meth:`Engine.compare` finds and ``Found`` counts, found by ``session`` instead.

    ``folder`` holds the same ``part-*.parquet``; on a cluster it lies where every worker reads it.
    """
    from splink import Linker
    from splink.backends import spark

    session.read.parquet(str(folder / "part-*.parquet")).createOrReplaceTempView("linkage_parts")
    matters = session.sql(matters_sql(known, "spark", "linkage_parts"))
    matters.createOrReplaceTempView("linkage_matters")
    # Splink writes what it goes on with into this folder, so that no step is made anew from the beginning.
    session.sparkContext.setCheckpointDir(str(folder / "spark"))
    made: Any = spark.SparkAPI
    api = made(spark_session=session, register_udfs_automatically=False)
    linker = Linker(
        api.register("linkage_matters"),
        with_weights(splink_settings(known, "spark"), weights),
        log_level=logging.WARNING,
    )
    found = linker.inference.predict(threshold_match_weight=known.sample).as_spark_dataframe()
    for row in found.select(*pair_columns(known)).where(about_sql(known)).toLocalIterator():
        yield row.asDict()


@contextmanager
def local_session(memory: str = "2g") -> Iterator[Any]:
    """Yield a Spark of this machine's own, for tests and measures; a site of many machines brings its own session."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .appName("dengwen-linkage")
        .config("spark.driver.memory", memory)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.default.parallelism", "4")
        .config("spark.sql.ansi.enabled", "false")
        .getOrCreate()
    )
    try:
        session.sparkContext.setLogLevel("ERROR")
        yield session
    finally:
        session.stop()
