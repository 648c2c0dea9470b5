"""The keys of a text: what two tellings of one story share, in a few short words that an index holds.

Of all runs of three signs (Chinese) and pairs of words (Latin script) a text has, those with the smallest numbers are
kept: the same ones in every text that has them, so that what was shortened, turned round or misspelt still meets.
"""

import re
import zlib
from collections.abc import Iterable
from itertools import pairwise

from dengwen.domains.search.rules.words import fold

MOST_OF_TITLE, MOST_OF_TEXT, MOST_ASKED = 8, 24, 160
_RUN = 3
_LONG_WORD = 8
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z0-9]+")


def runs(text: str) -> set[str]:
    """Return the runs of three Chinese signs, the pairs of neighbouring words and the long words of a text."""
    plain = fold(text)
    signs = "".join(_CHINESE.findall(plain))
    words = _WORD.findall(plain)
    found = {signs[at : at + _RUN] for at in range(len(signs) - _RUN + 1)}
    found |= {f"{one} {other}" for one, other in pairwise(words)}
    return found | {word for word in words if len(word) >= _LONG_WORD}


def keys_of(*, title: str, texts: Iterable[str], place: str) -> list[str]:
    """Return the keys to keep of what came in: of the title, of the texts, and the place as a whole."""
    kept = [
        *_smallest(runs(title), MOST_OF_TITLE),
        *_smallest(_runs_of(texts), MOST_OF_TEXT),
        *place_key(place),
    ]
    return list(dict.fromkeys(kept))


def keys_asked(*, title: str, text: str, place: str) -> list[str]:
    """Return the keys to look for: many more than are kept, so that a long telling meets a short one."""
    return [*_smallest(runs(title) | runs(text), MOST_ASKED), *place_key(place)]


def place_key(place: str) -> list[str]:
    """Return the one key of a place, or none where too little is said of it."""
    plain = "".join(fold(place).split())
    return [_key(f"@{plain}")] if len(plain) > _RUN else []


def _runs_of(texts: Iterable[str]) -> set[str]:
    return set().union(*(runs(text) for text in texts))


def _smallest(found: set[str], most: int) -> list[str]:
    return sorted({_key(run) for run in found})[:most]


def _key(run: str) -> str:
    return f"{zlib.crc32(run.encode()):07x}"[-7:]
