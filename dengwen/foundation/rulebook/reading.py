"""Reads one data file into its shape; every mistake at once, each at its line."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from dengwen.foundation.rulebook.findings import Finding, RulebookError

M = TypeVar("M", bound=BaseModel)
Place = tuple[str | int, ...]

# Pydantic's name of a mistake -> ours; what is not here is looked up under its own name.
_KINDS = {
    "string_too_short": "too_short", "string_too_long": "too_long", "string_type": "not_text",
    "string_pattern_mismatch": "bad_code", "int_type": "not_number", "int_parsing": "not_number",
    "int_from_float": "not_number", "greater_than": "not_positive", "greater_than_equal": "not_positive",
    "date_type": "not_date", "date_parsing": "not_date", "date_from_datetime_parsing": "not_date",
    "date_from_datetime_inexact": "not_date", "bool_type": "not_true_or_false", "bool_parsing": "not_true_or_false",
    "enum": "not_in_choice", "literal_error": "not_in_choice", "tuple_type": "not_list", "list_type": "not_list",
    "model_type": "not_table", "model_attributes_type": "not_table", "dict_type": "not_table",
    "mapping_type": "not_table",
}  # fmt: skip
_ARRAY = re.compile(r"\s*\[\[\s*([\w.\"-]+)\s*\]\]")
_TABLE = re.compile(r"\s*\[\s*([\w.\"-]+)\s*\]")
_KEY = re.compile(r"\s*([\w\"-]+)\s*=")


def read(path: Path, model: type[M]) -> M:
    """Read one file into ``model``; raises ``RulebookError`` with every mistake in it."""
    text = path.read_text(encoding="utf-8")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulebookError([Finding(path.name, "", "not_toml", {"msg": error})]) from error
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        places = Lines(text)
        told = [_tell(path.name, places, raw, dict(mistake)) for mistake in error.errors()]
        raise RulebookError(told) from error


def _tell(name: str, places: "Lines", raw: Mapping[str, Any], mistake: Mapping[str, Any]) -> Finding:
    place: Place = mistake["loc"]
    kind = str(mistake["type"])
    facts = dict(mistake.get("ctx") or {}) | {"msg": mistake["msg"]}
    return Finding(name, named(raw, place), _KINDS.get(kind, kind), facts, places.line(place))


def named(raw: Any, place: Place) -> str:
    """Return a field as people find it: ``limits.0.length (CN22-REG-15)``."""
    owner = ""
    for at in range(1, len(place) + 1):
        raw = raw[place[at - 1]] if _has(raw, place[at - 1]) else None
        if isinstance(raw, Mapping):
            owner = str(raw.get("id") or raw.get("code") or raw.get("key") or owner)
    field = ".".join(str(step) for step in place)
    return f"{field} ({owner})" if owner else field


def _has(raw: Any, step: str | int) -> bool:
    return step in raw if isinstance(raw, Mapping) else isinstance(raw, list) and isinstance(step, int)


class Lines:
    """Where the fields of a TOML text stand; tomllib itself does not say."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Place, int] = {}
        self._counts: dict[Place, int] = {}
        home: Place = ()
        for number, line in enumerate(text.splitlines(), start=1):
            if found := _ARRAY.match(line):
                home = self._array(found[1])
            elif found := _TABLE.match(line):
                home = self._resolved(found[1].split("."))
            elif found := _KEY.match(line):
                self._lines.setdefault((*home, found[1].strip('"')), number)
                continue
            else:
                continue
            self._lines.setdefault(home, number)

    def line(self, place: Place) -> int:
        """Return the line of the field, of what it stands in when it is not there, or 0 for the whole file."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 0) if place else 0

    def placed(self, finding: Finding) -> Finding:
        """Return ``finding`` with the line of its field."""
        steps = finding.field.partition(" ")[0].split(".")
        return replace(finding, line=self.line(tuple(int(s) if s.isdecimal() else s for s in steps)))

    def _array(self, name: str) -> Place:
        *above, last = name.split(".")
        array = (*self._resolved(above), last)
        self._counts[array] = self._counts.get(array, -1) + 1
        self._lines.setdefault(array, 0)
        return (*array, self._counts[array])

    def _resolved(self, steps: list[str]) -> Place:
        place: Place = ()
        for step in steps:
            place = (*place, step.strip('"'))
            if place in self._counts:
                place = (*place, self._counts[place])
        return place


def is_overlay_file(path: Path) -> bool:
    """Say whether the file holds a site's changes and no pack."""
    return any(_ARRAY.match(line) and "overlays" in line for line in path.read_text("utf-8").splitlines())
