"""What makes two tellings alike, from a table; and the keys by which one finds the other."""

import csv
from datetime import date
from pathlib import Path

import pytest

from dengwen.domains.matching.rules.keys import MOST_OF_TEXT, MOST_OF_TITLE, keys_asked, keys_of, runs
from dengwen.domains.matching.rules.likeness import Telling, Why, alike, likeness, pairs

TABLE = Path(__file__).parents[1] / "tables" / "likeness.csv"
STORY = (
    "二月二十日晚我在东站被盗，报警后一直没有人来，也没有给回执。第二天我又去派出所，值班的人说没有这个案子。"
)


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _telling(row: dict[str, str], before: str, party: str = "") -> Telling:
    day = row["earlier_on" if before else "occurred_on"]
    return Telling(
        row[f"{before}title"], row[f"{before}text"], row[f"{before}place"],
        date.fromisoformat(day) if day else None, frozenset(map(Why, party.split())),
    )  # fmt: skip


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["case"])
def test_the_reasons(row: dict[str, str]) -> None:
    found = likeness(_telling(row, ""), _telling(row, "earlier_", row["party"]))
    assert " ".join(reason.why for reason in found.reasons) == row["reasons"]
    assert (found.weight > 0) is bool(row["reasons"])


def test_likeness_is_the_same_both_ways_and_greatest_for_the_same() -> None:
    one, other = pairs(STORY), pairs(STORY[:20])
    assert alike(one, other) == alike(other, one) < alike(one, one) == 1
    assert alike(one, frozenset()) == 0


def test_a_long_telling_meets_a_short_one_and_the_other_way_round() -> None:
    long, short = ({"title": "", "place": ""} | {"text": text} for text in (STORY, STORY[14:34]))
    for asked, kept in ((long, short), (short, long)):
        keys = keys_of(title="", texts=[str(kept["text"])], place="")
        assert set(keys_asked(**asked)) & set(keys)


def test_what_is_kept_is_bounded_and_holds_no_text() -> None:
    keys = keys_of(title=STORY, texts=[STORY * 3, STORY[::-1]], place="云岭路12号")
    assert len(keys) <= MOST_OF_TITLE + MOST_OF_TEXT + 1
    assert all(len(key) == 7 and key.isascii() for key in keys)
    assert keys_of(title="", texts=["", "啊"], place="东") == []


def test_full_width_forms_capitals_and_traditional_signs_are_the_same() -> None:
    assert runs("報警後沒有人來") == runs("报警后没有人来")
    assert runs("ＴＨＥＦＴ at the Station") == runs("theft AT the station")
    assert "theft at" in runs("theft at night")
