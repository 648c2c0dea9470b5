"""The shape of a code list."""

from collections.abc import Mapping
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from dengwen.foundation.rulebook.shape import Frozen, Status, Text, UnknownCodeError, in_lang


class Code(Frozen):
    """One entry of a code list; ``extras`` holds what only this list needs (route, article, door ...)."""

    code: Text
    en: Text
    zh: Text
    parent: str = ""
    extras: Mapping[str, str] = Field(default_factory=dict)

    def label(self, lang: str) -> str:
        """Return the wording for people."""
        return in_lang(lang, self.en, self.zh)


class CodeList(Frozen):
    """A closed list of codes in the order in which people see them; a form begins with the first.

    ``source`` and ``status``: where the list comes from and whether anybody has checked it, if it says so.
    """

    code: Text
    title_en: Text
    title_zh: Text
    source: str = ""
    source_zh: str = ""
    status: Status | None = None
    entries: tuple[Code, ...]

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        codes = [entry.code for entry in self.entries]
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise PydanticCustomError("code_twice", "twice", {"names": ", ".join(twice)})
        if lost := [entry.code for entry in self.entries if entry.parent and entry.parent not in codes]:
            raise PydanticCustomError("parent_lost", "lost", {"names": ", ".join(lost)})
        return self

    @cached_property
    def _by_code(self) -> Mapping[str, Code]:
        return {entry.code: entry for entry in self.entries}

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    @property
    def first(self) -> str:
        """The code that a form begins with."""
        return self.entries[0].code

    def title(self, lang: str) -> str:
        """Return the name of the list."""
        return in_lang(lang, self.title_en, self.title_zh)

    def entry(self, code: str) -> Code:
        """Return the entry of ``code``."""
        if code not in self._by_code:
            raise UnknownCodeError(f"code list {self.code} has no {code!r}")
        return self._by_code[code]

    def label(self, code: str, lang: str) -> str:
        """Return the wording of ``code``."""
        return self.entry(code).label(lang)

    def children(self, code: str = "") -> tuple[Code, ...]:
        """Return the entries right below ``code``; those at the top without one."""
        return tuple(entry for entry in self.entries if entry.parent == code)

    def marked(self, extra: str) -> frozenset[str]:
        """Return the codes whose extra of this name says ``yes``."""
        return frozenset(entry.code for entry in self.entries if entry.extras.get(extra) == "yes")

    def choices(self, lang: str) -> list[tuple[str, str]]:
        """Return (code, label) pairs, as forms want them."""
        return [(entry.code, entry.label(lang)) for entry in self.entries]
