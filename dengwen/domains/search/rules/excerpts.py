"""The place in a text where what was asked for stands, with the words marked."""

from collections.abc import Sequence
from typing import NamedTuple

from dengwen.domains.search.rules.words import Term, terms

_AROUND = 40
_LONGEST = 180


class Piece(NamedTuple):
    """A piece of an excerpt; ``marked`` where it is what was asked for."""

    text: str
    marked: bool


def excerpt(text: str, chains: Sequence[tuple[str, ...]]) -> list[Piece]:
    """Return the part of ``text`` around the first place where something of ``chains`` stands, in marked pieces.

    Empty where nothing of them stands in it. Letters that are cut off are told by an ellipsis.
    """
    spans = _spans(terms(text), chains)
    if not spans:
        return []
    begin = max(0, spans[0][0] - _AROUND)
    end = min(len(text), begin + _LONGEST)
    pieces = [Piece("…", marked=False)] if begin else []
    at = begin
    for low, high in spans:
        if high > end:
            break
        if low > at:
            pieces.append(Piece(text[at:low], marked=False))
        pieces.append(Piece(text[max(low, at) : high], marked=True))
        at = high
    pieces.append(Piece(text[at:end], marked=False))
    if end < len(text):
        pieces.append(Piece("…", marked=False))
    return [piece for piece in pieces if piece.text]


def _spans(found: Sequence[Term], chains: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Return where the chains stand, in order, those that touch joined."""
    spans = []
    for chain in chains:
        for place in range(len(found) - len(chain) + 1):
            if all(_is(term, asked) for term, asked in zip(found[place:], chain, strict=False)):
                last = found[place + len(chain) - 1]
                alone = len(chain[-1]) == 2 and chain[-1].endswith("*")  # one character, of whatever pair
                spans.append((found[place].begin, last.begin + 1 if alone else last.end))
    joined: list[tuple[int, int]] = []
    for low, high in sorted(spans):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined


def _is(term: Term, asked: str) -> bool:
    return term.text.startswith(asked[:-1]) if asked.endswith("*") else term.text == asked
