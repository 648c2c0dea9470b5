"""Which passwords are made of words that everybody would try."""

import csv
from pathlib import Path

import pytest

from dengwen.foundation.staff.rules.passwords import is_made_of

_TABLE = Path(__file__).parent.parent / "tables" / "passwords.csv"


@pytest.mark.parametrize(
    "line",
    list(csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines())),
    ids=lambda line: line["password"],
)
def test_the_table(line: dict[str, str]) -> None:
    made = is_made_of(line["password"], (line["username"], line["name"]))
    assert made == (line["made_of"] == "yes")
