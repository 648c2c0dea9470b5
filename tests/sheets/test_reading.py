"""Files as they really come."""

import datetime as dt
import gzip
import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import odf.opendocument
import odf.table
import odf.text
import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from dengwen.interfaces.sheets import reading
from dengwen.interfaces.sheets.guarding import unguard
from dengwen.interfaces.sheets.headers import REPORT_HEADERS, header_names
from dengwen.interfaces.sheets.problems import SheetError, SheetLayoutError, UnreadableFileError
from dengwen.interfaces.sheets.reading import guess_header_row, open_sheet
from tests.sheets.samples import csv_bytes, put

TABLE = [
    ["编号", "内容"],
    ["1", "路灯坏了"],
    ["2", "say “hi”, then go; now"],
    ["", ""],
    ["3", "两\n行"],
    ["", ""],
]
FILLED = [(2, "1", TABLE[1][1]), (3, "2", TABLE[2][1]), (5, "3", TABLE[4][1])]


def xlsx(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(rows: list[list[str]]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("一")
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: list[list[str]]) -> bytes:
    document = odf.opendocument.OpenDocumentSpreadsheet()
    table = odf.table.Table(name="一")
    for row in rows:
        line = odf.table.TableRow()
        for text in row:
            cell = odf.table.TableCell(valuetype="string") if text else odf.table.TableCell()
            for part in text.split("\n") if text else []:
                cell.addElement(odf.text.P(text=part))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize(("kind", "make"), [("xlsx", xlsx), ("xls", xls), ("ods", ods), ("csv", csv_bytes)])
def test_kind_is_told_by_content(
    tmp_path: Path, kind: str, make: Callable[[list[list[str]]], bytes], zipped: bool
) -> None:
    sheet = open_sheet(put(tmp_path, make(TABLE), zipped=zipped))
    assert (sheet.kind, sheet.gzipped, sheet.headers) == (kind, zipped, ("编号", "内容"))
    assert [(row.number, row.cells["编号"], row.cells["内容"]) for row in sheet.rows()] == FILLED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_sniffed(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = put(tmp_path, csv_bytes(TABLE, encoding=encoding, delimiter=delimiter))
    assert [(row.number, *row.cells.values()) for row in open_sheet(path).rows()] == FILLED


def test_gb18030_is_found_far_behind_the_first_block(tmp_path: Path) -> None:
    rows = [["a", "b"], *([str(number), "ascii"] for number in range(20_000)), ["x", "投诉"]]
    sheet = open_sheet(put(tmp_path, csv_bytes(rows, encoding="gb18030")))
    assert list(sheet.rows())[-1].cells == {"a": "x", "b": "投诉"}


def test_memory_does_not_grow_with_a_csv_file(tmp_path: Path) -> None:
    rows = [["no", "text"], *([str(number), f"投诉 {number} " * 20] for number in range(20_000))]
    path = put(tmp_path, csv_bytes(rows), zipped=True)
    tracemalloc.start()
    try:
        count = sum(1 for _ in open_sheet(path).rows())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 20_000
    assert peak < 3_000_000


def test_an_unclosed_quote_swallows_no_row(tmp_path: Path) -> None:
    content = b'a,b\n1,"open\n2,good\n3,"also good"\n4,"two\nlines"\n'
    rows = list(open_sheet(put(tmp_path, content)).rows())
    assert [(row.cells["a"], row.flaw) for row in rows] == [
        ("1", "broken_quotes"),
        ("2", ""),
        ("3", ""),
        ("4", ""),
    ]
    assert rows[-1].cells["b"] == "two\nlines"


def test_ragged_rows_are_marked_and_keep_every_cell(tmp_path: Path) -> None:
    rows = list(open_sheet(put(tmp_path, b"a,b\n1\n1,2,\n1,2,3\n")).rows())
    assert [row.flaw for row in rows] == ["too_few_cells", "", "too_many_cells"]
    assert rows[2].cells == {"a": "1", "b": "2,3"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"%PDF-1.7 ...", "file_unknown"),
        (b"  <html><table><tr><td>1</td></tr></table>", "file_unknown"),
        (b"PK\x03\x04 not a zip", "file_damaged"),
        (b"\x00\x00\x01\x02\x03" * 50, "file_unknown"),
        (b"a,b\n\xff\xff\xff,1\n", "encoding_unknown"),
        (b"\x1f\x8b\x08\x00 cut", "file_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file_locked"),
        (b"a,b\n" + b'1,"x\n' * 200, "quotes_hopeless"),
    ],
)
def test_useless_files_are_named(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        list(open_sheet(put(tmp_path, content)).rows())
    assert caught.value.code == code
    assert "。" in caught.value.sentence("zh-hans")


def test_a_book_of_very_many_parts_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_PARTS", 3)
    with pytest.raises(UnreadableFileError, match="at most 3") as caught:
        open_sheet(put(tmp_path, xlsx([["a"], ["1"]])))
    assert caught.value.code == "file_damaged"


def test_a_small_file_that_unpacks_without_end_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST_WORKBOOK", 1 << 20)
    for blanks, refused in ((1 << 19, False), (1 << 21, True)):
        bomb = gzip.compress(b"a,b\n1,2\n" + b"\n" * blanks)
        assert len(bomb) < 10_000
        found = ""
        try:
            open_sheet(put(tmp_path, bomb))
        except UnreadableFileError as error:
            found = error.code
        assert found == ("file_too_large" if refused else "")


def test_missing_file_sheet_and_header_are_named(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="There is no file"):
        open_sheet(tmp_path / "no.xlsx")
    path = put(tmp_path, xlsx(TABLE))
    with pytest.raises(SheetLayoutError, match=r"no sheet “x”\. It has: Sheet"):
        open_sheet(path, sheet="x")
    with pytest.raises(SheetLayoutError, match="Row 4 holds no headers"):
        open_sheet(path, header_row=4)


def test_header_names() -> None:
    assert header_names(["\t 留言\n编号", "a \n b", "", "a b", None, "c", "", None]) == [
        "留言编号",
        "a b",
        "column 3",
        "a b (2)",
        "column 5",
        "c",
    ]
    assert len(REPORT_HEADERS) == 5


def test_header_row_below_a_title_is_guessed(tmp_path: Path) -> None:
    path = put(
        tmp_path, xlsx([["统计表", "", ""], ["", "", ""], ["编号", "内容", "日期"], ["1", "x", "2012-1-1"]])
    )
    assert guess_header_row(path) == 3
    assert open_sheet(path, header_row=3).headers == ("编号", "内容", "日期")


def test_date_cells_arrive_as_dates(tmp_path: Path) -> None:
    moment = dt.datetime.fromisoformat("2019-04-08 08:37:20")
    book = openpyxl.Workbook()
    book.active.append(["d"])
    book.active.append([moment])
    book.save(tmp_path / "d")
    assert next(open_sheet(tmp_path / "d").rows()).cells["d"] == moment


# Every letter may come, those that CSV is made of often. Short cells and few rows: what breaks a reader lies in the
# neighbourhood of two letters, and long ones only make the drawing slow.
# (Counted out by number: Hypothesis' own table of all letters is made at the first use, more than a second under load.)
LETTERS = st.integers(1, 0x10FFFF).filter(lambda n: not 0xD800 <= n < 0xE000 and n != 0xFEFF).map(chr)
CELL = st.text(st.sampled_from(",;\t|\"'\r\n =+-@") | LETTERS, max_size=6)


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=6))
def test_any_csv_reads_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("csv")
    table = [["k", "a", "b"], *([f"k{cells[0]}", *cells[1:]] for cells in rows)]
    read = [list(row.cells.values()) for row in open_sheet(put(folder, csv_bytes(table))).rows()]
    assert [[str(cell) for cell in row] for row in read] == [
        [unguard(cell) for cell in row] for row in table[1:]
    ]
