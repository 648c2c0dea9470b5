"""Small numbers do not leave the police: a number below five may point at people. Plain Python."""

from collections.abc import Sequence

LEAST = 5
Parts = tuple[int, int]


def is_small(number: int) -> bool:
    """Say whether a number is too small to be told; nothing is not small."""
    return 0 < number < LEAST


def may_tell(parts: Parts) -> bool:
    """Say whether a share may be told: neither the whole, nor the part, nor the rest is small."""
    part, whole = parts
    return not (is_small(whole) or is_small(part) or is_small(whole - part))


def left_out(column: Sequence[Parts], total: Parts | None) -> list[bool]:
    """Return, line by line, what is left out of a column that stands under its total.

    Where one line is left out and the total is told, it could be worked out: so the next smallest goes with it. Lines
    of nothing hide nothing.
    """
    hidden = [not may_tell(each) for each in column]
    if total is None or not may_tell(total):
        return hidden
    # The total may hold what lies with the organ itself: that line is not in the column, and is never small for sure.
    while hidden.count(True) == 1:
        shown = [place for place, gone in enumerate(hidden) if not gone and column[place][1]]
        if not shown:
            break
        hidden[min(shown, key=lambda place: (column[place][1], place))] = True
    return hidden


def withheld(column: Sequence[Parts], total: Parts) -> tuple[list[bool], bool]:
    """Return, line by line, what the public is not told of a column, and whether its total is not told either.

    Whoever subtracts what is told from the total learns the sum of what is not; so the lines left out must hide one
    another: there are two at least, with ten matters together. Where no such lines are left, the total goes too.
    """
    if not may_tell(total):
        return [True] * len(column), True
    hidden = left_out(column, total)
    while any(hidden) and (hidden.count(True) == 1 or _together(column, hidden) < 2 * LEAST):
        shown = [place for place, gone in enumerate(hidden) if not gone and column[place][1]]
        if not shown:
            return [True] * len(column), True
        hidden[min(shown, key=lambda place: (column[place][1], place))] = True
    return hidden, False


def _together(column: Sequence[Parts], hidden: Sequence[bool]) -> int:
    return sum(each[1] for each, gone in zip(column, hidden, strict=True) if gone)
