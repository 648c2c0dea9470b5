"""Rows out of xlsx, xlsm, xlsb, xls, ods, csv and these in gzip, told apart by content, not by name."""

import datetime as dt
import gzip
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import IO, cast

import python_calamine

from dengwen.interfaces.sheets import csv_reading
from dengwen.interfaces.sheets.headers import header_names, without_report_columns
from dengwen.interfaces.sheets.problems import SheetLayoutError, UnreadableFileError

Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta

LARGEST_WORKBOOK = 512 * 1024 * 1024
MOST_PARTS = 10_000
_ZIP, _OLE, _GZIP = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KNOWN_STRANGERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"<htm": "HTML",
    b"<!do": "HTML",
    b"<tab": "HTML",
    b"<?xm": "XML",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"{\\rt": "RTF",
    b"PAR1": "Parquet",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty: its number as a spreadsheet program shows it, and its cells by column name.

    ``flaw`` names the reason (see ``problems``) why the row's shape cannot be trusted; '' if it can.
    """

    number: int
    cells: dict[str, Cell]
    flaw: str = ""
    flaw_facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """One sheet of one file. :meth:`rows` may be called again and again; each call reads the file anew."""

    path: Path
    kind: str
    gzipped: bool
    sheet_names: tuple[str, ...]
    sheet: str
    header_row: int
    headers: tuple[str, ...] = ()
    full_width: int = 0
    dialect: csv_reading.Dialect | None = None

    def rows(self) -> Iterator[Row]:
        """Yield every row below the header that is not empty. For CSV, memory does not grow with the file."""
        for number, cells, broken in _numbered(self):
            if number <= self.header_row or not any(map(_is_filled, cells)):
                continue
            yield _row(self, number, cells, broken)


def open_sheet(path: Path | str, *, sheet: str = "", header_row: int = 1) -> Sheet:
    """Find out what ``path`` is and read its headers.

    ``sheet`` is a name, or '' for the first visible sheet. Raises :class:`UnreadableFileError` when the
    file is of no use and :class:`SheetLayoutError` when sheet or headers are not there.
    """
    bare = _bare(Path(path), sheet, header_row)
    raw = next((cells for number, cells, _ in _numbered(bare) if number == header_row), [])
    headers = header_names(raw[: without_report_columns(raw)])
    if not any(map(_is_filled, raw)):
        raise SheetLayoutError("header_missing", row=header_row)
    full_width = max((place for place, cell in enumerate(raw, start=1) if _is_filled(cell)), default=0)
    return replace(bare, headers=tuple(headers), full_width=full_width)


def file_kind(path: Path) -> tuple[str, bool]:
    """Return the kind (``csv``, ``ods``, ``xls``, ``xlsb``, ``xlsx``) and whether it is inside gzip."""
    if not path.is_file():
        raise UnreadableFileError("file_missing", path=path.name)
    with path.open("rb") as file:
        gzipped = file.read(2) == _GZIP
    with _opened(path, gzipped) as opened:
        start = _read_or_refuse(opened, 4096)
    if not start:
        raise UnreadableFileError("file_empty")
    if start.startswith(_ZIP):
        return _kind_of_zip(path, gzipped), gzipped
    if start.startswith(_OLE):
        with _unpacked(path, gzipped) as file:
            locked = _ENCRYPTED in file.read()
        if locked:
            raise UnreadableFileError("file_locked")
        return "xls", gzipped
    stranger = _KNOWN_STRANGERS.get(start.lstrip(b"\xef\xbb\xbf \t\r\n")[:4].lower()) or next(
        (name for magic, name in _KNOWN_STRANGERS.items() if start.startswith(magic)), None
    )
    if stranger:
        raise UnreadableFileError("file_unknown", found=stranger)
    if b"\x00" in start and not _may_be_utf16(start):
        raise UnreadableFileError("file_unknown", found="binary")
    if gzipped:
        _check_unpacked(path)
    return "csv", gzipped


def guess_header_row(path: Path | str, *, sheet: str = "") -> int:
    """Return the first of twenty rows that is as wide as the widest and holds only texts; 1 if none is."""
    bare = _bare(Path(path), sheet, 0)
    first = [(number, cells) for number, cells, _ in islice(_numbered(bare), 20)]
    widest = max((sum(map(_is_filled, cells)) for _, cells in first), default=0)
    for number, cells in first:
        filled = [cell for cell in cells if _is_filled(cell)]
        if len(filled) >= max(1, widest - widest // 4) and all(isinstance(cell, str) for cell in filled):
            return number
    return 1


def _bare(path: Path, sheet: str, header_row: int) -> Sheet:
    kind, gzipped = file_kind(path)
    if kind == "csv":
        dialect = csv_reading.sniff(lambda: _opened(path, gzipped))
        return Sheet(path, kind, gzipped, (), "", header_row, dialect=dialect)
    names, chosen = _choose_sheet(_workbook(path, gzipped), sheet)
    return Sheet(path, kind, gzipped, names, chosen, header_row)


def _numbered(sheet: Sheet) -> Iterator[tuple[int, Sequence[Cell], bool]]:
    if sheet.dialect is not None:
        try:
            for record in csv_reading.records(lambda: _opened(sheet.path, sheet.gzipped), sheet.dialect):
                yield record.number, record.cells, record.broken
        except (EOFError, OSError, gzip.BadGzipFile) as error:
            raise UnreadableFileError("file_damaged", detail=str(error)) from error
        return
    book = _workbook(sheet.path, sheet.gzipped)
    try:
        rows = book.get_sheet_by_name(sheet.sheet).iter_rows()
        for number, cells in enumerate(rows, start=1):
            yield number, cells, False
    except python_calamine.CalamineError as error:
        raise UnreadableFileError("file_damaged", detail=str(error)) from error


def _row(sheet: Sheet, number: int, cells: Sequence[Cell], broken: bool) -> Row:
    width = len(sheet.headers)
    named = dict(zip(sheet.headers, chain(cells, [""] * (width - len(cells))), strict=False))
    if broken:
        return Row(number, named, "broken_quotes")
    if sheet.dialect is None or len(cells) == sheet.full_width:
        return Row(number, named)
    facts: dict[str, object] = {"cells": len(cells), "headers": width}
    if len(cells) < width:
        return Row(number, named, "too_few_cells", facts)
    beyond = cells[sheet.full_width :]
    if any(map(_is_filled, beyond)):
        whole = sheet.dialect.delimiter.join(map(str, (named[sheet.headers[-1]], *beyond)))
        return Row(number, {**named, sheet.headers[-1]: whole}, "too_many_cells", facts)
    return Row(number, named)


def _is_filled(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _opened(path: Path, gzipped: bool) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, "rb")) if gzipped else path.open("rb")


def _check_unpacked(path: Path) -> None:
    """Refuse a file in gzip that grows beyond the limit; nothing of it is kept meanwhile."""
    with _opened(path, gzipped=True) as file:
        size = 0
        while chunk := _read_or_refuse(file, 1 << 20):
            size += len(chunk)
            if size > LARGEST_WORKBOOK:
                raise UnreadableFileError("file_too_large", limit=LARGEST_WORKBOOK >> 20)


def _read_or_refuse(file: IO[bytes], size: int) -> bytes:
    try:
        return file.read(size)
    except (EOFError, OSError, gzip.BadGzipFile) as error:
        raise UnreadableFileError("file_damaged", detail=str(error)) from error


def _unpacked(path: Path, gzipped: bool) -> IO[bytes]:
    """Return the workbook as a seekable file, refusing one that grows beyond the limit."""
    if not gzipped:
        return path.open("rb")
    with _opened(path, gzipped) as file:
        content = _read_or_refuse(file, LARGEST_WORKBOOK + 1)
    if len(content) > LARGEST_WORKBOOK:
        raise UnreadableFileError("file_too_large", limit=LARGEST_WORKBOOK >> 20)
    return io.BytesIO(content)


def _kind_of_zip(path: Path, gzipped: bool) -> str:
    try:
        with _unpacked(path, gzipped) as file, zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableFileError("file_damaged", detail=str(error)) from error
    if size > LARGEST_WORKBOOK:
        raise UnreadableFileError("file_too_large", limit=LARGEST_WORKBOOK >> 20)
    if len(names) > MOST_PARTS:
        raise UnreadableFileError("file_damaged", detail=f"{len(names)} parts, at most {MOST_PARTS}")
    for member, kind in (("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb"), ("content.xml", "ods")):
        if member in names:
            return kind
    raise UnreadableFileError("file_unknown", found="ZIP")


def _may_be_utf16(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    half = len(start) // 2
    return (b"\x00" not in start[0::2] and start[1::2].count(0) > half // 3) or (
        b"\x00" not in start[1::2] and start[0::2].count(0) > half // 3
    )


def _workbook(path: Path, gzipped: bool) -> python_calamine.CalamineWorkbook:
    try:
        with _unpacked(path, gzipped) as file:
            return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(file.read()))
    except python_calamine.PasswordError as error:
        raise UnreadableFileError("file_locked") from error
    except python_calamine.CalamineError as error:
        raise UnreadableFileError("file_damaged", detail=str(error)) from error


def _choose_sheet(book: python_calamine.CalamineWorkbook, sheet: str) -> tuple[tuple[str, ...], str]:
    names = tuple(book.sheet_names)
    visible = [
        meta.name for meta in book.sheets_metadata if meta.visible == python_calamine.SheetVisibleEnum.Visible
    ]
    if sheet and sheet not in names:
        raise SheetLayoutError("sheet_missing", sheet=sheet, present=", ".join(names))
    return names, sheet or (visible or list(names))[0]
