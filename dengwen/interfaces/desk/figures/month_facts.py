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
    """Return the three facts of the organ that is looked at, by the name of the indicator.

    ``gap`` is what of the claimed is not verified: not borne out, or ``unexamined``.
    """
    found = {}
    for each, share in zip(table.wanted, table.lines[0].shares, strict=True):
        part, whole = (share.numerator, share.denominator) if share else (0, 0)
        found[each.id] = _told(part, whole, each.least)
    least = next(each.least for each in table.wanted if each.id == "claims_verified")
    verified, refused = found["claims_verified"], found["claims_refused"]
    found["gap"] = _told(verified.whole - verified.part, verified.whole, least)
    found["unexamined"] = _told(verified.whole - verified.part - refused.part, verified.whole, least)
    return found


def _told(part: int, whole: int, least: int) -> Told:
    return Told(part, whole, round(100 * part / whole, 1) if whole and whole >= least else None)
