"""The figures as the page shows them: lines with the addresses of their cases, and what is drawn."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from dengwen.domains.bulletins.reads.as_table import COLUMNS, Column, percent, row_words
from dengwen.domains.bulletins.reads.figures import FigureRow, Figures
from dengwen.domains.bulletins.rules.measures import MEASURES
from dengwen.interfaces.kit.sentences import lang

DRAWN_ROWS = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; ``url`` opens the figures of the organ or month that the line is about.

    ``cells`` is HTML already: two hundred numbers through the template engine cost more than all queries.
    """

    words: str
    cells: SafeString
    url: str
    css: str


@cache
def heads(language: str) -> SafeString:
    """Return the heads of the columns behind the first, each leading to its definition."""
    found = []
    for column in COLUMNS:
        measure = column.measure
        name, short = (
            (measure.name_en, measure.short_en) if language == "en" else (measure.name_zh, measure.short_zh)
        )
        css, words = ("c-num c-part", "%") if column.percent else ("c-num", short)
        found.append((css, name, measure.id, words))
    return format_html_join("", '<th scope="col" class="{}" title="{}"><a href="#how-{}">{}</a></th>', found)


@cache
def definitions(language: str) -> SafeString:
    """Return all definitions in the order of the columns."""
    english = language == "en"
    return format_html_join(
        "",
        '<dt id="how-{}">{}</dt><dd>{} <span class="quiet">[{}]</span></dd>',
        (
            (
                measure.id,
                measure.name_en if english else measure.name_zh,
                measure.definition_en if english else measure.definition_zh,
                measure.source,
            )
            for measure in MEASURES
        ),
    )


def table_lines(figures: Figures) -> list[Line]:
    """Return the lines with total and, below it, the part of it that nobody holds. Months are no parts."""
    total = () if figures.split == "month" else (figures.total,)
    return [_line(figures, row) for row in (*figures.rows, *total, figures.nobody)]


def _line(figures: Figures, row: FigureRow) -> Line:
    base = escape("/cases/?" + urlencode(row.scope) + "&figure=")
    cells = "".join(_cell(row, column, base) for column in COLUMNS)
    # Only numbers, names of measures, and an address that was quoted and escaped.
    return Line(_words(figures, row), mark_safe(cells), _way(figures, row), f"line-{row.kind}")  # noqa: S308 - escaped where it is made


def _cell(row: FigureRow, column: Column, base: str) -> str:
    measure = column.measure
    if column.percent:
        share = percent(row, measure)
        words = "–" if share is None else f"{share:.0f}%" if share in (0, 100) else f"{share:.1f}%"
        return f'<td class="c-num c-part">{words}</td>'
    number = row.numbers[measure.id]
    if not number:
        return '<td class="c-num c-none">0</td>'
    late = " c-late" if measure.id == "overdue" else ""
    return f'<td class="c-num{late}"><a href="{base}{measure.id}">{number:,}</a></td>'


def _words(figures: Figures, row: FigureRow) -> str:
    if row.month is not None:
        return date_format(row.month, "YEAR_MONTH_FORMAT")
    return row_words(row, figures.split, lang())


def _way(figures: Figures, row: FigureRow) -> str:
    """Return the query of the page that looks closer at the line: one organ, or one month."""
    if row.kind == "organ" and row.organ is not None:
        return urlencode({"organ": row.organ.id, "month": figures.seen.label, "by": "organ"})
    if row.kind == "month" and row.month is not None:
        return urlencode({"organ": figures.organ.id, "month": f"{row.month:%Y-%m}", "by": "organ"})
    return ""


def chart_of(figures: Figures) -> dict[str, object]:
    """Return what is drawn, in the order of the table: nothing is ranked. The words come from the page."""
    rows = figures.rows[:DRAWN_ROWS]
    return {
        "kind": "months" if figures.split == "month" else "parts",
        "labels": [f"{row.month:%Y-%m}" if row.month else _words(figures, row) for row in rows],
        "numbers": {measure.id: [row.numbers[measure.id] for row in rows] for measure in MEASURES},
    }
