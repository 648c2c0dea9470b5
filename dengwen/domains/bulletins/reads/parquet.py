"""Parquet by DuckDB: the same rows always become the same bytes."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from dengwen.domains.bulletins.rules.frozen import TABLES

# One thread and fixed groups: neither the machine nor its load shows in the bytes.
_WRITER = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3, ROW_GROUP_SIZE 122880, PARQUET_VERSION v1"
_CSV = (
    "header = false, nullstr = '', allow_quoted_nulls = false, auto_detect = false, delim = ',', quote = '\"'"
)


def writer() -> str:
    """Return the name and version of what writes: other versions may write other bytes for the same rows."""
    return f"DuckDB {duckdb.__version__}"


def open_duckdb(scratch: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Return a DuckDB in memory that asks nobody outside, stays within 512 MB and spills into ``scratch``."""
    settings: dict[str, Any] = {
        "threads": 1, "memory_limit": "512MB", "autoinstall_known_extensions": False,
        "autoload_known_extensions": False, "temp_directory": str(scratch) if scratch else "",
    }  # fmt: skip
    return duckdb.connect(config=settings)


def write_parquet(folder: Path, target: Path) -> dict[str, str]:
    """Turn the files of ``copy_out`` in ``folder`` into Parquet in ``target``; return the SHA-256 of each by name."""
    with open_duckdb(folder) as db:
        for name, (columns, order) in TABLES.items():
            types = ", ".join(f"'{each.name}': '{each.type}'" for each in columns)
            source = f"read_csv({quoted(folder / f'{name}.csv')}, {_CSV}, columns = {{{types}}})"
            rows = f"SELECT * FROM {source} ORDER BY {order}"  # noqa: S608 - our own words
            db.execute(f"COPY ({rows}) TO {quoted(target / f'{name}.parquet')} ({_WRITER})")
    return digests(target)


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each table's file that is there, by the name of the table."""
    found = {}
    for name in TABLES:
        path = folder / f"{name}.parquet"
        if path.is_file():
            with path.open("rb") as file:
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def row_counts(folder: Path) -> dict[str, int]:
    """Return how many rows each table holds."""
    counts = {}
    with open_duckdb() as db:
        for name in TABLES:
            path = quoted(folder / f"{name}.parquet")
            row = db.execute(f"SELECT count(*) FROM {path}").fetchone()  # noqa: S608
            counts[name] = int(row[0]) if row else 0
    return counts


def quoted(path: Path) -> str:
    """Return the path as a literal of SQL."""
    return "'" + str(path).replace("'", "''") + "'"


def differences(earlier: Path, later: Path, most: int = 200) -> list[dict[str, object]]:
    """Return where two snapshots differ, table by table, row by row, column by column, at most ``most`` of them.

    ``id`` is the matter (or the organ); ``column`` is ``missing`` or ``added`` where the row is only in one.
    """
    found: list[dict[str, object]] = []
    with open_duckdb() as db:
        for name, (columns, order) in TABLES.items():
            one, two = (quoted(folder / f"{name}.parquet") for folder in (earlier, later))
            sources = f"WITH a AS (SELECT * FROM {one}), b AS (SELECT * FROM {two})"  # noqa: S608
            pieces = " UNION ALL ".join(_pieces([each.name for each in columns], order.split(", ")))
            query = f"{sources} SELECT * FROM ({pieces}) ORDER BY 1, 2, 3, 4 LIMIT {most}"  # noqa: S608
            heads = ("id", "column", "was", "is")
            found += [
                {"table": name, **dict(zip(heads, row, strict=True))} for row in db.execute(query).fetchall()
            ]
    return found[:most]


def _pieces(names: list[str], keys: list[str]) -> Iterator[str]:
    same, key = " AND ".join(f"a.{each} = b.{each}" for each in keys), keys[0]
    yield f"SELECT a.{key}, 'missing', NULL, NULL FROM a ANTI JOIN b ON {same}"  # noqa: S608
    yield f"SELECT b.{key}, 'added', NULL, NULL FROM b ANTI JOIN a ON {same}"  # noqa: S608
    for name in names:
        if name not in keys:
            differs = f"a.{name} IS DISTINCT FROM b.{name}"
            yield (
                f"SELECT a.{key}, '{name}', a.{name}::text, b.{name}::text FROM a JOIN b ON {same} WHERE {differs}"  # noqa: S608
            )
