"""The generator of made-up truth: the same for a seed, hard in the ways it says, and nobody real in it."""

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import retelling, retold
from bench.retold import COMPLAINTS, MESSAGES, REGISTERS, SHARED, Text, records

ZH = "我们小区的噪音问题非常严重。已经多次反映没有解决。希望有关部门马上处理！晚上车辆经常影响居民。"
EN = "officer refused to take the report. the complainant waited two hours. money was missing from the vehicle."
SEARCHED = "money was missing after the search. nobody answered; the station was closed."
TEXTS = [
    Text("小区噪音", ZH, "zh"),
    Text("refused report", EN, "en"),
    Text("道路", ZH[17:] + ZH[:17], "zh"),
    Text("missing money", SEARCHED, "en"),
]


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 1000), size=st.integers(1, 120), more=st.integers(1, 60))
def test_the_same_seed_gives_the_same_records_and_more_begin_with_fewer(
    seed: int, size: int, more: int
) -> None:
    few = list(records(size, seed=seed, texts=TEXTS))
    assert len(few) == size
    assert list(records(size + more, seed=seed, texts=TEXTS))[:size] == few
    assert len({(one.register, one.key) for one in few}) == size, "no two rows of a register share a number"


def test_another_seed_gives_other_records() -> None:
    assert list(records(50, seed=1, texts=TEXTS)) != list(records(50, seed=2, texts=TEXTS))


def test_every_way_of_telling_again_happens_in_all_registers_and_the_truth_is_told() -> None:
    found = list(records(6000, seed=7, texts=TEXTS))
    assert {one.register for one in found} == set(REGISTERS)
    ways = Counter(way for one in found for way in one.made.replace("full forms", "full_forms").split())
    assert set(ways) == {"retold", "shortened", "misspelt", "translated", "full_forms", "split"}
    assert min(ways.values()) > 50
    sizes = Counter(Counter(one.matter for one in found).values())
    assert sizes[1] > sizes[2] > sizes[3] > sizes[4] > 0
    by_key = {one.key: one.matter for one in found}
    quoted = [one for one in found if one.quoted]
    assert len(quoted) > 200 and all(by_key[one.quoted] == one.matter for one in quoted)


def test_one_person_has_other_matters_too_and_one_text_is_brought_by_several_people() -> None:
    found = list(records(6000, seed=7, texts=TEXTS))
    by_phone: dict[str, set[int]] = {}
    by_text: dict[str, set[int]] = {}
    for one in found:
        by_phone.setdefault(one.phone, set()).add(one.matter)
        by_text.setdefault(one.text, set()).add(one.matter)
    assert sum(len(matters) > 1 for phone, matters in by_phone.items() if phone) > 50
    assert sum(len(matters) > 1 for matters in by_text.values()) > 20


@pytest.mark.parametrize(("language", "text"), [("zh", ZH), ("en", EN)])
def test_each_telling_keeps_some_of_the_words(language: str, text: str) -> None:
    from random import Random

    for seed in range(30):
        chance = Random(seed)
        retold_text = retelling.retell(text, language, chance)
        assert retold_text != text and set(text) & set(retold_text)
        short = retelling.shorten(text, language, chance)
        assert short and len(short) < len(text) and text.startswith(short[:8])
        assert retelling.misspell(text * 3, language, chance) != text * 3
        one, other = retelling.halves(text, language)
        assert one and other and one != other
        assert retelling.joined([one, other], language) == text


@pytest.mark.data
@pytest.mark.skipif(
    not ((SHARED / MESSAGES).exists() and (SHARED / COMPLAINTS).exists()), reason="no real data here"
)
def test_real_texts_come_in_both_languages() -> None:
    texts = retold.real_texts()
    assert {text.language for text in itertools.islice(texts, 2)} == {"zh", "en"}
    assert len({text.body for text in texts if text.language == "zh"}) > 2000
    assert len({text.body for text in texts if text.language == "en"}) > 30_000
