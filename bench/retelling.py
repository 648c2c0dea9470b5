"""Telling a text again, as the next clerk would: in other words, shorter, with slips, in full forms, in halves."""

import re
import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

_WORDS = Path(__file__).with_name("retold.toml")
_CHINESE_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*")
_ENGLISH_SENTENCE = re.compile(r"[^.;!?\n]+[.;!?]*")
_CLAUSE = re.compile(r"[^，,]+[，,]*")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def words() -> dict[str, dict[str, Any]]:
    """Return the tables of ``retold.toml``, each by its name."""
    return {name: tables[0] for name, tables in tomllib.loads(_WORDS.read_text(encoding="utf-8")).items()}


@cache
def _pairs(language: str) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in words()["alike"][language])


@cache
def _full_forms() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in words()["full_forms"]["zh"].split()}


@cache
def _slips() -> dict[str, str]:
    pairs = [(one, other) for one, other in words()["slips"]["zh"]]
    return dict(pairs) | {other: one for one, other in pairs}


def sentences(text: str, language: str) -> list[str]:
    """Return the sentences of a text; one that has only one is cut at its commas."""
    pattern = _CHINESE_SENTENCE if language == "zh" else _ENGLISH_SENTENCE
    found = [part.strip() for part in pattern.findall(text) if part.strip()]
    return found if len(found) > 1 else [part.strip() for part in _CLAUSE.findall(text) if part.strip()]


def joined(parts: list[str], language: str) -> str:
    """Return the sentences as one text again."""
    return ("" if language == "zh" else " ").join(parts)


def retell(text: str, language: str, chance: Random) -> str:
    """Say it in other words, leave a sentence out now and then, begin and end as another clerk does."""
    parts = sentences(text, language)
    if len(parts) > 2 and chance.random() < 0.6:
        del parts[chance.randrange(1, len(parts))]
    if len(parts) > 3 and chance.random() < 0.4:
        at = chance.randrange(1, len(parts) - 1)
        parts[at], parts[at + 1] = parts[at + 1], parts[at]
    body = joined(parts, language)
    for one, other in _pairs(language):
        if chance.random() < 0.7:
            old, new = (one, other) if one in body else (other, one)
            body = _replaced(body, old, new, language)
    frames = words()["frames"]
    return f"{chance.choice(frames[f'{language}_before'])}{body}{chance.choice(frames[f'{language}_after'])}"


def _replaced(body: str, old: str, new: str, language: str) -> str:
    return body.replace(old, new) if language == "zh" else re.sub(rf"\b{re.escape(old)}\b", new, body)


def shorten(text: str, language: str, chance: Random) -> str:
    """Keep the first part of it: between a fourth and a little over half of the sentences, one at least."""
    parts = sentences(text, language)
    return joined(parts[: max(1, round(len(parts) * chance.uniform(0.25, 0.6)))], language)


def misspell(text: str, language: str, chance: Random) -> str:
    """Let some signs be mistyped: those that sound alike or look alike, lost letters, letters that changed places."""
    return _misspelt_chinese(text, chance) if language == "zh" else _misspelt_english(text, chance)


def _misspelt_chinese(text: str, chance: Random) -> str:
    made, slips = [], _slips()
    for sign in text:
        told = chance.random()
        if sign in slips and told < 0.35:
            made.append(slips[sign])
        elif told < 0.015:
            continue  # a lost sign
        elif told > 0.99 and made:
            made.insert(-1, sign)
        else:
            made.append(sign)
    return "".join(made)


def _misspelt_english(text: str, chance: Random) -> str:
    return " ".join(_slip(word, chance) if chance.random() < 0.12 else word for word in text.split(" "))


def _slip(word: str, chance: Random) -> str:
    if len(word) < 4:
        return word
    at, kind = chance.randrange(1, len(word) - 1), chance.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + chance.choice(_LETTERS) + word[at + 1 :]


def in_full_forms(text: str) -> str:
    """Write a Chinese text in full forms (traditional characters), as far as the table goes."""
    return text.translate(_full_forms())


def halves(text: str, language: str) -> tuple[str, str]:
    """Cut a text into two: what one petitioner brought as one letter is entered as two."""
    parts = sentences(text, language)
    middle = max(1, len(parts) // 2)
    return joined(parts[:middle], language), joined(parts[middle:], language) or joined(parts, language)
