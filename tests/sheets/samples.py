"""Small files and mappings for the tests."""

import csv
import gzip
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from dengwen.interfaces.sheets.mapping import Mapping
from dengwen.interfaces.sheets.mapping_file import parse_mapping
from dengwen.interfaces.sheets.planning import PlannedRow, plan_rows
from dengwen.interfaces.sheets.reading import open_sheet

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
TODAY = date(2026, 11, 22)

MAPPING = """
version = 1
register = "test"
key = ["no"]

[fields.text]
column = "text"

[fields.category]
column = "kind"
lookup = "kinds"
default = "99.99"

[fields.received_on]
column = "opened"
parse = "date"

[fields.closed_on]
column = "closed"
parse = "date"
optional = true

[lookups.kinds.exact]
"rude" = "10.01"
"""


def mapping(text: str = MAPPING) -> Mapping:
    """Return the small mapping of these tests."""
    return parse_mapping(text)


def csv_bytes(rows: Sequence[Sequence[object]], *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """Return rows as an ordinary CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def put(folder: Path, content: bytes, name: str = "file.dat", *, zipped: bool = False) -> Path:
    """Write a file whose name says nothing."""
    path = folder / name
    path.write_bytes(gzip.compress(content) if zipped else content)
    return path


def plan(path: Path, with_mapping: Mapping) -> list[PlannedRow]:
    """Read and plan a whole file."""
    sheet = open_sheet(path, sheet=with_mapping.sheet, header_row=with_mapping.header_row)
    return list(plan_rows(sheet.rows(), with_mapping, headers=sheet.headers, today=TODAY))


def real(name: str) -> Path:
    """Return a real file, or skip the test and say so."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"real data absent: {path}")
    return path
