"""What is typed, how texts become terms, and where they stand: plain rules from a table, and what always holds."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengwen.domains.search.rules.excerpts import excerpt
from dengwen.domains.search.rules.query import chain_of, day_of, parse, tsquery
from dengwen.domains.search.rules.vectors import readable, vector
from dengwen.domains.search.rules.words import fold, terms, words

with (Path(__file__).parent.parent / "tables" / "search_questions.csv").open(encoding="utf-8") as _file:
    QUESTIONS = list(csv.DictReader(_file))
# Letters of the kinds that meet in petitions, with what separates them.
TEXTS = st.text(st.sampled_from("噪音擾扰民路公園园 \n，。ABcéﬁ１2ＡＢ-:*\"'\\@㍿"), max_size=40)


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["typed"])
def test_questions(row: dict[str, str]) -> None:
    question = parse(row["typed"])
    assert tsquery(question) == row["tsquery"]
    assert "|".join(f"{name}={'+'.join(all_)}" for name, all_ in question.fields.items()) == row["fields"]
    assert " ".join(each.code for each in question.problems) == row["problems"]


@given(TEXTS)
def test_terms_are_the_words_with_their_places(text: str) -> None:
    found = terms(text)
    assert [term.text for term in found] == words(text)
    assert all(0 <= term.begin < term.end <= len(text) for term in found)
    assert words(fold(text)) == words(text)


@given(TEXTS, st.integers(0, 40), st.integers(1, 12))
def test_whatever_part_of_a_chinese_text_is_asked_for_is_marked_in_it(
    text: str, at: int, length: int
) -> None:
    run = "".join(letter for letter in text if letter in "噪音擾扰民路公園园")
    part = run[at : at + length]
    if part:
        marked = excerpt(f"{text}\n。{run}。", [chain_of(part)])
        assert any(piece.marked for piece in marked)


@given(st.lists(st.tuples(st.sampled_from("ABCD"), TEXTS), max_size=4))
def test_a_vector_names_every_term_and_no_other(texts: list[tuple[str, str]]) -> None:
    made = vector(texts, [7])
    lexemes = {part.split(":")[0].strip("'") for part in made.split(" ")}
    assert lexemes == {"@7", *(word for _, text in texts for word in words(text))}


def test_excerpts_say_where_they_were_cut() -> None:
    text = "甲" * 100 + "噪音擾民" + "乙" * 300
    pieces = excerpt(text, [chain_of("噪音扰民")])
    assert [piece.text for piece in pieces if piece.marked] == ["噪音擾民"]
    assert (pieces[0].text, pieces[-1].text) == ("…", "…")
    assert excerpt(text, [chain_of("公园")]) == []


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("2011", ("2011-01-01", "2011-12-31")),
        ("2011-12", ("2011-12-01", "2011-12-31")),
        ("2012年2月", ("2012-02-01", "2012-02-29")),
        ("2011年3月1日", ("2011-03-01", "2011-03-01")),
        ("２０１１.3.1", ("2011-03-01", "2011-03-01")),
        ("2011-02-30", None),
        ("yesterday", None),
    ],
)
def test_days(typed: str, days: tuple[str, str] | None) -> None:
    found = day_of(typed)
    assert (found and tuple(day.isoformat() for day in found)) == days


def test_of_a_letter_the_words_are_read_and_not_its_keys() -> None:
    content = '{"heading": "告知书", "parts": [{"text": "已受理"}], "number": 3}'
    assert readable("letters.letter", "content", content) == "告知书\n已受理"
