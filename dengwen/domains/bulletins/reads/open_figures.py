"""What everybody may know of a frozen month: shares by province and city, without the numbers that are small."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dengwen.domains.bulletins.reads.snapshot_figures import opened, shares_everywhere
from dengwen.domains.bulletins.reads.snapshots import Snapshot, file_mistakes, snapshots
from dengwen.domains.bulletins.rules.indicators import Indicator, indicators
from dengwen.domains.bulletins.rules.small_cells import Parts, withheld

_ORGANS = """
SELECT o.id, o.name, o.name_en, o.parent_id, o.level FROM organs o
WHERE o.level IN ('province', 'city') ORDER BY o.level = 'city', o.code, o.id
"""


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One organ in a column: how many of how many, or None for both where the number is not told."""

    name: str
    name_en: str
    part: int | None
    whole: int | None
    is_total: bool

    @property
    def percent(self) -> float | None:
        """Return the share in per cent; none where nothing is told or nothing was to be counted."""
        return None if self.part is None or not self.whole else round(100 * self.part / self.whole, 1)

    @property
    def is_withheld(self) -> bool:
        """Say whether the number is too small to be told, or hides one that is."""
        return self.part is None


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """One indicator: a province first, then its cities, in the order of their codes; nobody is ranked."""

    indicator: Indicator
    lines: Sequence[OpenLine]


def open_months() -> list[Snapshot]:
    """Return the newest version of every frozen month, the newest month first."""
    newest = {each.month: each for each in sorted(snapshots(), key=lambda each: (each.month, each.version))}
    return sorted(newest.values(), key=lambda each: each.month, reverse=True)


def open_figures(snapshot: Snapshot) -> list[OpenColumn] | None:
    """Return the columns of the month; None where its files are not what was signed, so that nothing is told."""
    if file_mistakes(snapshot):
        return None
    with opened(snapshot) as db:
        organs = db.execute(_ORGANS).fetchall()
    known = {
        (each.organ, each.indicator): (each.numerator, each.denominator)
        for each in shares_everywhere(snapshot)
    }
    return [OpenColumn(each, _lines(each, organs, known)) for each in indicators()]


def _lines(
    indicator: Indicator, organs: Iterable[Sequence[object]], known: dict[tuple[int, str], Parts]
) -> list[OpenLine]:
    found: list[OpenLine] = []
    rows = [
        (int(str(pk)), str(name), str(name_en), parent, level) for pk, name, name_en, parent, level in organs
    ]
    for pk, name, name_en, _parent, level in rows:
        if level != "province":
            continue
        below = [row for row in rows if row[3] == pk]
        column = [known.get((row[0], indicator.id), (0, 0)) for row in below]
        total = known.get((pk, indicator.id), (0, 0))
        hidden, no_total = withheld(column, total)
        found.append(_line(name, name_en, total, gone=no_total, is_total=True))
        found += [
            _line(row[1], row[2], parts, gone=gone, is_total=False)
            for row, parts, gone in zip(below, column, hidden, strict=True)
        ]
    return found


def _line(name: str, name_en: str, parts: Parts, *, gone: bool, is_total: bool) -> OpenLine:
    part, whole = (None, None) if gone else parts
    return OpenLine(name, name_en, part, whole, is_total)
