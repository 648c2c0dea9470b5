"""The plain rules of organs: codes, levels and days."""

import csv
from datetime import date
from pathlib import Path

import pytest

from dengwen.base.errors import Refusal
from dengwen.foundation.organs.rules.closure import Place, closure
from dengwen.foundation.organs.rules.codes import check_organ_codes
from dengwen.foundation.organs.rules.days import check_founded, check_not_back_dated, check_not_future
from dengwen.foundation.organs.rules.divisions import division_name, is_city_without_counties
from dengwen.foundation.organs.rules.levels import (
    Level,
    check_merge,
    check_parent,
    check_successor,
    level_of,
)
from dengwen.foundation.rulebook.loading import code_list

_TABLE = Path(__file__).parents[1] / "tables" / "organ_codes.csv"
_ROWS = list(csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines()))
DAY = date(2026, 3, 1)


def _code_of(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.code


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row['level']}-{row['why']}")
def test_codes_of_organs(row: dict[str, str]) -> None:
    given = {"code": row["code"] or None, "division": row["division"], "level": row["level"]}
    if not row["refusal"]:
        check_organ_codes(code=row["code"] or None, division=row["division"], level=row["level"])
        return
    with pytest.raises(Refusal) as refusal:
        check_organ_codes(code=row["code"] or None, division=row["division"], level=row["level"])
    assert _code_of(refusal) == row["refusal"], given


def test_a_division_keeps_its_newest_name_for_ever() -> None:
    assert division_name("370102") == "历下区"
    assert division_name("330113") == "临平区"
    assert division_name("371202") == "莱城区"
    assert division_name("991101") == ""
    assert division_name("888888") is None


def test_cities_without_counties() -> None:
    assert is_city_without_counties("441900")
    assert is_city_without_counties("620200")
    assert not is_city_without_counties("370100")
    assert not is_city_without_counties("370000")
    assert not is_city_without_counties("991100")


def test_levels_are_those_of_the_rulebook() -> None:
    assert [entry.code for entry in code_list("organ_levels").entries] == [level.value for level in Level]


@pytest.mark.parametrize(
    ("level", "parent"),
    [
        ("ministry", None), ("province", None), ("county", None), ("outside", None), ("province", "ministry"),
        ("city", "province"), ("county", "city"), ("county", "province"), ("station", "county"),
        ("station", "city"), ("unit", "station"), ("unit", "ministry"), ("outside", "outside"),
    ],
)  # fmt: skip
def test_what_may_stand_below_what(level: str, parent: str | None) -> None:
    check_parent(level, parent)


@pytest.mark.parametrize(
    ("level", "parent"),
    [
        ("unit", None), ("station", None), ("ministry", "ministry"), ("province", "city"), ("city", "city"),
        ("county", "station"), ("unit", "unit"), ("station", "unit"), ("outside", "county"), ("county", "outside"),
    ],
)  # fmt: skip
def test_what_may_not_stand_below_what(level: str, parent: str | None) -> None:
    with pytest.raises(Refusal) as refusal:
        check_parent(level, parent)
    assert _code_of(refusal) == "organ.level_nonsense"


def test_only_like_is_merged_with_like() -> None:
    check_merge("county", "county")
    with pytest.raises(Refusal, match="merge_levels"):
        check_merge("county", "city")


@pytest.mark.parametrize(
    ("level", "successor", "fits"),
    [
        ("county", "county", True), ("county", "city", True), ("unit", "county", True), ("unit", "unit", True),
        ("outside", "outside", True), ("city", "county", False), ("county", "unit", False),
        ("county", "outside", False), ("outside", "county", False),
    ],
)  # fmt: skip
def test_who_may_succeed(level: str, successor: str, fits: bool) -> None:
    if fits:
        check_successor(level, successor)
        return
    with pytest.raises(Refusal, match="successor_unfit"):
        check_successor(level, successor)


def test_unknown_level() -> None:
    with pytest.raises(Refusal, match="level_unknown"):
        level_of("village")


def test_days_of_changes() -> None:
    check_not_future(DAY, DAY)
    check_not_back_dated("A", DAY, DAY)
    check_founded("A", DAY, DAY)
    with pytest.raises(Refusal, match="future_dated"):
        check_not_future(date(2026, 3, 2), DAY)
    with pytest.raises(Refusal, match="back_dated"):
        check_not_back_dated("A", date(2026, 2, 28), DAY)
    with pytest.raises(Refusal, match="back_dated"):
        check_not_back_dated("A", DAY, DAY, ends=True)
    with pytest.raises(Refusal, match="not_yet_founded"):
        check_founded("A", DAY, date(2026, 2, 28))


def test_a_closed_organ_hangs_below_its_successor_and_an_outside_body_below_nobody() -> None:
    places = [
        Place(1, "city", None, None), Place(2, "county", 1, None), Place(3, "county", 9, 2),
        Place(9, "city", None, None), Place(4, "outside", None, None), Place(5, "outside", 4, None),
    ]  # fmt: skip
    assert closure(places) == {(1, 1), (2, 2), (1, 2), (3, 3), (2, 3), (1, 3), (9, 9), (4, 4), (5, 5)}
