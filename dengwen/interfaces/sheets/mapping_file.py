"""Mappings as TOML files: read with errors that name line, field and remedy; written for people to edit."""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dengwen.interfaces.sheets.mapping import DATE_FIELDS, VERSION, FieldRule, Mapping
from dengwen.interfaces.sheets.problems import ENGLISH, SheetError, sentence

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_AT_LINE = re.compile(r"\(at line (\d+)")
_AT_END = re.compile(r"\(at end of document\)")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a mapping file; ``line`` is 0 when no line can be named."""

    line: int
    code: str
    facts: dict[str, object] = field(default_factory=dict)

    def sentence(self, language: str = ENGLISH) -> str:
        """Say what is wrong, where, and what to do."""
        text = sentence(self.code, self.facts, language)
        if not self.line:
            return text
        return f"第 {self.line} 行：{text}" if language.startswith("zh") else f"Line {self.line}: {text}"


class MappingError(SheetError):
    """A mapping that cannot be used; ``faults`` holds everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults[0].code, **faults[0].facts)
        self.faults = tuple(faults)

    def sentence(self, language: str = ENGLISH) -> str:
        """Say all that is wrong, one line each."""
        return "\n".join(fault.sentence(language) for fault in self.faults)


def load_mapping(path: Path | str) -> Mapping:
    """Read a mapping file. Raises :class:`MappingError`."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise MappingError([Fault(0, "file_missing", {"path": str(path)})]) from None
    except UnicodeDecodeError as error:
        raise MappingError([Fault(0, "encoding_unknown", {"position": error.start + 1})]) from error
    return parse_mapping(text)


def parse_mapping(text: str) -> Mapping:
    """Read a mapping from TOML. Raises :class:`MappingError` naming every line and field that is wrong."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1 if _AT_END.search(str(error)) else 0
        raise MappingError([Fault(line, "mapping_syntax", {"detail": str(error)})]) from error
    try:
        mapping = Mapping.model_validate(content)
    except ValidationError as error:
        raise MappingError([_fault(text, dict(detail)) for detail in error.errors()]) from error
    faults = list(_inconsistencies(text, mapping))
    if faults:
        raise MappingError(faults)
    return mapping


def dump_mapping(mapping: Mapping) -> str:
    """Return the mapping as TOML; :func:`parse_mapping` gives back an equal one."""
    return dump_content(mapping.model_dump(by_alias=True, exclude_defaults=True))


def dump_content(content: dict[str, Any]) -> str:
    """Return what a mapping holds as TOML, right or wrong; :func:`parse_mapping` says what is wrong with it."""
    return "".join(_table({**content, "version": VERSION}, ())).lstrip("\n")


def _fault(text: str, detail: dict[str, Any]) -> Fault:
    path = [str(part) for part in detail["loc"] if part != "[key]"]
    facts: dict[str, object] = {"where": ".".join(path)}
    line = _line_of(text, path)
    if detail["type"] == "missing":
        return Fault(_line_of(text, path[:-1]), "mapping_absent", facts)
    if detail["type"] == "extra_forbidden":
        return Fault(line, "mapping_extra", facts)
    if detail["type"] == "literal_error":
        return Fault(line, "mapping_choice", {**facts, "allowed": detail["ctx"]["expected"]})
    return Fault(line, "mapping_invalid", {**facts, "detail": str(detail["msg"])})


def _line_of(text: str, path: Sequence[str]) -> int:
    """Return the line of the longest part of ``path`` that can be found, or 0."""
    heading: list[str] = []
    best, depth = 0, 0
    for number, line in enumerate(map(str.strip, text.splitlines()), start=1):
        if line.startswith("["):
            heading = _split_keys(line.strip("[] \t").split("]")[0])
            here = heading
        elif "=" in line and not line.startswith("#"):
            here = [*heading, *_split_keys(line.split("=", 1)[0].strip())]
        else:
            continue
        if len(here) > depth and list(path[: len(here)]) == here:
            best, depth = number, len(here)
    return best


def _split_keys(dotted: str) -> list[str]:
    parts = re.findall(r'"((?:[^"\\]|\\.)*)"|\'([^\']*)\'|([^.\s]+)', dotted)
    return [next((piece for piece in part if piece), "") for part in parts]


def _inconsistencies(text: str, mapping: Mapping) -> Iterator[Fault]:
    present = set(mapping.fields)
    for needed in ("received_on", "category", "text"):
        if needed not in present and not (needed == "text" and "title" in present):
            yield Fault(0, "mapping_needs_field", {"field": needed})
    for name, rule in mapping.fields.items():
        yield from _field_faults(text, name, rule, mapping.lookups)
    for column in sorted({*mapping.ignore} & {*mapping.used_columns}):
        yield Fault(_line_of(text, ["ignore"]), "mapping_ignored_used", {"column": column})
    for rule_field in (name for rule in mapping.dates.rules for name in (rule.later, rule.earlier)):
        if rule_field not in present:
            yield Fault(_line_of(text, ["dates", "rules"]), "mapping_rule_field", {"field": rule_field})


def _field_faults(text: str, name: str, rule: FieldRule, lookups: Container[str]) -> Iterator[Fault]:
    where: dict[str, object] = {"where": f"fields.{name}"}
    line = _line_of(text, ["fields", name])
    origins = (bool(rule.column), bool(rule.columns), rule.constant is not None)
    if sum(origins) > 1:
        yield Fault(line, "mapping_two_origins", where)
    if not any(origins) and rule.default is None:
        yield Fault(line, "mapping_no_origin", where)
    if rule.lookup is not None and rule.lookup not in lookups:
        place = _line_of(text, ["fields", name, "lookup"])
        yield Fault(place, "mapping_no_lookup", {**where, "lookup": rule.lookup})
    if name in DATE_FIELDS and rule.parse != "date":
        yield Fault(line, "mapping_parse", {"field": name})
    if name not in DATE_FIELDS and rule.parse == "date":
        place = _line_of(text, ["fields", name, "parse"])
        yield Fault(place, "mapping_no_date", {"field": name})


def _table(content: dict[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    plain = {key: value for key, value in content.items() if not isinstance(value, dict) or not value}
    inner = {key: value for key, value in content.items() if isinstance(value, dict) and value}
    if path and (plain or not inner):
        yield f"\n[{'.'.join(map(_key, path))}]\n"
    for key, value in plain.items():
        yield f"{_key(key)} = {_value(value)}\n"
    for key, value in inner.items():
        yield from _table(value, (*path, key))


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _value(key)


def _value(value: object) -> str:
    if isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        if any(isinstance(item, list | tuple | dict) for item in value):
            return "[\n" + "".join(f"    {_value(item)},\n" for item in value) + "]"
        return "[" + ", ".join(map(_value, value)) + "]"
    return value.isoformat() if isinstance(value, dt.date) else str(value)
