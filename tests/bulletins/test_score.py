"""The published formula (plan S66): quality before speed, too few cases tell nothing, nothing counts who petitions."""

import csv
from pathlib import Path

import pytest

from dengwen.domains.bulletins.rules.indicators import indicators
from dengwen.domains.bulletins.rules.score import parts, score

TABLE = Path(__file__).parents[1] / "tables" / "score.csv"
with TABLE.open(newline="", encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["case"])
def test_the_formula(row: dict[str, str]) -> None:
    numbers = {}
    for part in parts():
        if cell := row[part.indicator]:
            numerator, _slash, denominator = cell.partition("/")
            numbers[part.indicator] = (int(numerator), int(denominator))
    found = score(numbers)
    assert found.points == (float(row["points"]) if row["points"] else None)
    assert " ".join(found.left_out) == row["left_out"]


def test_quality_weighs_more_than_speed_and_every_part_is_an_indicator_of_ours() -> None:
    weights = {part.indicator: part.weight for part in parts()}
    assert sum(weights.values()) == 100
    assert weights["on_time_handling"] + weights["timely_acceptance"] < 50
    known = {each.id: each for each in indicators()}
    for name in weights:
        assert "channel" not in known[name].denominator + known[name].numerator, "how people come is no merit"
    assert not {"online_share", "handed_on"} & set(weights), "how much comes in, and where to, is in no score"
