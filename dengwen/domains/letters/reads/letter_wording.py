"""The wordings of letters: one table a kind in ``papers/wording/*.toml``, both languages.

A family of rules with kinds of its own has a folder of its own there, and nothing of another country's law is left.
"""

import tomllib
from collections.abc import Iterable
from functools import cache, reduce
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from dengwen.foundation.rulebook.families import family
from dengwen.foundation.rulebook.lists import Code
from dengwen.foundation.rulebook.loading import code_list, own_list

PAPERS = Path(__file__).resolve().parents[1] / "papers"
PLAIN_PARTS = ("decided", "next", "until", "can")  # in this order; whom to ask is the same in every letter
LANGUAGES = ("zh", "en")


class Wording(BaseModel):
    """What a kind says: text with places and ``# headings``; plain words for kinds that go to the petitioner."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    zh: str
    en: str
    plain_zh: tuple[str, ...] = ()
    plain_en: tuple[str, ...] = ()

    def text(self, lang: str) -> str:
        """Return the text in one language."""
        return self.zh if lang == "zh" else self.en

    def plain(self, lang: str) -> tuple[str, ...]:
        """Return the plain sentences in the order of ``PLAIN_PARTS``."""
        return self.plain_zh if lang == "zh" else self.plain_en


def wordings() -> dict[str, Wording]:
    """Return every wording of the installation's family by kind."""
    return _wordings(family() if own_list("letter_kinds") else "")


@cache
def _wordings(folder: str) -> dict[str, Wording]:
    """Read a folder of wordings; a kind that stands twice is a mistake of ours."""
    found: dict[str, Wording] = {}
    for path in sorted((PAPERS / "wording" / folder).glob("*.toml")):
        for kind, table in tomllib.loads(path.read_text("utf-8")).items():
            if kind in found:
                raise ValueError(f"{path.name}: {kind} has a wording already")
            found[kind] = Wording(**table)
    return found


def kind_of(code: str) -> Code:
    """Return the entry of a kind in ``letter_kinds``."""
    return code_list("letter_kinds").entry(code)


def decisions_of(code: str) -> tuple[str, ...]:
    """Return the verbs of the decision that a kind is the paper of; none where it names a right."""
    return tuple(kind_of(code).extras.get("decision", "").split())


def is_to(code: str, recipient: str) -> bool:
    """Say whether letters of this kind go to ``recipient``: petitioner, organ, file."""
    return kind_of(code).extras["to"] == recipient


def plain_parts(kind: str, lang: str) -> list[tuple[str, str]]:
    """Return the plain-language part: headings and sentences; none where the letter is not the petitioner's."""
    told = wordings()[kind].plain(lang)
    if not told:
        return []
    parts = [(say(f"plain_{name}", lang), text) for name, text in zip(PLAIN_PARTS, told, strict=True)]
    return [*parts, (say("plain_ask", lang), say("ask", lang))]


def say(code: str, lang: str) -> str:
    """Return a word of ``letter_words``."""
    return code_list("letter_words").label(code, lang)


def joined(code: str, names: Iterable[str], lang: str) -> str:
    """Return names with a word of ``letter_words`` between them (``and``, ``or``); nothing where there are none."""
    words = say(code, lang)
    known = [*names] or [""]
    return reduce(lambda one, other: words.format(one=one, other=other), known)
