"""A frozen month as a sheet: numerator, denominator and share of every number, and how each is counted."""

from collections.abc import Iterator

from django.http import FileResponse
from django.utils.translation import gettext as _

from dengwen.domains.bulletins.reads.snapshot_table import MonthTable, scores_of
from dengwen.domains.bulletins.reads.snapshots import Snapshot
from dengwen.foundation.permissions.actor import Actor
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.kit.wording import in_language
from dengwen.interfaces.sheets.list_export import list_response

Cell = str | int | float | None


def month_sheet(actor: Actor, snapshot: Snapshot, table: MonthTable, listed: str) -> FileResponse:
    """Answer with the workbook; what was signed stands above the lines."""
    heads = [_("Organ"), *([_("Score")] if listed == "score" else [])]
    for each in table.wanted:
        name = each.code.label(lang())
        heads += [name, _("out of"), "%"]
    return list_response(
        actor,
        title=f"{_('Frozen month')} {snapshot.name}",
        filter_words=f"{in_language(table.organ, 'name')}; SHA-256 {snapshot.digest}",
        headers=heads,
        rows=_rows(table, listed),
        file_name=f"dengwen-{snapshot.name}-{table.organ.code or table.organ.id}-{listed}.xlsx",
    )


def _rows(table: MonthTable, listed: str) -> Iterator[list[Cell]]:
    for line, found in zip(table.lines, scores_of(table), strict=True):
        cells: list[Cell] = [in_language(line.organ, "name"), *([found.points] if listed == "score" else [])]
        for share, each in zip(line.shares, table.wanted, strict=True):
            rate = share.percent if share and share.denominator >= each.least else None
            cells += [share.numerator, share.denominator, rate] if share else [0, 0, None]
        yield cells
    yield []
    for each in table.wanted:
        yield [
            each.code.label(lang()), each.words("definition", lang()), each.words("exclusions", lang()),
            each.code.extras.get("source", ""),
        ]  # fmt: skip
