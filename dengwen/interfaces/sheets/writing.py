"""Lists and rejected rows into xlsx and CSV. Memory does not grow with rows; no text runs as a formula."""

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from dengwen.interfaces.sheets.guarding import fit_cell, guard, writable
from dengwen.interfaces.sheets.headers import REPORT_HEADERS
from dengwen.interfaces.sheets.planning import PlannedRow
from dengwen.interfaces.sheets.problems import CHINESE, ENGLISH
from dengwen.interfaces.sheets.values import as_plain

CellOut = str | int | float | bool | dt.date | dt.datetime | None

ROWS_A_SHEET = 1_048_576
_WIDEST, _NARROWEST = 60, 6
_EXACT_NUMBER = 2**53
_LABELS = {
    ENGLISH: ("Filter", "Written", "By", "none"),
    CHINESE: ("筛选条件", "导出时间", "导出人", "无"),
}


@dataclass(frozen=True, slots=True)
class ListHead:
    """What stands above a list: what it is, which filter made it, when it was written and by whom."""

    title: str
    filter_words: str
    written_at: dt.datetime
    written_by: str
    zone: str = "Asia/Shanghai"
    language: str = ENGLISH

    def lines(self) -> list[tuple[str, str]]:
        """Return label and text of each line; the time with its offset and the name of its zone."""
        filtered, written, by, nothing = _LABELS[CHINESE if self.language.startswith("zh") else ENGLISH]
        local = self.written_at.astimezone(ZoneInfo(self.zone))
        offset = local.strftime("%z")
        moment = f"{local:%Y-%m-%d %H:%M:%S} {offset[:3]}:{offset[3:5]} ({self.zone})"
        return [
            (self.title, ""),
            (filtered, self.filter_words or nothing),
            (written, moment),
            (by, self.written_by),
        ]


def write_list_xlsx(
    target: Path | IO[bytes], head: ListHead, headers: Sequence[str], rows: Iterable[Sequence[CellOut]]
) -> int:
    """Write a list under its head block; return the number of rows. A full sheet goes on in the next."""
    with _Book(target, head.zone) as book:
        book.start("1", head.lines(), headers)
        count = 0
        for cells in rows:
            count += 1
            if book.is_full:
                book.start(f"{book.sheets + 1}", head.lines(), headers)
            book.write(cells)
        return count


def write_list_csv(
    target: IO[bytes], head: ListHead, headers: Sequence[str], rows: Iterable[Sequence[CellOut]]
) -> int:
    """Write a list as CSV in UTF-8 with its mark, for Excel; texts that could run get an apostrophe."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    for label, words in head.lines():
        writer.writerow([guard(writable(label)), guard(writable(words))])
    writer.writerow([])
    writer.writerow([guard(writable(header)) for header in headers])
    count = 0
    for cells in rows:
        count += 1
        writer.writerow([_csv_cell(cell, head.zone) for cell in cells])
    text.detach()
    return count


def write_rejects_xlsx(
    target: Path | IO[bytes],
    headers: Sequence[str],
    rejected: Iterable[PlannedRow],
    *,
    sheet: str = "",
    header_row: int = 1,
) -> int:
    """Write every rejected row as it came, with row number, columns, values and reasons behind it.

    Headers stand in the row and on the sheet where the mapping looks for them, and the five added columns are
    left out on the way in: the workbook can be corrected and handed in again with the same mapping.
    """
    all_headers = (*headers, *REPORT_HEADERS)
    with _Book(target, "UTC") as book:
        book.start(sheet or "rejected", [("", "")] * (header_row - 1), all_headers, blank_line=False)
        count = 0
        for planned in (row for row in rejected if row.problems):
            count += 1
            if book.is_full:
                book.start(f"{sheet or 'rejected'} {book.sheets + 1}", [], all_headers, blank_line=False)
            problems = planned.problems
            book.write(
                [
                    *(_plain_cell(planned.cells.get(header)) for header in headers),
                    planned.number,
                    "\n".join(problem.column for problem in problems),
                    "\n".join(problem.value for problem in problems),
                    "\n".join(problem.sentence(ENGLISH) for problem in problems),
                    "\n".join(problem.sentence(CHINESE) for problem in problems),
                ]
            )
        return count


class _Book:
    """A workbook written row by row, each sheet with its own head, filter and fitting widths."""

    def __init__(self, target: Path | IO[bytes], zone: str) -> None:
        out = str(target) if isinstance(target, Path) else target
        self._book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False})
        self._zone = ZoneInfo(zone)
        self._bold = self._book.add_format({"bold": True})
        self._header = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._sheet: Worksheet | None = None
        self._widths: list[int] = []
        self._head_at = self._next = 0
        self.sheets = 0

    def __enter__(self) -> "_Book":
        return self

    def __exit__(self, *_: object) -> None:
        self._finish_sheet()
        self._book.close()

    @property
    def is_full(self) -> bool:
        return self._next >= ROWS_A_SHEET

    def start(
        self, name: str, lines: Sequence[tuple[str, str]], headers: Sequence[str], *, blank_line: bool = True
    ) -> None:
        self._finish_sheet()
        self._sheet = sheet = self._book.add_worksheet(name)
        self.sheets += 1
        for number, (label, words) in enumerate(lines):
            if label or words:
                sheet.write_string(number, 0, fit_cell(label), self._bold)
                sheet.write_string(number, 1, fit_cell(words))
        self._head_at = len(lines) + (1 if lines and blank_line else 0)
        for place, header in enumerate(headers):
            sheet.write_string(self._head_at, place, fit_cell(header), self._header)
        self._widths = [_display_width(header) + 3 for header in headers]
        self._next = self._head_at + 1
        sheet.freeze_panes(self._next, 0)

    def write(self, cells: Sequence[CellOut]) -> None:
        if self._sheet is None:
            raise RuntimeError("start a sheet before writing rows")
        for place, cell in enumerate(cells):
            shown = self._write_cell(self._sheet, place, cell)
            if place < len(self._widths) and self._widths[place] < _WIDEST:
                self._widths[place] = max(self._widths[place], _display_width(shown))
        self._next += 1

    def _write_cell(self, sheet: Worksheet, place: int, cell: CellOut) -> str:
        if cell is None or cell == "":
            return ""
        if isinstance(cell, bool):
            sheet.write_boolean(self._next, place, cell)
        elif isinstance(cell, int | float) and abs(cell) < _EXACT_NUMBER:
            sheet.write_number(self._next, place, cell)
        elif isinstance(cell, dt.date) and cell.year > 1900:
            self._write_date(sheet, place, cell)
        else:
            sheet.write_string(self._next, place, fit_cell(str(cell)))
        return str(cell)

    def _write_date(self, sheet: Worksheet, place: int, cell: dt.date) -> None:
        cell_format: Format = self._day
        if isinstance(cell, dt.datetime):
            cell_format = self._moment
            cell = cell.astimezone(self._zone).replace(tzinfo=None) if cell.tzinfo else cell
        sheet.write_datetime(self._next, place, cell, cell_format)

    def _finish_sheet(self) -> None:
        if self._sheet is None:
            return
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, max(_NARROWEST, min(_WIDEST, width + 1)))
        if self._widths:
            self._sheet.autofilter(
                self._head_at, 0, max(self._head_at, self._next - 1), len(self._widths) - 1
            )
        self._sheet = None


def _display_width(text: str) -> int:
    """Return how wide the widest line of ``text`` is, a Chinese sign counting two."""
    return max((_line_width(line[:_WIDEST]) for line in text[:1000].split("\n")), default=0)


def _line_width(line: str) -> int:
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


def _csv_cell(cell: CellOut, zone: str) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime) and cell.tzinfo:
        cell = cell.astimezone(ZoneInfo(zone))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell
    return guard(writable(as_plain(cell)))


def _plain_cell(cell: object) -> CellOut:
    """Return an original cell as it can be written back; durations and bare times become text."""
    return cell if isinstance(cell, str | int | float | dt.date) else as_plain(cell)
