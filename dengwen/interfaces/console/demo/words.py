"""Reads the word lists in ``data/``: places, names, story templates."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@cache
def word_list(name: str) -> dict[str, Any]:
    """Return ``data/<name>.toml`` as a dict; read once."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def pairs(name: str, table: str) -> list[tuple[str, str]]:
    """Return a list of "中文 English words" strings as (Chinese, English) pairs."""
    return [(zh, en) for zh, _, en in (line.partition(" ") for line in word_list(name)[table])]
