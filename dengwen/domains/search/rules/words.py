"""A text as the terms under which it is found: folded, and in Chinese by pairs of neighbouring characters.

Every term carries its place, so a phrase is found exactly and any word of two characters is found whatever a
dictionary thinks of it. The same function folds what is stored and what is asked.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from opencc import OpenCC

# Han characters with their extensions; letters and digits of other writing make words.
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
# Spaces and line breaks between Han characters are layout.
_RUN = re.compile(f"[{_HAN}](?:\\s*[{_HAN}])*|[^\\W_{_HAN}]+")
_IS_HAN = re.compile(f"[{_HAN}]")
_LONGEST = 80  # a longer "word" is no word; its beginning is enough to find it


class Term(NamedTuple):
    """One term and where it stands in the text as written."""

    text: str
    begin: int
    end: int


def fold(text: str) -> str:
    """Return ``text`` in one form: full width as half, capitals as small, no accents, traditional as simplified.

    Letter by letter, whatever stands beside it: so a part of a text folds to a part of the folded text.
    """
    return text.translate(_FOLDED)


def words(text: str) -> list[str]:
    """Return the terms of ``text`` in order; the place of a term is its place in the list.

    A run of Han characters gives a pair at every character but its last, which stands alone: so each character has a
    term that begins with it. Other letters and digits give a word each.
    """
    found: list[str] = []
    for found_run in _RUN.findall(fold(text)):
        run = found_run
        if _IS_HAN.match(run):
            run = "".join(run.split())
            found += map("".join, pairwise(run))
            found.append(run[-1])
        else:
            found.append(run[:_LONGEST])
    return found


def terms(text: str) -> list[Term]:
    """Return the same terms, each with its place in ``text`` as written: for whoever marks them there."""
    folded: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        form = letter.translate(_FOLDED)
        folded.append(form)
        places += [place] * len(form)
    found: list[Term] = []
    for run in _RUN.finditer("".join(folded)):
        begin, end = run.span()
        if _IS_HAN.match(run[0]):
            letters = [at for at in range(begin, end) if not run.string[at].isspace()]
            for at, beside in pairwise(letters):
                pair = run.string[at] + run.string[beside]
                found.append(Term(pair, places[at], places[beside] + 1))
            last = letters[-1]
            found.append(Term(run.string[last], places[last], places[last] + 1))
        else:
            found.append(Term(run[0][:_LONGEST], places[begin], places[end - 1] + 1))
    return found


def is_han(letter: str) -> bool:
    """Say whether a folded letter is a Han character."""
    return _IS_HAN.match(letter) is not None


class _Folded(dict[int, str]):
    """The folded form of each letter, worked out at its first use."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code)).casefold()
        plain = "".join(each for each in plain if unicodedata.category(each) != "Mn")
        self[code] = form = "".join(_converter().convert(each) if is_han(each) else each for each in plain)
        return form


_FOLDED = _Folded()


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")
