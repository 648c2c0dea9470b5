"""A publication as a workbook: what it says, its table and bars, how each figure is counted, and its proof."""

from collections.abc import Iterable, Sequence
from typing import IO, Any

import xlsxwriter  # type: ignore[import-untyped]

from dengwen.domains.bulletins.reads.publication_text import COLUMNS
from dengwen.domains.bulletins.rules.indicators import indicators, signals
from dengwen.interfaces.sheets.guarding import fit_cell

_WIDE, _NARROW = 90, 26
Cells = Sequence[object]


def write_bulletin(target: IO[bytes], paper: dict[str, Any]) -> None:
    """Write what was printed; nothing in it runs as a formula, and it names no case and no person."""
    lang = paper["lang"]
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})

        def sheet(name: str, rows: Iterable[Cells], widths: Sequence[int], heads: int = 1) -> None:
            page = book.add_worksheet(name)
            for place, width in enumerate(widths):
                page.set_column(place, place, width)
            for number, cells in enumerate(rows):
                style = bold if number < heads else plain
                for place, cell in enumerate(cells):
                    if isinstance(cell, int | float):
                        page.write_number(number, place, cell, style)
                    else:
                        page.write_string(number, place, fit_cell(str(cell)), style)

        sheet("1", _said(paper), (_NARROW, _WIDE), 2)
        table = paper["table"]
        sheet(
            "2",
            [table["head"], *table["rows"], *([[table["note"]]] if table["note"] else [])],
            (_NARROW,) * 5,
        )
        chart = paper["chart"]
        bars = [[row["label"], *row["values"]] for row in chart["rows"]]
        sheet("3", [[chart["title"], *chart["names"]], *bars], (_NARROW,) * 4)
        sheet("4", _definitions(lang), (_NARROW, _WIDE, _WIDE), 0)
        sheet("5", [[paper["words"]["proof"]], *([line] for line in paper["proof"])], (_WIDE,))


def _said(paper: dict[str, Any]) -> Iterable[Cells]:
    yield (paper["organ"], paper["title"])
    yield (paper["number"] or paper["draft"], paper["date"])
    for section in paper["sections"]:
        yield (section["head"], "\n".join([*section["sentences"], section["words"]]).strip())
    if paper["replies"]:
        yield (paper["words"]["replies"], "\n".join(paper["replies"]))
    if paper["changes"]["head"]:
        yield (paper["changes"]["head"], "\n".join(paper["changes"]["lines"]))


def _definitions(lang: str) -> Iterable[Cells]:
    """Return how each figure is counted, those of the table first."""
    known = sorted((*indicators(), *signals()), key=lambda each: each.id not in COLUMNS)
    for each in known:
        yield (each.code.label(lang), each.words("definition", lang), each.words("exclusions", lang))
