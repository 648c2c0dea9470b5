"""The rules of linkage: whole numbers of a matter, levels in two languages of SQL, bars, and estimates."""

import csv
from datetime import date
from itertools import pairwise
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengwen.domains.linkage.rules.estimate import Band, band_at, bands_of, quality
from dengwen.domains.linkage.rules.features import Said, features, quoted, words
from dengwen.domains.linkage.rules.pictures import Agreement, waterfall
from dengwen.domains.linkage.rules.settings import (
    Level,
    about_keys,
    blocking_of,
    completed,
    condition,
    first_weights,
    learned,
    settings,
    shipped_weights,
    splink_settings,
    with_weights,
)
from dengwen.foundation.rulebook.loading import code_list
from tests.database import ROOT

KNOWN = settings()
DAY = date(2026, 3, 2)


def said(**changes: object) -> Said:
    values: dict[str, object] = {
        "id": 1, "numbers": ("A-2026-000001",), "texts": ("The lamp in our street was dark for weeks.",),
        "place": "3 Willow Lane", "received_on": DAY, "occurred_on": None,
    }  # fmt: skip
    return Said(**(values | changes))  # type: ignore[arg-type]


def test_words_are_words_and_pairs_of_signs_and_fold_full_width() -> None:
    assert words("Lamp 12, dark!") == ["lamp", "12", "dark"]
    assert words("\uff2c\uff41\uff4d\uff50") == ["lamp"]
    assert words("\u8def\u706f\u574f") == ["\u8def\u706f", "\u706f\u574f"]


def test_a_number_that_a_text_names_is_the_other_matters_key() -> None:
    assert quoted("See case 991101-2026-000017, and A0000123.") == {"9911012026000017", "a0000123"}
    assert quoted("In 12 days, 3 of us.") == set()
    one = features(said(), known=KNOWN, secret=b"s")
    other = features(said(numbers=("B9",), texts=("As I said in A-2026-000001.",)), known=KNOWN, secret=b"s")
    assert one.keys and other.keys and set(one.keys) & set(other.keys)


def test_another_secret_gives_other_numbers_and_nothing_known_is_none() -> None:
    one, other = (features(said(), known=KNOWN, secret=secret) for secret in (b"s", b"t"))
    assert one.place != other.place and one.keys != other.keys
    empty = features(said(place="", texts=("",), numbers=()), known=KNOWN, secret=b"s")
    assert (empty.place, empty.street, empty.text, empty.keys, empty.name) == (None,) * 5


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_part_of_a_text_has_a_part_of_its_sample(begin: str, rest: str) -> None:
    part = features(said(texts=(begin + " ; ",)), known=KNOWN, secret=b"s").text or []
    whole = features(said(texts=(begin + " ; ", rest)), known=KNOWN, secret=b"s").text or []
    if len(whole) < KNOWN.text["most"]:
        assert set(part) <= set(whole)


def test_the_settings_say_the_same_to_both_engines() -> None:
    duck, spark = splink_settings(KNOWN, "duckdb"), splink_settings(KNOWN, "spark")
    for one, other in zip(duck["comparisons"], spark["comparisons"], strict=True):
        labels = [[level["label_for_charts"] for level in each["comparison_levels"]] for each in (one, other)]
        assert labels[0] == labels[1]
    overlap = Level("half", overlap="text", least=0.3, shared_least=3)
    assert "list_intersect(text_l, text_r)" in condition(overlap, "duckdb")
    assert "array_intersect(text_l, text_r)" in condition(overlap, "spark")
    rule = blocking_of(KNOWN, "place", "duckdb")["blocking_rule"]
    assert rule == "l.few_place = r.few_place AND abs(l.received - r.received) <= 90"


def test_weights_go_in_and_come_out_again_and_those_that_ship_fit_the_settings() -> None:
    shipped = first_weights()
    made = with_weights(splink_settings(KNOWN, "duckdb"), shipped)
    assert learned(made) == {key: shipped[key] for key in ("prior", "levels")}
    for levels in shipped["levels"].values():
        for which in (0, 1):
            assert sum(each[which] for each in levels.values()) == pytest.approx(1, abs=0.01)


def test_what_registers_do_not_teach_comes_from_the_weights_that_ship() -> None:
    shipped, told = (
        shipped_weights(100_000),
        learned(with_weights(splink_settings(KNOWN, "duckdb"), first_weights())),
    )
    told["prior"], told["levels"]["number"]["same"] = 0.0, [None, "level not observed in training dataset"]
    told["levels"]["mark"]["same"] = [0.5, 0.25]
    whole = completed(told, 100_000)
    assert whole["prior"] == shipped["prior"] == pytest.approx(first_weights()["prior"] / 5)
    assert whole["levels"]["number"] == shipped["levels"]["number"]
    assert whole["levels"]["mark"]["same"] == [0.5, 0.25]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (([1], [1]), ([2], [2, 1]), True),
        (([1], [1, 2]), ([2], [2]), True),
        (([1], [1, 9]), ([2], [2, 9]), False),
        ((None, [9]), ([2], [2, 9]), None),
    ],
)
def test_a_number_counts_where_one_names_the_others_own(
    one: tuple[Any, Any], other: tuple[Any, Any], expected: bool | None
) -> None:
    asked = condition(Level("same", named="keys"), "duckdb", "{0}_l", "{0}_r")
    values = [*one, *other]
    columns = ", ".join(f"?::bigint[] AS {name}" for name in ("own_l", "keys_l", "own_r", "keys_r"))
    query = f"SELECT {asked} FROM (SELECT {columns})"
    assert duckdb.execute(query, values).fetchall() == [(expected,)]


def test_people_alone_put_no_pair_forward() -> None:
    assert set(about_keys(KNOWN)) == {"number", "occurred", "place", "text"}


@given(
    st.floats(-20, -1),
    st.dictionaries(st.sampled_from("abcdef"), st.tuples(st.floats(-9, 15), st.floats(-3, 3)), max_size=6),
)
def test_the_bars_add_up_and_stay_in_their_frame(
    prior: float, said_of: dict[str, tuple[float, float]]
) -> None:
    steps = waterfall(prior, {key: Agreement("same", *each) for key, each in said_of.items()})
    total = prior + sum(weight + more for weight, more in said_of.values())
    assert steps[-1].total == pytest.approx(total, abs=1e-6)
    assert all(step.begin >= -1e-6 and step.begin + step.width <= 100.001 for step in steps)
    assert all(
        after.total == pytest.approx(before.total + after.weight, abs=1e-6)
        for before, after in pairwise(steps)
    )
    assert not waterfall(0.0, {"a": Agreement("missing", 5.0)})[1:]


def _bands() -> list[dict[str, str]]:
    with (ROOT / "tests" / "tables" / "linkage_quality.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", _bands(), ids=lambda row: row["what"])
def test_precision_and_recall_from_what_people_decided(row: dict[str, str]) -> None:
    bands = []
    for (begin, end), cell in zip(bands_of((0.0, 4.0, 8.0)), row["bands"].split("; "), strict=True):
        pairs, decided, same = (int(number) for number in cell.split("/"))
        bands.append(Band(begin, end, pairs, decided, same))
    found = quality(bands, 4.0)
    for share, expected in ((found.precision, row["precision"]), (found.recall, row["recall"])):
        if expected == "unknown":
            assert share is None
            continue
        assert share is not None
        value, low, high = (float(each) for each in expected.split())
        assert (share.value, share.low, share.high) == pytest.approx((value, low, high), abs=0.002)
        assert share.low <= share.value <= share.high


@given(st.floats(-30, 30))
def test_a_weight_lies_in_the_band_that_holds_it(weight: float) -> None:
    edges = KNOWN.bands
    number = band_at(edges, weight)
    if number >= 0:
        begin, end = bands_of(edges)[number]
        assert begin <= weight < end
    else:
        assert weight < edges[0]


def test_every_level_has_its_words_in_both_languages() -> None:
    codes = {entry.code for entry in code_list("linkage_words").entries}
    for comparison in KNOWN.comparisons:
        wanted = {f"{comparison.key}.{level.key}" for level in comparison.levels}
        assert {comparison.key, f"{comparison.key}.else", *wanted} <= codes
