"""Out and in again: nothing runs, nothing is lost."""

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengwen.interfaces.sheets.guarding import CUT_MARK, fit_cell, guard, is_dangerous, unguard
from dengwen.interfaces.sheets.reading import open_sheet
from dengwen.interfaces.sheets.writing import (
    CellOut,
    ListHead,
    write_list_csv,
    write_list_xlsx,
    write_rejects_xlsx,
)
from tests.sheets.samples import MAPPING, csv_bytes, mapping, plan, put

AT = dt.datetime(2026, 11, 22, 13, 46, 5, tzinfo=dt.UTC)
HEAD = ListHead("案件清单", "organ = 澜江市; overdue", AT, "王登记员")
NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "'=1",
    "＝1",
    "|cmd",
    "%x",
    "\n@a",
    "' =cmd|' /C calc'!A0",
]
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff\ufffe\uffff"))


def xlsx(rows: list[list[str]], headers: list[str]) -> io.BytesIO:
    out = io.BytesIO()
    write_list_xlsx(out, HEAD, headers, rows)
    out.seek(0)
    return out


@pytest.mark.parametrize("text", NASTY)
def test_formula_starts_are_guarded_in_csv_and_are_texts_in_xlsx(text: str) -> None:
    assert is_dangerous(text)
    out = io.BytesIO()
    write_list_csv(out, HEAD, ["a"], [[text]])
    cell = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))[-1][0]
    assert cell == "'" + text
    with zipfile.ZipFile(xlsx([[text]], ["a"])) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@given(TEXT)
def test_guarding_is_undone_exactly_and_leaves_nothing_that_runs(text: str) -> None:
    guarded = guard(text)
    assert unguard(guarded) == text
    assert guarded.lstrip()[:1] not in set("=+-@\t\r\n＝＋－＠")


@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), max_size=5))
def test_any_text_comes_back_from_xlsx_and_csv(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("out")
    table = [[f"k{number}", *cells] for number, cells in enumerate(rows)]
    out = io.BytesIO()
    write_list_csv(out, HEAD, ["k", "a", "b"], table)
    for content in (out.getvalue(), xlsx(table, ["k", "a", "b"]).getvalue()):
        sheet = open_sheet(put(folder, content), header_row=6)
        assert [list(row.cells.values()) for row in sheet.rows()] == table


def test_head_block_filter_panes_widths_and_kinds(tmp_path: Path) -> None:
    out = io.BytesIO()
    rows: list[list[CellOut]] = [
        ["投诉内容" * 5, 7, 2.5, True, dt.date(2012, 3, 5), AT, None, 10**18],
        ["", 1, 1, False, None, None, "", 0],
    ]
    assert write_list_xlsx(out, HEAD, list("abcdefgh"), rows) == 2
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    assert [sheet.cell(line, 1).value for line in (1, 2, 3, 4)] == ["案件清单", "Filter", "Written", "By"]
    assert sheet["B2"].value == "organ = 澜江市; overdue"
    assert sheet["B3"].value == "2026-11-22 21:46:05 +08:00 (Asia/Shanghai)"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A7", "A6:H8")
    assert sheet.column_dimensions["A"].width > 40
    assert [cell.value for cell in sheet[7]][1:] == [
        7, 2.5, True, dt.datetime.fromisoformat("2012-03-05"),
        dt.datetime.fromisoformat("2026-11-22T21:46:05"), None, str(10**18),
    ]  # fmt: skip
    chinese = ListHead("清单", "", AT, "x", language="zh-hans").lines()
    assert [label for label, _ in chinese] == ["清单", "筛选条件", "导出时间", "导出人"]
    assert chinese[1][1] == "无"


def test_a_list_longer_than_a_sheet_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dengwen.interfaces.sheets.writing.ROWS_A_SHEET", 10)
    book = openpyxl.load_workbook(xlsx([[str(number)] for number in range(9)], ["a"]))
    values = [cell.value for sheet in book for (cell,) in sheet.iter_rows(min_row=7, max_col=1)]
    assert values == [str(number) for number in range(9)]
    assert book.sheetnames == ["1", "2", "3"]


def test_a_cut_cell_is_marked() -> None:
    assert fit_cell("x" * 32_767) == "x" * 32_767
    assert fit_cell("😀" * 20_000).endswith(CUT_MARK)
    assert len(fit_cell("😀" * 20_000).encode("utf-16-le")) <= 2 * 32_767


@pytest.mark.parametrize(("header_row", "sheet"), [(1, ""), (3, "一")])
def test_rejects_can_be_corrected_and_handed_in_again(tmp_path: Path, header_row: int, sheet: str) -> None:
    rows = [
        ["no", "text", "kind", "opened", "closed"],
        ["1", "=a\n\tb", "rude", "2012-3-5", ""],
        ["2", "b", "?", "x", ""],
    ]
    first = plan(put(tmp_path, csv_bytes(rows)), mapping())
    rejects = tmp_path / "rejects.xlsx"
    assert write_rejects_xlsx(rejects, rows[0], first, sheet=sheet, header_row=header_row) == 1
    book = openpyxl.load_workbook(rejects)
    page = book.active
    assert page is not None
    header = [cell.value for cell in page[header_row]]
    assert header == [*rows[0], "row", "column", "value", "reason (en)", "reason (中文)"]
    bad = page[header_row + 1]
    assert [cell.value for cell in bad[5:8]] == [3, "opened\nkind", "x\n?"]
    assert "2012-03-05" in str(bad[8].value)
    assert "日期" in str(bad[9].value)
    bad[2].value, bad[3].value = "rude", "2012-03-05"
    book.save(rejects)
    text = MAPPING.replace("key =", f'header_row = {header_row}\nsheet = "{sheet}"\nkey =')
    (corrected,) = plan(rejects, mapping(text))
    assert corrected.draft is not None
    assert (corrected.draft.external_key, corrected.draft.text) == ("2", "b")


def test_rejects_keep_the_cells_as_they_were(tmp_path: Path) -> None:
    rows = [["no", "text", "kind", "opened", "closed"], ["1", "=a\n b", "?", "2012-3-5", ""]]
    first = plan(put(tmp_path, csv_bytes(rows)), mapping())
    write_rejects_xlsx(tmp_path / "r", rows[0], first)
    again = plan(tmp_path / "r", mapping())
    assert again[0].cells == first[0].cells
    assert [problem.code for problem in again[0].problems] == ["value_unknown"]
