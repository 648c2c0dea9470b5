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
