"""The rule of conflicts, row by row of tests/tables: who is kept apart, and who handles the matter instead."""

import csv
from pathlib import Path

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.rules.conflict import (
    Conflict,
    Named,
    Place,
    check_reason,
    check_respondent,
    conflict,
    first_free,
    is_accusation,
)
from dengwen.foundation.organs.rules.closure import Place as Standing
from dengwen.foundation.organs.rules.closure import closure
from dengwen.foundation.rulebook.loading import code_list

TABLES = Path(__file__).parent.parent / "tables"
# Organ -> what it hangs below; the closed one was merged into the county.
TREE = {
    "ministry": None, "province": "ministry", "city": "province", "stone": "province", "county": "city",
    "neighbour": "city", "unit": "county", "station": "county", "closed": "county",
}  # fmt: skip
LEADS = {"zhao": "county", "qian": "unit"}
ORGANS = {name: number for number, name in enumerate(TREE)}
PEOPLE = {name: number for number, name in enumerate(("chen", "li", "zhao", "qian"), 100)}
REACH = closure(
    Standing(
        ORGANS[name], "unit" if name == "unit" else "police", None if above is None else ORGANS[above], None
    )
    for name, above in TREE.items()
)


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def above(organ: str) -> frozenset[int]:
    return frozenset(top for top, below in REACH if below == ORGANS[organ])


def named(complained_about: str, recused: str = "") -> Named:
    organs: set[int] = set()
    officers: set[int] = set()
    led: set[int] = set()
    for word in complained_about.split():
        kind, _, name = word.partition(":")
        if kind == "organ":
            organs |= {ORGANS[name]} | ({ORGANS["county"]} if name == "closed" else set())
        else:
            officers.add(PEOPLE[name])
            led |= {ORGANS[LEADS[name]]} if name in LEADS else set()
    return Named(organs, led, officers, {PEOPLE[name] for name in recused.split()})


@pytest.mark.parametrize("case", rows("conflict.csv"), ids=lambda case: case["note"])
def test_conflict(case: dict[str, str]) -> None:
    standing = frozenset(top for organ in case["works_in"].split() for top in above(organ))
    person = Place(standing, PEOPLE.get(case["person"]))
    found = conflict(
        named(case["complained_about"], case["recused"]), person, handled=case["handled"] == "yes"
    )
    assert (found or "") == case["conflict"]
    assert case["article"]


@pytest.mark.parametrize("case", rows("raised_level.csv"), ids=lambda case: case["note"])
def test_raised_level(case: dict[str, str]) -> None:
    chain, organ = [], case["held_by"]
    while organ:
        chain.append(ORGANS[organ])
        organ = TREE[organ] or ""
    found = first_free(named(case["complained_about"]), chain[1:])
    assert found == (ORGANS[case["goes_to"]] if case["goes_to"] else None)


def test_every_kind_of_conflict_is_in_the_table() -> None:
    assert {case["conflict"] for case in rows("conflict.csv")} == {"", *Conflict}


def test_what_accuses_somebody() -> None:
    categories = code_list("categories")
    by_nature = {entry.code for entry in categories.entries if is_accusation("APPEAL", entry.extras)}
    assert by_nature == {"03", "03.01", "03.02", "03.03", "10", "10.01", "10.02", "10.03", "10.04"}
    assert is_accusation("ACCUSATION", {})
    assert not is_accusation("APPEAL", {})


def test_who_is_told_at_once_is_a_known_body() -> None:
    told = {
        entry.code: entry.extras["tell"].split()
        for entry in code_list("categories").entries
        if "tell" in entry.extras
    }
    assert {"03.01", "03.03", "10.03", "10.04"} == set(told)
    for bodies in told.values():
        assert bodies[0] == "higher"
        assert [body for body in bodies[1:] if body not in code_list("organ_kinds")] == []


def test_a_naming_names_somebody_and_has_a_reason() -> None:
    with pytest.raises(Refusal, match=r"respondent\.nobody"):
        check_respondent(organ=None, officer=None, name=" ")
    check_respondent(organ=None, officer=None, name="Chen")
    with pytest.raises(Refusal, match=r"respondent\.no_reason"):
        check_reason("  ")
    assert check_reason(" It says so. ") == "It says so."
