"""The head of the three facts of a frozen month: the verified rate first, the gap to what is claimed beside it."""

from dataclasses import dataclass

from dengwen.domains.bulletins.reads.snapshot_table import MonthTable


@dataclass(frozen=True, slots=True)
class Told:
    """How many of how many; ``percent`` is None where there are too few to tell a rate, or none."""

    part: int
    whole: int
    percent: float | None


def headline_of(table: MonthTable) -> dict[str, Told]:
    """Return the shares of the organ that is looked at, by the name of the share.

    ``gap`` is what of the claimed is not verified, whether it was not borne out or not examined yet.
    """
    found = {}
    for each, share in zip(table.wanted, table.lines[0].shares, strict=True):
        part, whole = (share.numerator, share.denominator) if share else (0, 0)
        found[each.id] = _told(part, whole, each.least)
        if each.id == "verified_of_claimed":
            found["gap"] = _told(whole - part, whole, each.least)
    return found


def _told(part: int, whole: int, least: int) -> Told:
    return Told(part, whole, round(100 * part / whole, 1) if whole >= least else None)
