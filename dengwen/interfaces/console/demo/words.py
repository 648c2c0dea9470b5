"""Reads the word lists in ``data/``: places, names, story templates; a family of rules may have its own."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from dengwen.foundation.rulebook.families import family

DATA = Path(__file__).parent / "data"


def word_list(name: str) -> dict[str, Any]:
    """Return ``data/<family>/<name>.toml``, or else ``data/<name>.toml``, as a dict; read once."""
    return _word_list(name, family())


@cache
def _word_list(name: str, rules: str) -> dict[str, Any]:
    own = DATA / rules / f"{name}.toml"
    path = own if own.is_file() else DATA / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def pairs(name: str, table: str) -> list[tuple[str, str]]:
    """Return a list of "中文 English words" strings as (Chinese, English) pairs."""
    return [(zh, en) for zh, _, en in (line.partition(" ") for line in word_list(name)[table])]


def told(list_name: str, code: str) -> str:
    """Return what a code of the demo's stories is called in the code list of the family."""
    codes: dict[str, str] = word_list("country").get("codes", {}).get(list_name, {})
    return codes.get(code, code)


def languages() -> list[str]:
    """Return the languages in which the people of the demo write."""
    found: list[str] = word_list("country")["languages"]
    return found
