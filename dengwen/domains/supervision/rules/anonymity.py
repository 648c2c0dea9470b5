"""What in a text would give somebody away: names, numbers and addresses of the people of a case. Plain Python.

The check errs on the side of refusing. It says what kind of thing it found, never whose or where, so that nobody
learns a sealed name from it.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

# Whatever looks like one is refused, known or not: identity document, telephone, e-mail (facts 3.6).
_DOCUMENT = re.compile(r"(?<!\d)\d{17}[\dx](?![\dx])|(?<!\d)\d{15}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\-.()/·]+(?=\d)")
_SHORTEST_NUMBER = 6
_SHORTEST_ADDRESS = 4


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person or case: each thing must not stand in the text."""

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()  # telephones and documents
    addresses: tuple[str, ...] = ()  # where somebody lives, e-mail
    cases: tuple[str, ...] = field(default=())


def gives_away(texts: Iterable[str], known: Iterable[Known]) -> list[str]:
    """Return what kinds of things the texts give away: of ``address``, ``case``, ``name``, ``number``; sorted."""
    text = _fold(" ".join(texts))
    whole, digits = _tight(text), _BETWEEN_DIGITS.sub("", text)
    found = set()
    if _DOCUMENT.search(digits) or _MOBILE.search(digits):
        found.add("number")
    if _MAIL.search(text):
        found.add("address")
    for each in known:
        if any(_has_name(text, whole, name) for name in each.names):
            found.add("name")
        if any(_has_number(digits, number) for number in each.numbers):
            found.add("number")
        if any(
            len(_tight(_fold(a))) >= _SHORTEST_ADDRESS and _tight(_fold(a)) in whole for a in each.addresses
        ):
            found.add("address")
        if any(case.strip() and _tight(_fold(case)) in whole for case in each.cases):
            found.add("case")
    return sorted(found)


def _has_name(text: str, whole: str, name: str) -> bool:
    """A name of words is looked for as words, in either order; a name written without spaces anywhere."""
    parts = _fold(name).split()
    if not parts:
        return False
    if not "".join(parts).isascii():
        tight = "".join(parts)
        return tight in whole or _tight(tight) in whole
    orders = {tuple(parts), tuple(reversed(parts))}
    return any(
        re.search(r"(?<!\w)" + r"[\s,.\-]+".join(map(re.escape, order)) + r"(?!\w)", text) for order in orders
    )


def _has_number(digits: str, number: str) -> bool:
    wanted = "".join(c for c in _fold(number) if c.isalnum())
    if len(wanted) < _SHORTEST_NUMBER:
        return False
    wanted = wanted.removeprefix("86") if len(wanted) == 13 else wanted  # country code and a mobile
    return wanted in "".join(c for c in digits if c.isalnum() or c.isspace())


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _tight(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
