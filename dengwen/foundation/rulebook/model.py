"""The shape of a rule pack; that of a code list is in ``lists``."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from dengwen.foundation.rulebook.findings import RulebookError
from dengwen.foundation.rulebook.lists import Code, CodeList
from dengwen.foundation.rulebook.procedures import DOSSIER, Checklist, Outcome, Procedure, Span
from dengwen.foundation.rulebook.shape import (
    Frozen,
    Lang,
    NoPackInForceError,
    Status,
    Text,
    Unit,
    UnknownCodeError,
    in_lang,
)

__all__ = [
    "Checklist", "Code", "CodeList", "Extension", "Frozen", "Lang", "Limit", "NoPackInForceError", "Outcome", "Pack",
    "PackCode", "Procedure", "RulebookError", "Span", "Status", "Text", "Unit", "UnknownCodeError", "in_lang",
]  # fmt: skip

PackCode = Annotated[Text, StringConstraints(max_length=16, pattern=r"^[a-z0-9-]+$")]


class Extension(Frozen):
    """How a limit may be lengthened: once, before it ends, by ``by``, and with notice to the petitioner."""

    max: Annotated[int, Field(gt=0)]
    by: Text
    notice_en: Text
    notice_zh: Text


class Limit(Frozen):
    """One time limit.

    ``id`` is its row in the table of limits; ``key`` is its name in every pack of every country, by which the
    code asks for it. ``pauses`` are the only reasons for which the limit may stand still. ``waiting``: a time that
    must pass before something counts and so protects the petitioner, whoever bears it; a site may not shorten it.
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
    waiting: bool = False
    note_en: str = ""
    note_zh: str = ""
    article: Text
    article_zh: Text
    status: Status

    @model_validator(mode="after")
    def _counts_something(self) -> Self:
        if (self.unit is Unit.GIVEN_DATE) != (self.length == 0):
            raise PydanticCustomError("length_or_date", "length")
        if self.extension and self.unit is Unit.GIVEN_DATE:
            raise PydanticCustomError("date_extended", "extension")
        return self

    def action(self, lang: str) -> str:
        """Return what is to be done."""
        return in_lang(lang, self.action_en, self.action_zh)

    def note(self, lang: str) -> str:
        """Return the remark."""
        return in_lang(lang, self.note_en, self.note_zh)


class Pack(Frozen):
    """The rules of one regime. A matter keeps the pack that was in force when its clock was triggered."""

    code: PackCode
    family: Text
    title_en: Text
    title_zh: Text
    in_force_from: date
    in_force_to: date | None = None
    calendar: Text
    limits: tuple[Limit, ...]
    procedures: tuple[Procedure, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if self.in_force_to and self.in_force_to < self.in_force_from:
            raise PydanticCustomError("dates_swapped", "dates")
        names = [limit.id for limit in self.limits] + [limit.key for limit in self.limits]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise PydanticCustomError("limit_twice", "twice", {"names": ", ".join(twice)})
        keys = [procedure.key for procedure in self.procedures]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise PydanticCustomError("procedure_twice", "twice", {"names": ", ".join(twice)})
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

    def knows(self, key: str) -> bool:
        """Say whether the regime knows a procedure (England knows no re-review)."""
        return any(procedure.key == key for procedure in self.procedures)

    def procedure(self, key: str) -> Procedure:
        """Return the procedure with this key."""
        for procedure in self.procedures:
            if procedure.key == key:
                return procedure
        known = ", ".join(procedure.key for procedure in self.procedures)
        raise UnknownCodeError(f"pack {self.code} knows no procedure {key!r}; it knows: {known}")

    def papers(self, stage: str, method: str = "") -> tuple[str, ...]:
        """Return what ``stage`` asks of every matter or, with ``method``, what that resolution asks besides."""
        rows = [row for row in self.checklists if (row.stage, row.method) == (stage, method)]
        return tuple(item for row in rows for item in row.items)

    def dossier(self, method: str = "") -> tuple[str, ...]:
        """Return the items of a dossier that every matter has or, with ``method``, those the resolution adds."""
        return self.papers(DOSSIER, method)

    def outcomes_of(self, procedure: str) -> tuple[Outcome, ...]:
        """Return how ``procedure`` may end."""
        return tuple(outcome for outcome in self.outcomes if outcome.procedure == procedure)
