"""A row of a foreign register on its way in, and how a row that was not taken is kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from dengwen.domains.cases.rules.draft import PetitionDraft

Cell = str | int | float | bool | datetime | date | time | timedelta
_KIND, _VALUE = "kind", "value"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a row: the column and the value it is about, a code and what it needs."""

    column: str
    value: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowIn:
    """One row: either a draft for the door, or at least one problem; its cells as they came."""

    number: int
    cells: Mapping[str, Cell]
    draft: PetitionDraft | None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Account:
    """rows = matters + contacts + already + reported: every row is accounted for, exactly once."""

    rows: int = 0
    matters: int = 0
    contacts: int = 0
    already: int = 0
    reported: int = 0

    @property
    def balances(self) -> bool:
        """Say whether nothing got lost and nothing counts twice."""
        return self.rows == self.matters + self.contacts + self.already + self.reported


def pack_row(cells: Mapping[str, Cell], problems: Sequence[Problem]) -> bytes:
    """Return a row and what is wrong with it as bytes, to be sealed."""
    told = [[problem.column, problem.value, problem.code, _facts(problem.facts)] for problem in problems]
    whole = {"cells": {name: _packed(cell) for name, cell in cells.items()}, "problems": told}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpack_row(data: bytes) -> tuple[dict[str, Cell], tuple[Problem, ...]]:
    """Return what :func:`pack_row` packed; facts that are neither number nor text come back as texts."""
    whole: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"))
    cells = {name: _unpacked(cell) for name, cell in whole["cells"].items()}
    return cells, tuple(Problem(*told) for told in whole["problems"])


def _facts(facts: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value if isinstance(value, int | float | str) else str(value) for name, value in facts.items()
    }


def _packed(cell: Cell) -> object:
    if isinstance(cell, timedelta):
        return {_KIND: "timedelta", _VALUE: cell.total_seconds()}
    if isinstance(cell, datetime | date | time):
        return {_KIND: type(cell).__name__, _VALUE: cell.isoformat()}
    return cell


def _unpacked(cell: Any) -> Cell:
    if not isinstance(cell, dict):
        plain: Cell = cell
        return plain
    value = cell[_VALUE]
    if cell[_KIND] == "timedelta":
        return timedelta(seconds=value)
    kind: type[datetime] | type[date] | type[time] = {"datetime": datetime, "date": date, "time": time}[
        cell[_KIND]
    ]
    return kind.fromisoformat(value)
