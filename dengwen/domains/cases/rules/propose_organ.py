"""Which organ is proposed for a case (plan S45): a plain rule whose answer a person takes or leaves.

Order: an organ complained about, or one below it, never gets the case; then the place; then the usual level of the
category. The table is ``tests/tables/propose_organ.csv``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dengwen.domains.cases.rules.conflict import Named, Place, conflict, first_free


class Why(StrEnum):
    """Why an organ is proposed (code list ``proposal_reasons``)."""

    ABOVE_RESPONDENT = "ABOVE_RESPONDENT"
    PLACE = "PLACE"
    CATEGORY = "CATEGORY"
    HOLDER = "HOLDER"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organ near the one that screens: its level, its names, and every organ above it, nearest first."""

    organ: int
    level: str
    names: tuple[str, ...]
    chain: tuple[int, ...]


def usual_level(category: str, levels: Sequence[Mapping[str, str]]) -> str:
    """Return the level that the first fitting line of the data names; empty where none fits."""
    for line in levels:
        if any(category == begin or category.startswith(f"{begin}.") for begin in line["categories"].split()):
            return line["level"]
    return ""


def propose_organ(
    *, holder: Candidate, near: Sequence[Candidate], named: Named, place: str, level: str
) -> tuple[int | None, Why]:
    """Return the organ and why; None where every organ up to the top is complained about.

    ``near`` are the organs below and above the holder, ``named`` whom the case keeps apart, ``level`` the usual one.
    """
    here = [one for one in (holder, *near) if any(name and name in place for name in one.names)]
    known = {one.organ: one for one in near}
    above = (known[organ] for organ in holder.chain if organ in known)
    if here:
        chosen, why = next((one for one in here if one.level == level), here[0]), Why.PLACE
    elif holder.level == level:
        chosen, why = holder, Why.CATEGORY
    else:
        found = next((one for one in above if level and one.level == level), None)
        chosen, why = (found, Why.CATEGORY) if found is not None else (holder, Why.HOLDER)
    chain = (chosen.organ, *chosen.chain)
    if conflict(named, Place(frozenset(chain))) is None:
        return chosen.organ, why
    return first_free(named, chain), Why.ABOVE_RESPONDENT
