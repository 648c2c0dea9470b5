"""Reads the packs and code lists that lie beside this file, once."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from dengwen.foundation.calendar.working_days import CALENDARS
from dengwen.foundation.rulebook.model import (
    CodeList,
    NoPackInForceError,
    Pack,
    RulebookError,
    UnknownCodeError,
)

HOME = Path(__file__).parent
M = TypeVar("M", bound=BaseModel)

_REMEDIES = {
    "missing": "add it",
    "extra_forbidden": "remove it, or correct its spelling",
    "string_too_short": "write something",
    "date_from_datetime_parsing": "write a date as 2022-05-01, without quotes",
    "date_type": "write a date as 2022-05-01, without quotes",
}


def read(path: Path, model: type[M]) -> M:
    """Read one file into ``model``; a mistake is told with file, line, field and remedy."""
    text = path.read_text(encoding="utf-8")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulebookError(f"{path.name}: not TOML: {error}; correct the line named") from error
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        told = [_tell(path.name, text, raw, dict(mistake)) for mistake in error.errors()]
        raise RulebookError("\n".join(told)) from error


def _tell(name: str, text: str, raw: Mapping[str, Any], mistake: Mapping[str, Any]) -> str:
    place: tuple[str | int, ...] = mistake["loc"]
    field = ".".join(str(step) for step in place) or "the file as a whole"
    line, owner = _where(text, raw, place)
    remedy = _REMEDIES.get(mistake["type"], "correct it")
    what = mistake["msg"].removeprefix("Value error, ")
    return f"{name}{line}: {field}{owner}: {what}; {remedy}"


def _where(text: str, raw: Mapping[str, Any], place: tuple[str | int, ...]) -> tuple[str, str]:
    """Return ", line N" and " (CODE)" of the limit or code that a mistake lies in, or two empty texts."""
    if len(place) < 2 or place[0] not in ("limits", "entries"):
        return "", ""
    item = raw[str(place[0])][place[1]]
    name = item.get("id") or item.get("code") if isinstance(item, Mapping) else None
    found = name and re.search(rf'\b(?:id|code)\s*=\s*"{re.escape(str(name))}"', text)
    line = f", line {text.count(chr(10), 0, found.start()) + 1}" if found else ""
    return line, f" ({name})" if name else ""


@cache
def packs(family: str = "cn") -> tuple[Pack, ...]:
    """Return the packs of ``family``, oldest first; two that are in force on the same day are refused."""
    found = [_pack_at(path) for path in sorted((HOME / "packs").glob("*.toml"))]
    mine = sorted((each for each in found if each.family == family), key=lambda each: each.in_force_from)
    for earlier, later in pairwise(mine):
        if earlier.in_force(later.in_force_from):
            raise RulebookError(
                f"{earlier.code}.toml: in_force_to: still in force when {later.code} begins; "
                f"end it on the day before {later.in_force_from}"
            )
    return tuple(mine)


@cache
def _pack_at(path: Path) -> Pack:
    return check_pack(path)


def check_pack(path: Path) -> Pack:
    """Read a pack and check what only other files know: its name, calendar, triggers, pauses, approvers."""
    found = read(path, Pack)
    if found.code != path.stem:
        raise RulebookError(f"{path.name}: code: is {found.code!r}; name it like its file, {path.stem!r}")
    if found.calendar not in CALENDARS:
        known = ", ".join(CALENDARS)
        raise RulebookError(f"{path.name}: calendar: no {found.calendar!r}; use one of {known}")
    for limit in found.limits:
        for field, name, codes in (
            ("trigger", "triggers", (limit.trigger,)),
            ("pauses", "pauses", limit.pauses),
            ("extension.by", "extension_roles", (limit.extension.by,) if limit.extension else ()),
        ):
            if lost := [code for code in codes if code not in code_list(name)]:
                raise RulebookError(
                    f"{path.name}: {limit.id}.{field}: {', '.join(lost)} is not in codes/{name}.toml; "
                    "correct it, or add it there"
                )
    return found


@cache
def pack(code: str) -> Pack:
    """Return the pack with this code."""
    path = HOME / "packs" / f"{code}.toml"
    if not re.fullmatch(r"[a-z0-9-]+", code) or not path.is_file():
        known = ", ".join(sorted(each.stem for each in (HOME / "packs").glob("*.toml")))
        raise UnknownCodeError(f"no pack {code!r}; there are: {known}")
    return _pack_at(path)


def pack_in_force(day: date, family: str = "cn", *, nearest: bool = False) -> Pack:
    """Return the pack of ``family`` in force on ``day``.

    ``nearest`` gives the first pack for a day before all of them, as old registers need it.
    """
    known = packs(family)
    for each in known:
        if each.in_force(day):
            return each
    if nearest and known and day < known[0].in_force_from:
        return known[0]
    raise NoPackInForceError(f"no pack of {family!r} was in force on {day}; add one to rulebook/packs")


@cache
def code_list(name: str) -> CodeList:
    """Return the code list with this name."""
    path = HOME / "codes" / f"{name}.toml"
    if not re.fullmatch(r"[a-z_-]+", name) or not path.is_file():
        known = ", ".join(sorted(each.stem for each in (HOME / "codes").glob("*.toml")))
        raise UnknownCodeError(f"no code list {name!r}; there are: {known}")
    found = read(path, CodeList)
    if found.code != name:
        raise RulebookError(f"{path.name}: code: is {found.code!r}; name it like its file, {name!r}")
    return found


def code_lists() -> tuple[str, ...]:
    """Return the names of all code lists."""
    return tuple(sorted(path.stem for path in (HOME / "codes").glob("*.toml")))
