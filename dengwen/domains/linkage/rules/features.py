"""What linkage knows of a matter: whole numbers only. Words and identities stay where they are.

A hash of a word is keyed with a secret of the installation, so what lies in the working files names nothing to anybody
who does not hold that secret; people are known by the blind indexes of their sealed data alone.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import pairwise

from dengwen.domains.linkage.rules.settings import Settings

# Numbers under which a matter may be quoted: letters and digits in one piece, with at least four digits.
_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9A-Za-z./-]*\d{4})[0-9A-Za-z](?:[0-9A-Za-z./-]{3,40}[0-9A-Za-z])"
)
_WORD = re.compile(r"[0-9a-z]+|[^\W0-9a-z_]+")


@dataclass(frozen=True, slots=True)
class Said:
    """What the rows of a matter say. ``numbers``: its own; ``marks`` and ``name``: blind indexes, never words."""

    id: int
    numbers: tuple[str, ...]
    texts: tuple[str, ...]
    place: str
    received_on: date
    occurred_on: date | None
    marks: tuple[bytes, ...] = ()
    name: bytes | None = None


@dataclass(frozen=True, slots=True)
class Features:
    """The same in whole numbers; None where nothing is known. The fields are the columns of ``matter.toml``."""

    id: int
    own: list[int] | None
    keys: list[int] | None
    marks: list[int] | None
    name: int | None
    place: int | None
    street: list[int] | None
    occurred: int | None
    received: int
    text: list[int] | None


def features(said: Said, *, known: Settings, secret: bytes) -> Features:
    """Return what is compared of a matter. ``secret`` keys the hashes of words."""
    text = " ; ".join(said.texts)
    place, own = words(said.place), set(map(_plain, said.numbers))
    return Features(
        id=said.id,
        own=_hashes(own, secret),
        keys=_hashes(own | quoted(text), secret),
        marks=sorted({_of_index(mark) for mark in said.marks}) or None,
        name=_of_index(said.name) if said.name else None,
        place=_hash("".join(place), secret) if place else None,
        street=_hashes(place, secret),
        occurred=said.occurred_on.toordinal() if said.occurred_on else None,
        received=said.received_on.toordinal(),
        text=_sample(words(text), known, secret),
    )


def words(text: str) -> list[str]:
    """Return the words of a text in order; of writing without spaces, its pairs of neighbouring signs."""
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        if word.isascii() or len(word) == 1:
            found.append(word)
        else:
            found += [word[at : at + 2] for at in range(len(word) - 1)]
    return found


def quoted(text: str) -> set[str]:
    """Return what in a text may be the number of a matter, folded."""
    return {_plain(found) for found in _NUMBER.findall(unicodedata.normalize("NFKC", text))}


def _plain(number: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", number).casefold() if sign.isalnum())


def _sample(found: Sequence[str], known: Settings, secret: bytes) -> list[int] | None:
    """Return the hashes of one neighbouring pair in so many, the same ones in whatever text they stand."""
    pairs = {f"{one} {other}" for one, other in pairwise(found)}
    chosen = [pair for pair in pairs if zlib.crc32(pair.encode()) % known.text["take_one_in"] == 0]
    return sorted(_hash(pair, secret) for pair in chosen)[: known.text["most"]] or None


def _hashes(found: Iterable[str], secret: bytes) -> list[int] | None:
    return sorted({_hash(each, secret) for each in found if each}) or None


def _hash(word: str, secret: bytes) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8, key=secret).digest()) >> 1


def _of_index(index: bytes) -> int:
    return int.from_bytes(bytes(index)[:8]) >> 1
