"""A frozen month as a table: an organ and those right below it as they stood then, with every number of a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from dengwen.domains.bulletins.access import check_sees, visible_to
from dengwen.domains.bulletins.reads.snapshot_figures import Share, opened, shares_everywhere
from dengwen.domains.bulletins.reads.snapshots import Snapshot
from dengwen.domains.bulletins.rules.indicators import Indicator
from dengwen.domains.bulletins.rules.score import Score, score
from dengwen.foundation.permissions.actor import Actor

_ORGANS = """
SELECT o.id, o.name, o.name_en, o.code, o.parent_id FROM organs o
WHERE (o.id = ? OR o.parent_id = ?) AND o.level <> 'unit' ORDER BY (o.id = ?) DESC, o.code, o.id
"""


@dataclass(frozen=True, slots=True)
class StoodOrgan:
    """An organ by the name that it had at the end of the month."""

    id: int
    name: str
    name_en: str
    code: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """The numbers of one organ with all below it, in the order of the list; None where nothing was to be counted."""

    organ: StoodOrgan
    shares: Sequence[Share | None]


@dataclass(frozen=True, slots=True)
class MonthTable:
    """The lines of an organ; ``above`` is the organ over it, where the actor sees its figures."""

    organ: StoodOrgan
    above: int | None
    wanted: Sequence[Indicator]
    lines: Sequence[Line]


def month_table(
    *, actor: Actor, snapshot: Snapshot, organ: int, wanted: Sequence[Indicator]
) -> MonthTable | None:
    """Return the table, the organ itself first; None where the organ was not there then.

    Raises ``right.missing`` and ``figures.not_yours``. Nobody is ranked: the lines stand in the order of the codes.
    """
    check_sees(actor, organ)
    with opened(snapshot) as db:
        rows = [StoodOrgan(*row) for row in db.execute(_ORGANS, [organ, organ, organ]).fetchall()]
    if not rows or rows[0].id != organ:
        return None
    mine = visible_to(actor) | {organ}
    known = {(share.organ, share.indicator): share for share in shares_everywhere(snapshot)}
    lines = [Line(row, [known.get((row.id, each.id)) for each in wanted]) for row in rows if row.id in mine]
    above = rows[0].parent if rows[0].parent in mine else None
    return MonthTable(rows[0], above, wanted, lines)


def scores_of(table: MonthTable) -> list[Score]:
    """Return the score of each line of a table that holds the parts of the formula."""
    return [
        score({share.indicator: (share.numerator, share.denominator) for share in line.shares if share})
        for line in table.lines
    ]
