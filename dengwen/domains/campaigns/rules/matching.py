"""Which of our matters a row of an outside register may be: by number, then by words, days, place and organ.

Always about the matter: no name, telephone or number of a person is looked at, here or anywhere. Plain Python.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

DAYS = 20  # further apart two receipts say nothing
LEAST = 55  # of 100: less is not worth a person's time
_WORDS, _PLACE, _RECEIVED, _OCCURRED, _ORGAN = 60, 15, 10, 10, 5
_ALIKE = 55  # of 100: words less alike are no reason
OUR_NUMBER = re.compile(r"(?<![0-9A-Z])(?:\d{6,12}|X\d{1,9})-\d{4}-\d{6}(?!\d)")


@dataclass(frozen=True, slots=True)
class Said:
    """What a row, or one of our matters, says. ``key``: the body's number of it."""

    title: str
    text: str = ""
    place: str = ""
    received_on: date | None = None
    occurred_on: date | None = None
    organ: int | None = None
    number: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """How much two are alike (0 to 100) and why: codes of the list ``matching_reasons``, each with a number."""

    score: int
    why: tuple[tuple[str, int], ...]
    exact: bool = False


def our_number(cells: Iterable[str]) -> str:
    """Return the first of our case numbers that stands in the cells of a row, or nothing."""
    for cell in cells:
        found = OUR_NUMBER.search(unicodedata.normalize("NFKC", cell))
        if found:
            return found[0]
    return ""


def alike(theirs: Said, ours: Said) -> Alike | None:
    """Return how the two are alike, or None where nobody needs to look."""
    if theirs.number and theirs.number == ours.number:
        return Alike(100, (("number_same", 0),), exact=True)
    if theirs.key and theirs.key == ours.key:
        return Alike(100, (("key_same", 0),), exact=True)
    words = _words(theirs, ours)
    if words < _ALIKE:
        return None
    score, why = words * _WORDS / 100, [("words_alike", words)]
    for points, reason in (_place(theirs, ours), _received(theirs, ours), _occurred(theirs, ours)):
        score += points
        why += [reason] if points else []
    if theirs.organ is not None and theirs.organ == ours.organ:
        score += _ORGAN
        why.append(("organ_same", 0))
    return Alike(round(score), tuple(why)) if round(score) >= LEAST else None


def _words(theirs: Said, ours: Said) -> int:
    """A heading against a heading; one that stands inside the other's text counts nearly as much."""
    one, other = _folded(theirs.title), _folded(ours.title)
    if not one or not other:
        return 0
    inside = max(
        (fuzz.partial_ratio(title, text) for title, text in ((one, _folded(ours.text)), (other, _folded(theirs.text)))
         if len(title) >= 6 and len(text) > len(title)),
        default=0.0,
    )  # fmt: skip
    return round(max(fuzz.ratio(one, other), fuzz.token_sort_ratio(theirs.title.casefold(), ours.title.casefold()),
                     0.9 * inside))  # fmt: skip


def _place(theirs: Said, ours: Said) -> tuple[float, tuple[str, int]]:
    one, other = _folded(theirs.place), _folded(ours.place)
    if not one or not other:
        return 0.0, ("", 0)
    much = round(fuzz.ratio(one, other))
    return (_PLACE * much / 100, ("place_alike", much)) if much >= _ALIKE else (0.0, ("", 0))


def _received(theirs: Said, ours: Said) -> tuple[float, tuple[str, int]]:
    if theirs.received_on is None or ours.received_on is None:
        return 0.0, ("", 0)
    apart = abs((theirs.received_on - ours.received_on).days)
    return (
        (_RECEIVED * (1 - apart / (DAYS + 1)), ("received_apart", apart)) if apart <= DAYS else (0.0, ("", 0))
    )


def _occurred(theirs: Said, ours: Said) -> tuple[float, tuple[str, int]]:
    same = theirs.occurred_on is not None and theirs.occurred_on == ours.occurred_on
    return (_OCCURRED, ("occurred_same", 0)) if same else (0.0, ("", 0))


def _folded(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())
