"""docs/asvs.md answers every item of levels 1 and 2 once, with a state and a place that exists."""

import csv
import re
from collections import Counter
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "asvs.md"
STATES = ("met", "in part", "site operator", "not met", "not applicable")
NEED_A_PLACE = {"met", "in part"}
_ITEM = re.compile(r"\d+\.\d+\.\d+")
_PLACE = re.compile(
    r"(dengwen|tests|docs|requirements|scripts|verify)/[\w./-]+|(pyproject\.toml|package(-lock)?\.json)"
)
_SETTING = re.compile(r"[A-Z][A-Z_]+")


def items() -> list[str]:
    with (ROOT / "tests" / "tables" / "asvs_items.csv").open(encoding="utf-8") as file:
        return [row["item"] for row in csv.DictReader(file)]


def rows() -> list[tuple[list[str], str, str, str]]:
    """Return which items each line answers, in few words, its state and its text."""
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if re.match(r"\| \d", line)]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [(answered(item), words, state, where) for item, words, state, where in cells]


def answered(cell: str) -> list[str]:
    """Return the items of ``6.5.5, 6.6.1–6.6.3``."""
    known, found = items(), []
    for part in cell.split(", "):
        first, _, last = part.partition("–")
        found += known[known.index(first) : known.index(last or first) + 1]
    return found


def places(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def test_the_list_is_that_of_the_standard() -> None:
    """253 items; counted by chapter, as they are in version 5.0.0."""
    chapters = Counter(item.partition(".")[0] for item in items())
    assert list(chapters.values()) == [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7]
    assert all(_ITEM.fullmatch(item) for item in items())


def test_every_item_is_answered_once_in_order() -> None:
    assert [item for found, *_ in rows() for item in found] == items()


def test_every_state_is_one_of_five_and_what_is_said_to_be_there_names_a_place() -> None:
    for found, words, state, where in rows():
        assert state in STATES, found
        assert 1 <= len(words.split()) <= 10 and where, found
        if state in NEED_A_PLACE:
            named = [place for place in places(where) if _PLACE.fullmatch(place) or _SETTING.fullmatch(place)]
            assert named, f"{found} names no place"


def test_every_place_exists() -> None:
    documented = (ROOT / "docs" / "operations.md").read_text("utf-8")
    for found, _words, _state, where in rows():
        for place in places(where):
            if _PLACE.fullmatch(place):
                assert (ROOT / place).exists(), f"{found}: there is no {place}"
            elif _SETTING.fullmatch(place) and place != "UPGRADE":
                assert hasattr(settings, place) or f"`{place}`" in documented, f"{found}: no setting {place}"


def test_every_part_of_the_security_page_that_is_named_is_there() -> None:
    parts = re.findall(r"^## (.+)$", (ROOT / "docs" / "security.md").read_text("utf-8"), re.MULTILINE)
    named = {name for *_, where in rows() for name in re.findall(r'"([^"]+)" in `docs/security.md`', where)}
    assert len(named) >= 8 and named <= set(parts)


def test_the_counts_at_the_top_are_right() -> None:
    counted = Counter[str]()
    for found, _words, state, _where in rows():
        counted[state] += len(found)
    said = "; ".join(f"{counted[state]} {state}" for state in STATES)
    assert f"**{len(items())} items: {said}.**" in PAGE.read_text("utf-8")
