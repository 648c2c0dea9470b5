"""Who may not act in a matter: those complained about, those under them, and those who stand aside.

Sources: L22 Art.28 and L05 Art.30 (recusal), L22 Art.30 and 46(5), L05 Art.23 and 44 (an accusation never reaches
the person or unit that it accuses). The table is ``tests/tables/conflict.csv``.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from dengwen.base.errors import Refusal

ACCUSATION = "ACCUSATION"
# Who holds one of these roles leads the organ of the post.
LEADS = ("leader", "unit_head")
# What even somebody in conflict may do: hand the matter upwards, and say that she stands aside.
STILL_OPEN = frozenset({"raise_level", "declare_recusal"})


class Conflict(StrEnum):
    """Why somebody is kept apart; the value ends the name of the refusal ``conflict.*``."""

    OFFICER = "officer"  # she is the officer complained about
    ORGAN = "organ"  # works in the organ complained about, or below it
    LED = "led"  # works under the officer complained about
    RECUSED = "recused"  # stands aside
    HANDLED = "handled"  # would review what she handled


@dataclass(frozen=True, slots=True)
class Named:
    """Whom one matter keeps apart: accounts, and organs (complained about, or led by an officer so named)."""

    organs: Set[int] = frozenset()
    led: Set[int] = frozenset()
    officers: Set[int] = frozenset()
    recused: Set[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody who acts or is to act: the account (None for an organ as a whole), and where she stands.

    ``above`` holds each organ in which she works and every organ above it.
    """

    above: Set[int]
    account: int | None = None


def conflict(named: Named, place: Place, *, handled: bool = False) -> Conflict | None:
    """Return why ``place`` is kept apart from the matter, or None; ``handled``: she acted in what is reviewed."""
    if place.account in named.officers:
        return Conflict.OFFICER
    if place.above & named.organs:
        return Conflict.ORGAN
    if place.above & named.led:
        return Conflict.LED
    if place.account in named.recused:
        return Conflict.RECUSED
    return Conflict.HANDLED if handled else None


def first_free(named: Named, chain: Sequence[int]) -> int | None:
    """Return the nearest organ of ``chain`` that may handle the matter, or None.

    ``chain`` runs from an organ upwards to the top of its tree. Without its first organ it is the way of a matter
    whose level is raised (提级办理).
    """
    for step, organ in enumerate(chain):
        if conflict(named, Place(frozenset(chain[step:]))) is None:
            return organ
    return None


def is_accusation(purpose: str, category: Mapping[str, str]) -> bool:
    """Say whether what is claimed accuses somebody: by its purpose, or by its category (``accuses`` in the list)."""
    return purpose == ACCUSATION or category.get("accuses") == "yes"


def check_respondent(*, organ: int | None, officer: int | None, name: str) -> None:
    """Refuse (``respondent.nobody``) a row that names nobody."""
    if organ is None and officer is None and not name.strip():
        raise Refusal("respondent.nobody")


def check_reason(reason: str) -> str:
    """Return the reason; raises ``respondent.no_reason`` without one."""
    if not reason.strip():
        raise Refusal("respondent.no_reason")
    return reason.strip()
