"""What a letter says, as values: sections with headings, for the law and in plain words. Plain Python."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

from dengwen.base.errors import Refusal

BLANK = "____"
LONGEST = 20_000  # of one section; an opinion on twenty claims has been seen with 14,000 characters
_SHORT = 12  # of an accusation's words: fewer may stand in any letter by chance


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (may be empty) and its paragraphs, one a line."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """A letter's title, whom it addresses (an organ; the petitioner's name never), sections and copies to whom."""

    title: str
    to: str
    body: tuple[Section, ...]
    plain: tuple[Section, ...] = ()
    copies: str = ""


def clean(text: str) -> str:
    """Return the text with plain line ends, without signs that no paper can print (controls, lone surrogates)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    printable = ("".join(sign for sign in line if _prints(sign)).rstrip() for line in lines)
    return "\n".join(printable).strip("\n")


def _prints(sign: str) -> bool:
    point = ord(sign)
    odd = 0x7F <= point <= 0x9F or 0xD800 <= point <= 0xDFFF or point in (0xFFFE, 0xFFFF, 0x2028, 0x2029)
    return point >= 32 and not odd


def dump(content: Content) -> str:
    """Return the JSON of a content; the same content gives the same text."""
    return json.dumps(asdict(content), ensure_ascii=False, sort_keys=True)


def load(text: str) -> Content:
    """Return the content of what :func:`dump` wrote."""
    found = json.loads(text)
    body, plain = (tuple(Section(**part) for part in found[name]) for name in ("body", "plain"))
    return Content(found["title"], found["to"], body, plain, found["copies"])


def digest(text: str) -> str:
    """Return the SHA-256 (hex) that freezes a content."""
    return sha256(text.encode()).hexdigest()


def edited(
    content: Content, *, body: Sequence[str], plain: Sequence[str], to: str = "", copies: str = ""
) -> Content:
    """Return the content with new words in its sections; headings and title stay.

    Raises ``letter.sections_differ``, ``letter.too_long``.
    """
    if len(body) != len(content.body) or len(plain) != len(content.plain):
        raise Refusal("letter.sections_differ")
    if any(len(text) > LONGEST for text in (*body, *plain, to, copies)):
        raise Refusal("letter.too_long", most=LONGEST)
    return replace(
        content,
        to=clean(to).replace("\n", " "),
        copies=clean(copies).replace("\n", " "),
        body=_with(content.body, body),
        plain=_with(content.plain, plain),
    )


def _with(sections: tuple[Section, ...], texts: Sequence[str]) -> tuple[Section, ...]:
    return tuple(Section(part.head, clean(text)) for part, text in zip(sections, texts, strict=True))


def check_ready(content: Content, *, blanks_stay: bool, to_organ: bool, accusations: Sequence[str]) -> None:
    """Refuse to issue what is not finished, or what would tell an organ the words of an accusation.

    ``blanks_stay``: a form that a hand fills in. ``accusations``: the words of the case's accusations (L22
    Art.30, 46(5)). Raises ``letter.empty``, ``letter.blank_left``, ``letter.no_recipient``, ``letter.accusation``.
    """
    parts = (*content.body, *content.plain)
    if not any(part.text.strip() for part in content.body) or any(
        not part.text.strip() for part in content.plain
    ):
        raise Refusal("letter.empty")
    told = [content.to, content.copies, *(part.text for part in parts)]
    if not blanks_stay and (count := sum(text.count(BLANK) for text in told)):
        raise Refusal("letter.blank_left", count=count)
    if to_organ and not content.to.strip():
        raise Refusal("letter.no_recipient")
    if to_organ and any(_tells(told, words) for words in accusations):
        raise Refusal("letter.accusation")


def _tells(told: Sequence[str], words: str) -> bool:
    """Say whether the words stand in what is told, however they are spaced."""
    sought = "".join(words.split())
    return len(sought) >= _SHORT and sought in "".join("".join(text.split()) for text in told)
