"""Columns of values as PostgreSQL writes arrays. Plain Python."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from types import NoneType
from typing import Any


def array_text(column: Sequence[Any]) -> str | list[Any]:
    """Return a column as PostgreSQL writes arrays (its manual, 8.15.6); as it came where a value is of a rare type."""
    try:
        return "{" + ",".join([_TEXT[value.__class__](value) for value in column]) + "}"
    except KeyError:
        return list(column)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_TEXT: dict[type, Callable[[Any], str]] = {
    NoneType: lambda _: "NULL",
    bool: lambda value: "t" if value else "f",
    int: str,
    str: _quoted,
    bytes: lambda value: f'"\\\\x{value.hex()}"',
    date: lambda value: value.isoformat(),
    datetime: lambda value: f'"{value.isoformat()}"',
}
