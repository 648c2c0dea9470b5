"""The indicators and signs as the rulebook's lists hold them (``codes/indicators.toml``, ``codes/signals.toml``)."""

import hashlib
from dataclasses import dataclass

from dengwen.foundation.rulebook.lists import Code
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.rulebook.shape import in_lang

FACT_TABLES = ("claims", "heard")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A share of cases (or deeds) of a snapshot: what is counted, of what, without what, and on whose word.

    ``numerator`` and ``denominator`` are conditions of SQL; whatever is counted is in the denominator too.
    """

    code: Code
    table: str
    numerator: str
    denominator: str

    @property
    def id(self) -> str:
        """Return the name of the indicator."""
        return self.code.code

    @property
    def digest(self) -> str:
        """Return what tells this definition from another of the same name: a frozen month keeps it."""
        said = "\n".join((self.table, self.numerator, self.denominator))
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def least(self) -> int:
        """Return of how many a rate is told at all; below it only the numbers are."""
        return int(self.code.extras.get("least", "1"))

    def words(self, name: str, lang: str) -> str:
        """Return ``definition`` or ``exclusions`` in the language."""
        extras = self.code.extras
        return in_lang(lang, extras.get(f"{name}_en", ""), extras.get(f"{name}_zh", ""))


def indicators() -> tuple[Indicator, ...]:
    """Return the indicators, the official ones first (facts 2.1)."""
    return _of("indicators")


def signals() -> tuple[Indicator, ...]:
    """Return the signs that an organ's figures may not tell how it handles cases (facts 2.3)."""
    return _of("signals")


def fact_shares() -> tuple[Indicator, ...]:
    """Return the indicators of the three facts: what was found of what organs claim, and what petitioners say."""
    return tuple(each for each in indicators() if each.table in FACT_TABLES)


def defined() -> dict[str, str]:
    """Return the digest of every definition by its name, as a month that is frozen now is counted."""
    return {each.id: each.digest for each in (*indicators(), *signals())}


def _of(name: str) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            each, each.extras.get("table", "matters"), each.extras["numerator"], each.extras["denominator"]
        )
        for each in code_list(name).entries
    )
