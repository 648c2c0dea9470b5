"""CSV as it really comes: any of four encodings, any of four delimiters, quotation marks that do not match.

A quotation mark that is never closed must not swallow the rows after it, as it does in an ordinary reader:
each line is tried alone, joined with the next ones only while a quotation mark is open, and given up as one
broken row when that does not lead to an end.
"""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from dengwen.interfaces.sheets.guarding import unguard
from dengwen.interfaces.sheets.problems import UnreadableFileError

DELIMITERS = (",", ";", "\t", "|")
LONGEST_RECORD = 1_000_000
MOST_LINES = 1_000
MOST_BROKEN = 100
_CHUNK = 1 << 16
_SAMPLE = 1 << 16

Opener = Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written."""

    encoding: str
    delimiter: str


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its number as a spreadsheet program shows it, its cells, whether its quotes are broken."""

    number: int
    cells: list[str]
    broken: bool = False


def sniff(opener: Opener) -> Dialect:
    """Find out encoding and delimiter; reads the whole file once, in small pieces."""
    encoding = _sniff_encoding(opener)
    with io.TextIOWrapper(opener(), encoding=encoding, newline="") as file:
        return Dialect(encoding, _sniff_delimiter(file.read(_SAMPLE)))


def _sniff_encoding(opener: Opener) -> str:
    with opener() as file:
        start = file.read(4096)
    if start.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    elif start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif start[1::2].count(0) > len(start) // 5:
        candidates = ["utf-16-le"]
    elif start[0::2].count(0) > len(start) // 5:
        candidates = ["utf-16-be"]
    else:
        candidates = ["utf-8", "gb18030"]
    bad_at = 0
    for encoding in candidates:
        position = _first_undecodable(opener, encoding)
        if position is None:
            return encoding
        bad_at = bad_at or position
    raise UnreadableFileError("encoding_unknown", position=bad_at)


def _first_undecodable(opener: Opener, encoding: str) -> int | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    position = 0
    with opener() as file:
        while True:
            chunk = file.read(_CHUNK)
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return position - pending + error.start + 1
            if not chunk:
                return None
            position += len(chunk)


def _sniff_delimiter(text: str) -> str:
    """Take the delimiter under which most of the first rows are as wide as each other, then the wider one."""

    def score(delimiter: str) -> tuple[float, int]:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        widths = [len(row) for row in (rows[:-1] or rows)[:50] if row]
        if not widths:
            return (0.0, 0)
        usual, count = Counter(widths).most_common(1)[0]
        return (count / len(widths) if usual > 1 else 0.0, usual)

    return max(DELIMITERS, key=score)


def records(opener: Opener, dialect: Dialect) -> Iterator[Record]:
    """Yield the records one by one; blank lines are counted but not yielded. Memory: one record."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_RECORD))
    with io.TextIOWrapper(opener(), encoding=dialect.encoding, newline="") as file:
        lines = _Lines(file)
        number = broken = first_broken = 0
        while (line := lines.take()) is not None:
            number += 1
            if not line.strip("\r\n"):
                continue
            record = _record(number, line, lines, dialect.delimiter)
            if record.broken:
                broken, first_broken = broken + 1, first_broken or number
            if broken > MOST_BROKEN:
                raise UnreadableFileError("quotes_hopeless", limit=MOST_BROKEN, row=first_broken)
            yield record


class _Lines:
    """Physical lines, with a way to put back those that turned out not to belong to a record."""

    def __init__(self, file: io.TextIOWrapper) -> None:
        self._file = file
        self._returned: list[str] = []

    def take(self) -> str | None:
        if self._returned:
            return self._returned.pop()
        return self._file.readline(LONGEST_RECORD) or None

    def put_back(self, lines: list[str]) -> None:
        self._returned.extend(reversed(lines))


def _record(number: int, line: str, lines: _Lines, delimiter: str) -> Record:
    if '"' not in line:
        return Record(number, [unguard(cell) for cell in line.rstrip("\r\n").split(delimiter)])
    cells, is_open = _parse(line, delimiter)
    further: list[str] = []
    size = len(line)
    while is_open and len(further) < MOST_LINES and size < LONGEST_RECORD:
        more = lines.take()
        if more is None:
            break
        further.append(more)
        size += len(more)
        if '"' in more:
            cells, is_open = _parse(line + "".join(further), delimiter)
    if cells is not None:
        return Record(number, [unguard(cell) for cell in cells])
    lines.put_back(further)
    return Record(number, _leniently(line, delimiter), broken=True)


def _parse(text: str, delimiter: str) -> tuple[list[str] | None, bool]:
    """Return the cells, or None and whether a quotation mark is still open."""
    try:
        return next(csv.reader(_one(text), delimiter=delimiter, strict=True)), False
    except csv.Error as error:
        return None, "unexpected end of data" in str(error)


def _leniently(line: str, delimiter: str) -> list[str]:
    return [cell.strip('"') for cell in line.rstrip("\r\n").split(delimiter)]


def _one(text: str) -> Iterator[str]:
    yield text
