"""What every data file of the rulebook is made of."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Lang = Literal["en", "zh"]


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
    """What a rule rests on: the text of the law, a rule nobody has checked, or our own design."""

    SOURCE = "source"
    UNVERIFIED = "unverified"
    DESIGN = "design"


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def in_lang(lang: str, en: str, zh: str) -> str:
    """Return the wording for ``lang`` (``en``, ``zh``, ``zh-hans`` ...)."""
    return zh if lang.startswith("zh") else en
