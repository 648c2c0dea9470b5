"""The mapping: which column of a foreign table becomes which part of a petition. Data only; a file in TOML.

A mapping is made of a register (whose numbers the key columns hold), fields (where each part of the petition
comes from), look-up tables (their words to our codes) and rules about dates. See ``examples/`` for two whole
ones and ``mapping_file`` for reading and writing them.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from fnmatch import translate
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from dengwen.interfaces.sheets.headers import clean_header
from dengwen.interfaces.sheets.values import DateOrder

VERSION = 1
DATE_FIELDS = ("received_on", "occurred_on", "closed_on", "answered_on")
DateField = Literal["received_on", "occurred_on", "closed_on", "answered_on"]

FieldName = Literal[
    "title",
    "text",
    "category",
    "purpose",
    "channel",
    "source",
    "organ_code",
    "received_on",
    "occurred_on",
    "place",
    "claim_text",
    "claim_category",
    "remedy_sought",
    "petitioner_name",
    "petitioner_phone",
    "petitioner_address",
    "closed_on",
    "answer",
    "answered_on",
    "note",
]
Parse = Literal["text", "line", "code", "integer", "date"]
Header = Annotated[str, Field(min_length=1), AfterValidator(clean_header)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Lookup(_Strict):
    """Their words to our codes: whole values, then beginnings (the longest wins), then patterns in order.

    Case, blanks at the ends and full-width letters make no difference. ``otherwise`` is the code for a value
    that the table does not know; without it such a value is reported. An empty cell is not looked up.
    """

    exact: dict[str, str] = {}
    prefixes: dict[str, str] = {}
    like: list[Annotated[list[str], Field(min_length=2, max_length=2)]] = []
    otherwise: str | None = None

    @cached_property
    def _exact(self) -> dict[str, str]:
        return {fold(key): code for key, code in self.exact.items()}

    @cached_property
    def _prefixes(self) -> list[tuple[str, str]]:
        pairs = ((fold(key), code) for key, code in self.prefixes.items())
        return sorted(pairs, key=lambda pair: -len(pair[0]))

    @cached_property
    def _like(self) -> list[tuple[re.Pattern[str], str]]:
        return [(re.compile(translate(fold(pattern))), code) for pattern, code in self.like]

    @cached_property
    def _known(self) -> dict[str, str | None]:
        return {}

    def find(self, value: str) -> str | None:
        """Return the code for ``value``, or None; ``otherwise`` is left to the caller."""
        if value not in self._known:
            if len(self._known) > 10_000:
                self._known.clear()
            self._known[value] = self._find(fold(value))
        return self._known[value]

    def _find(self, value: str) -> str | None:
        if value in self._exact:
            return self._exact[value]
        for beginning, code in self._prefixes:
            if value.startswith(beginning):
                return code
        return next((code for pattern, code in self._like if pattern.match(value)), None)


class FieldRule(_Strict):
    """Where one part of the petition comes from.

    ``column``, or ``columns`` (the first that is filled, or that the look-up knows; all of them, labelled,
    with ``join``), or ``constant``. ``default`` stands in for an empty cell; ``required`` reports one. An
    ``optional`` column may be absent from the file. ``shorten`` cuts a heading whose whole text is elsewhere.
    """

    column: Header | None = None
    columns: list[Header] = []
    join: bool = False
    constant: str | None = None
    parse: Parse = "text"
    lookup: str | None = None
    default: str | None = None
    required: bool = False
    optional: bool = False
    shorten: Annotated[int, Field(ge=10)] | None = None
    max_length: Annotated[int, Field(ge=1)] | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The columns this field is read from, in order."""
        return (self.column,) if self.column else tuple(self.columns)


class DateRule(_Strict):
    """``later`` must not lie before ``earlier`` when both are given; a row that breaks it is reported.

    With ``doubtful`` (one of the two, never ``received_on``) the row is taken all the same: the doubtful date
    is left out of the petition and written into its note.
    """

    later: DateField
    earlier: DateField
    doubtful: Literal["occurred_on", "closed_on", "answered_on"] | None = None


HOUSE_RULES = (
    DateRule(later="closed_on", earlier="received_on"),
    DateRule(later="received_on", earlier="occurred_on"),
)
"""What no petition may break; a mapping may only say which date is the doubtful one."""


class Dates(_Strict):
    """What makes a date believable. ``order`` tells 5/3/2012 from 3/5/2012."""

    order: DateOrder = "ymd"
    earliest: dt.date = dt.date(1949, 10, 1)
    allow_future: list[DateField] = []
    rules: list[DateRule] = []

    @cached_property
    def all_rules(self) -> tuple[DateRule, ...]:
        """The rules of the mapping, and those of the house about which it says nothing."""
        spoken = {(rule.later, rule.earlier) for rule in self.rules}
        return (*self.rules, *(rule for rule in HOUSE_RULES if (rule.later, rule.earlier) not in spoken))


class Mapping(_Strict):
    """A whole mapping. Rows with the same ``register`` and the same ``key`` values belong to one matter."""

    version: Literal[1]
    name: str = ""
    register_name: Annotated[str, Field(alias="register", min_length=1, max_length=60)]
    sheet: str = ""
    header_row: Annotated[int, Field(ge=1, le=1000)] = 1
    key: list[Header] = []
    ignore: list[Header] = []
    fields: dict[FieldName, FieldRule]
    lookups: dict[str, Lookup] = {}
    dates: Dates = Dates()

    @cached_property
    def used_columns(self) -> tuple[str, ...]:
        """Every column that a key or a field reads, once, in alphabetical order."""
        return tuple(sorted({*self.key, *(name for rule in self.fields.values() for name in rule.sources)}))

    def required_columns(self) -> Iterator[str]:
        """Yield the columns without which a file does not fit this mapping."""
        optional = {name for rule in self.fields.values() if rule.optional for name in rule.sources}
        yield from (name for name in self.used_columns if name not in optional or name in self.key)


def fold(value: str) -> str:
    """Return ``value`` as look-ups compare it."""
    return " ".join(unicodedata.normalize("NFKC", value).casefold().split())
