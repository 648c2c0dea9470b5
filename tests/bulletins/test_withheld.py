"""What the public is not told cannot be worked out from what it is told."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from dengwen.domains.bulletins.rules.small_cells import LEAST, Parts, may_tell, withheld

_CELL = st.tuples(st.integers(0, 7), st.integers(0, 7)).map(lambda pair: (min(pair), max(pair)))
_BIG = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (min(pair), max(pair)))
Told = tuple[tuple[Parts | None, ...], Parts | None]


def told(column: list[Parts], total: Parts) -> Told:
    """Return what is published: the lines, and the total."""
    hidden, no_total = withheld(column, total)
    lines = tuple(None if gone else parts for parts, gone in zip(column, hidden, strict=True))
    return lines, None if no_total else total


def summed(column: list[Parts], own: Parts) -> Parts:
    """Return the total: the lines, and what lies with the organ above them itself."""
    return sum(part for part, _ in column) + own[0], sum(whole for _, whole in column) + own[1]


@given(st.lists(_BIG, max_size=6), _BIG)
def test_no_small_number_is_told_and_no_line_is_alone(column: list[Parts], own: Parts) -> None:
    lines, total = told(column, summed(column, own))
    for parts in (*lines, total):
        assert parts is None or may_tell(parts)
    left_out = [parts for parts, line in zip(column, lines, strict=True) if line is None]
    if left_out and total is not None:
        assert len(left_out) > 1 and sum(whole for _, whole in left_out) >= 2 * LEAST
    assert all(
        line == (0, 0)
        for line, parts in zip(lines, column, strict=True)
        if parts == (0, 0) and total is not None
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(_CELL, min_size=2, max_size=3))
def test_who_knows_the_rule_and_subtracts_cannot_tell_a_number(column: list[Parts]) -> None:
    """Every column that would be published in the same words: no hidden number is the same in all of them.

    The worst case: nothing lies with the organ above itself, so the total is the sum, and the reader knows it.
    """
    total = summed(column, (0, 0))
    lines, told_total = told(column, total)
    places = [place for place, line in enumerate(lines) if line is None]
    if not places or told_total is None:
        return
    whole_left = sum(column[place][1] for place in places)
    part_left = sum(column[place][0] for place in places)
    cells = [(part, whole) for whole in range(whole_left + 1) for part in range(whole + 1)]
    possible: list[set[Parts]] = [set() for _ in places]
    for most in product(cells, repeat=len(places) - 1):
        last = (part_left - sum(part for part, _ in most), whole_left - sum(whole for _, whole in most))
        guess = (*most, last)
        if not 0 <= last[0] <= last[1] or all(
            cell in seen for cell, seen in zip(guess, possible, strict=True)
        ):
            continue
        other = list(column)
        for place, cell in zip(places, guess, strict=True):
            other[place] = cell
        if told(other, total) == (lines, told_total):
            for seen, cell in zip(possible, guess, strict=True):
                seen.add(cell)
    assert all(len(seen) > 1 for seen in possible), possible
