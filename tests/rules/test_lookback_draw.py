"""The draw is a pure function of seed and population; sizes keep their sum; drawing again finds what was changed."""

import hashlib
import hmac
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengwen.base.errors import Refusal
from dengwen.domains.closure.rules.draw import (
    Drawn,
    Member,
    commitment,
    draw,
    next_in_order,
    population_digest,
    read_population,
    shuffled,
    write_population,
)
from dengwen.domains.closure.rules.recompute_draw import Taken, Told, differences
from dengwen.domains.closure.rules.sample_sizes import allocate, check_plan

DAY = date(2026, 3, 2)
SEED = bytes(range(32))
STRATA = st.dictionaries(
    st.sampled_from(["1/-", "2/MEDIATED", "3/EXPLANATION", "4/-"]), st.integers(1, 40), min_size=1
)


def members(strata: dict[str, int]) -> list[Member]:
    number = 0
    found = []
    for name, size in strata.items():
        for _ in range(size):
            number += 1
            found.append(Member(name, number, int(name[0]), DAY))
    return found


@given(strata=STRATA, size=st.integers(1, 200), least=st.integers(0, 3))
def test_sizes_add_up_and_no_stratum_gives_less_than_its_share(
    strata: dict[str, int], size: int, least: int
) -> None:
    wanted = min(size, sum(strata.values()))
    needed = sum(min(least, number) for number in strata.values())
    if needed > wanted:
        with pytest.raises(Refusal, match="size_too_small"):
            allocate(strata, size=size, least=least)
        return
    sizes = allocate(strata, size=size, least=least)
    assert sum(sizes.values()) == wanted
    left = sum(strata.values()) - needed
    for name, number in strata.items():
        floor = min(least, number)
        assert floor <= sizes[name] <= number
        share = (wanted - needed) * (number - floor) / left if left else 0
        assert abs(sizes[name] - floor - share) < 1


@given(strata=STRATA, seed=st.binary(min_size=32, max_size=32), second=st.integers(0, 100), data=st.data())
def test_the_draw_depends_on_seed_and_population_alone(
    strata: dict[str, int], seed: bytes, second: int, data: st.DataObject
) -> None:
    population = members(strata)
    sizes = allocate(strata, size=sum(strata.values()) // 2 + 1, least=0)
    drawn = draw(seed=seed, members=population, sizes=sizes, second_percent=second)
    mixed = data.draw(st.permutations(population))
    assert draw(seed=seed, members=mixed, sizes=sizes, second_percent=second) == drawn
    assert len(drawn) == len({each.case for each in drawn}) == sum(sizes.values())
    assert {name: sum(each.stratum == name for each in drawn) for name in strata} == sizes
    assert sum(each.double for each in drawn) == -(-len(drawn) * second // 100)
    assert read_population(write_population(mixed)) == sorted(population)


def test_anybody_can_draw_again_by_the_written_rule() -> None:
    """The rule as the module says it, without its functions."""
    population = members({"1/-": 9, "2/MEDIATED": 5})
    drawn = draw(seed=SEED, members=population, sizes={"1/-": 3, "2/MEDIATED": 2}, second_percent=40)
    for name, size in (("1/-", 3), ("2/MEDIATED", 2)):
        cases = [each.case for each in population if each.stratum == name]
        by_lot = sorted(
            cases, key=lambda c: hmac.new(SEED, f"order {name} {c}".encode(), hashlib.sha256).digest()
        )
        assert [each.case for each in drawn if each.stratum == name] == by_lot[:size]
    by_lot = sorted(
        (each.case for each in drawn), key=lambda c: hmac.digest(SEED, f"second {c}".encode(), "sha256")
    )
    assert {each.case for each in drawn if each.double} == set(by_lot[:2])
    assert commitment(SEED) == hashlib.sha256(SEED).hexdigest()


def test_every_case_is_drawn_as_often_as_another() -> None:
    """A thousand seeds draw 3 of 10: each case close to 300 times (a deviation of 5 sigma would be 72)."""
    population = members({"1/-": 10})
    often = dict.fromkeys(range(1, 11), 0)
    for number in range(1000):
        seed = hashlib.sha256(str(number).encode()).digest()
        for each in draw(seed=seed, members=population, sizes={"1/-": 3}, second_percent=0):
            often[each.case] += 1
    assert all(abs(count - 300) < 72 for count in often.values()), often


def test_the_next_in_the_order_takes_a_place() -> None:
    assert next_in_order([7, 3, 9], [1]) == (2, 3)
    assert next_in_order([7, 3, 9], [1, 2, 3]) is None


def _round() -> tuple[str, list[Taken], Told]:
    """A round in which the first drawn case of a stratum was replaced."""
    population = members({"1/-": 9, "2/MEDIATED": 5})
    sizes = {"1/-": 3, "2/MEDIATED": 2}
    drawn = draw(seed=SEED, members=population, sizes=sizes, second_percent=40)
    listing = write_population(population)
    gone = drawn[0]
    fourth = shuffled(SEED, population)[gone.stratum][3]
    taken = [Taken(e.stratum, e.case, e.rank, e.double, replaced=e is gone) for e in drawn]
    taken.append(Taken(gone.stratum, fourth, 4, gone.double, replaces=gone.case))
    told = Told(
        commitment(SEED), population_digest(listing), sizes, 40, SEED.hex(), drawn, [(gone.case, fourth)]
    )
    return listing, taken, told


def test_drawing_again_agrees_with_what_was_honestly_drawn() -> None:
    listing, taken, told = _round()
    assert list(differences(listing=listing, taken=taken, told=told)) == []


@pytest.mark.parametrize(
    "what", ["population", "seed", "draw", "places", "replacement", "untold", "at will", "single"]
)
def test_whatever_is_bent_shows(what: str) -> None:
    listing, taken, told = _round()
    first, last = taken[1], taken[-1]
    order = shuffled(SEED, read_population(listing))[last.stratum]
    if what == "population":
        listing = listing.split("\n", 1)[1]
    elif what == "seed":
        told = replace(told, seed=hashlib.sha256(SEED).hexdigest())
    elif what == "draw":
        told = replace(told, drawn=[Drawn(told.drawn[0].stratum, 99, 1, False), *told.drawn[1:]])
    elif what == "places":
        taken[1] = replace(first, case=order[5])
    elif what == "replacement":
        taken[-1] = replace(last, case=order[4], rank=5)
    elif what == "untold":
        taken[1] = replace(first, replaced=True)
    elif what == "at will":
        taken[-1] = replace(last, case=order[4], rank=5)
        told = replace(told, replaced=[(told.replaced[0][0], order[4])])
    else:
        taken[-1] = replace(last, double=not last.double)
    found = {name for name, _ in differences(listing=listing, taken=taken, told=told)}
    assert found
    assert what not in ("population", "seed") or found == {what}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"title": " "}, "lookback.no_title"),
        ({"since": date(2026, 4, 1)}, "lookback.period_backwards"),
        ({"until": date(2026, 5, 1)}, "lookback.period_not_over"),
        ({"size": 0}, "lookback.size_unusable"),
        ({"size": 5001}, "lookback.size_unusable"),
        ({"least": 11}, "lookback.size_unusable"),
        ({"second": 101}, "lookback.share_unusable"),
    ],
)
def test_a_plan_says_enough(changes: dict[str, object], code: str) -> None:
    words = {"title": "Spring", "since": DAY, "until": date(2026, 3, 31), "today": date(2026, 5, 1), "size": 10,
             "least": 2, "second": 20}  # fmt: skip
    if not code:
        check_plan(**words)  # type: ignore[arg-type]
        return
    with pytest.raises(Refusal) as told:
        check_plan(**(words | changes))  # type: ignore[arg-type]
    assert told.value.code == code
