"""Texts as PostgreSQL keeps them for search: every term with its places and the weight of the text it stands in."""

import json
from collections.abc import Iterable, Iterator

from dengwen.domains.search.rules.words import words

GAP = 2  # places between two texts, so that no phrase reaches from one into the next
_MOST = 16_383  # PostgreSQL counts no further; later terms are found, but not as part of a phrase


def vector(texts: Iterable[tuple[str, str]], organs: Iterable[int] = ()) -> str:
    """Return the literal of a ``tsvector`` of ``texts`` (weight, text).

    ``organs``: who holds the matter or has a part in it; their marks let the index answer within a scope.
    """
    places: dict[str, list[str]] = {}
    at = GAP
    for weight, text in texts:
        for word in words(text):
            if at < _MOST:
                places.setdefault(word, []).append(f"{at}{weight}")
            else:
                places.setdefault(word, [])
            at += 1
        at += GAP
    marks = [f"'{organ_mark(organ)}'" for organ in sorted(set(organs))]
    return " ".join([*marks, *(_lexeme(word, where) for word, where in places.items())])


def organ_mark(organ: int) -> str:
    """Return the term that stands for an organ; no text has one like it, since ``@`` is in no word."""
    return f"@{organ}"


def readable(model: str, column: str, value: str) -> str:
    """Return what of a column is text for people; a letter's content is JSON, of which the strings are read."""
    if (model, column) != ("letters.letter", "content"):
        return value
    return "\n".join(_strings(json.loads(value))) if value else ""


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _lexeme(word: str, where: list[str]) -> str:
    return f"'{word}':{','.join(where[:255])}" if where else f"'{word}'"
