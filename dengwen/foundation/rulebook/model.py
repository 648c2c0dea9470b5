"""The shape of a rule pack and of a code list."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Lang = Literal["en", "zh"]


class RulebookError(Exception):
    """A data file of the rulebook is wrong; the message names file, field and remedy."""


class UnknownCodeError(LookupError):
    """A code, list, limit or pack that the rulebook does not hold."""


class NoPackInForceError(LookupError):
    """No pack of the family was in force on the day."""


class Unit(StrEnum):
    """What the length counts; ``given_date`` counts nothing: the trigger is itself the day that was named."""

    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"
    GIVEN_DATE = "given_date"


class Status(StrEnum):
    """What a limit rests on: the text of the law, a rule nobody has checked, or our own design."""

    SOURCE = "source"
    UNVERIFIED = "unverified"
    DESIGN = "design"


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def in_lang(lang: str, en: str, zh: str) -> str:
    """Return the wording for ``lang`` (``en``, ``zh``, ``zh-hans`` ...)."""
    return zh if lang.startswith("zh") else en


class Extension(Frozen):
    """How a limit may be lengthened: once, before it ends, by ``by``, and with notice to the petitioner."""

    max: Annotated[int, Field(gt=0)]
    by: Text
    notice_en: Text
    notice_zh: Text


class Limit(Frozen):
    """One time limit.

    ``id`` is its row in the table of limits; ``key`` is its name in every pack of every country, by which the
    code asks for it. ``pauses`` are the only reasons for which the limit may stand still.
    """

    id: Annotated[Text, StringConstraints(max_length=24)]
    key: Text
    stage: Text
    trigger: Text
    bearer: Literal["organ", "petitioner"]
    action_en: Text
    action_zh: Text
    length: Annotated[int, Field(ge=0)]
    unit: Unit
    extension: Extension | None = None
    pauses: tuple[Text, ...] = ()
    note_en: str = ""
    note_zh: str = ""
    article: Text
    article_zh: Text
    status: Status

    @model_validator(mode="after")
    def _counts_something(self) -> Self:
        if (self.unit is Unit.GIVEN_DATE) != (self.length == 0):
            raise ValueError("give a length above 0, or length = 0 with unit = 'given_date'")
        if self.extension and self.unit is Unit.GIVEN_DATE:
            raise ValueError("a given date has no extension: name a new date instead")
        return self

    def action(self, lang: str) -> str:
        """Return what is to be done."""
        return in_lang(lang, self.action_en, self.action_zh)


class Pack(Frozen):
    """The limits of one regime. A matter keeps the pack that was in force when its clock was triggered."""

    code: Annotated[Text, StringConstraints(max_length=16)]
    family: Text
    title_en: Text
    title_zh: Text
    in_force_from: date
    in_force_to: date | None = None
    calendar: Text
    limits: tuple[Limit, ...]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if self.in_force_to and self.in_force_to < self.in_force_from:
            raise ValueError("in_force_to lies before in_force_from: swap or correct them")
        names = [limit.id for limit in self.limits] + [limit.key for limit in self.limits]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"limit named twice: {', '.join(twice)}: rename or remove one")
        return self

    def title(self, lang: str) -> str:
        """Return the name of the pack."""
        return in_lang(lang, self.title_en, self.title_zh)

    def in_force(self, day: date) -> bool:
        """Say whether the pack is in force on ``day``; both ends belong to it."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)

    @cached_property
    def _by_name(self) -> Mapping[str, Limit]:
        return {name: limit for limit in self.limits for name in (limit.id, limit.key)}

    def has(self, name: str) -> bool:
        """Say whether the pack has a limit with this id or key (2005 knows no objection period)."""
        return name in self._by_name

    def limit(self, name: str) -> Limit:
        """Return the limit with this id or key."""
        if name not in self._by_name:
            known = ", ".join(limit.key for limit in self.limits)
            raise UnknownCodeError(f"pack {self.code} has no limit {name!r}; it has: {known}")
        return self._by_name[name]

    def triggered_by(self, trigger: str) -> tuple[Limit, ...]:
        """Return the limits that start with ``trigger``."""
        return tuple(limit for limit in self.limits if limit.trigger == trigger)


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
    """A closed list of codes in the order in which people see them."""

    code: Text
    title_en: Text
    title_zh: Text
    entries: tuple[Code, ...]

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        codes = [entry.code for entry in self.entries]
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise ValueError(f"code given twice: {', '.join(twice)}: rename or remove one")
        if lost := [entry.code for entry in self.entries if entry.parent and entry.parent not in codes]:
            raise ValueError(f"parent not in the list: {', '.join(lost)}: add the parent or correct it")
        return self

    @cached_property
    def _by_code(self) -> Mapping[str, Code]:
        return {entry.code: entry for entry in self.entries}

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

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

    def choices(self, lang: str) -> list[tuple[str, str]]:
        """Return (code, label) pairs, as forms want them."""
        return [(entry.code, entry.label(lang)) for entry in self.entries]
