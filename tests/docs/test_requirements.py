"""Every demand of the plan stands in docs/requirements.md once, and what is said to be built has a test that exists."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "requirements.md"
STATES = {"built", "part", "waits", "replaced", "never"}
NEED_A_TEST = {"built", "part", "replaced", "never"}
# The demands that have parts of their own in the plan.
PARTS = {8: "abcde", 42: "abcdef"}
NEVER = {"S4", "S10", "S16.5", "S31", "S37", "S59", "S60"}


def rows() -> list[list[str]]:
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| S")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def demands() -> set[str]:
    """Return S1 to S71 with their parts, as the plan numbers them."""
    found = {f"S{number}" for number in range(1, 72) if number not in PARTS}
    found |= {f"S{number}{letter}" for number, letters in PARTS.items() for letter in letters}
    return found | {f"S16.{number}" for number in range(1, 6)}


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_every_demand_stands_once() -> None:
    found = Counter(row[0] for row in rows())
    assert set(found) == demands()
    assert [demand for demand, count in found.items() if count > 1] == []


def test_what_is_said_to_be_there_has_a_test_that_exists() -> None:
    for demand, state, what, where, test in rows():
        assert state in STATES, demand
        assert what, demand
        if state not in NEED_A_TEST:
            assert test == "–", f"{demand} waits and yet names a test"
            continue
        path, _colons, name = test.strip("`").partition("::")
        assert name in names_in(path), f"{demand}: there is no {test}"
        for named in re.findall(r"`([\w/.-]+)`", where):
            assert place(named), f"{demand}: there is no {named}"


def place(named: str) -> bool:
    """Say whether a file or folder is there, as the page abbreviates it."""
    homes = [
        ROOT,
        *(ROOT / "dengwen").glob("*"),
        *(ROOT / "dengwen").glob("*/*"),
        *(ROOT / "dengwen").glob("*/*/*"),
    ]
    return any((home / named).exists() for home in homes if home.is_dir())


def test_what_must_never_be_is_said_so() -> None:
    assert {row[0] for row in rows() if row[1] == "never"} == NEVER
