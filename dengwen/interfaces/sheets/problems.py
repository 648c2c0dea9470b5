"""What can be wrong with a sheet, a row or a mapping, said in English and in Chinese.

Code everywhere else only names a reason and gives its facts; the sentences stand here, side by side. Each
sentence says what is wrong and what to do.
"""

from collections.abc import Mapping as Facts
from dataclasses import dataclass, field

ENGLISH = "en"
CHINESE = "zh-hans"

_FILE: dict[str, tuple[str, str]] = {
    "file_missing": ("There is no file {path}. Check the name.", "没有文件 {path}。请核对文件名。"),
    "file_empty": ("The file is empty. Hand in a file with rows.", "文件是空的。请提交有数据行的文件。"),
    "file_unknown": (
        "This is not a spreadsheet that can be read ({found}). Save it as .xlsx or .csv and try again.",
        "这不是可以读取的表格（{found}）。请另存为 .xlsx 或 .csv 后重新提交。",
    ),
    "file_locked": (
        "The workbook is protected by a password. Save it without the password and hand it in again.",
        "工作簿有密码保护。请去掉密码另存后重新提交。",
    ),
    "file_damaged": (
        "The file is damaged or cut short ({detail}). Open it, save it anew and hand it in again.",
        "文件已损坏或不完整（{detail}）。请打开后重新保存再提交。",
    ),
    "file_too_large": (
        "Unpacked, the workbook is larger than {limit} MB. Save the sheet as .csv, which may be of any size.",
        "工作簿解压后超过 {limit} MB。请将工作表另存为 .csv（大小不限）。",
    ),
    "encoding_unknown": (
        "The text is neither UTF-8 nor GB18030 nor UTF-16 (first at byte {position}). Save it as UTF-8.",
        "文字编码不是 UTF-8、GB18030 或 UTF-16（首次出现在第 {position} 字节）。请另存为 UTF-8。",
    ),
    "sheet_missing": (
        "The workbook has no sheet “{sheet}”. It has: {present}. Change `sheet` in the mapping.",
        "工作簿中没有工作表“{sheet}”，现有：{present}。请修改映射中的 `sheet`。",
    ),
    "header_missing": (
        "Row {row} holds no headers. Set `header_row` in the mapping to the row with the column names.",
        "第 {row} 行没有列名。请把映射中的 `header_row` 设为列名所在行。",
    ),
    "columns_missing": (
        "The file lacks the columns {columns}. It has: {present}. Change the mapping or the file.",
        "文件缺少列：{columns}。现有列：{present}。请修改映射或提交正确的文件。",
    ),
    "quotes_hopeless": (
        "More than {limit} rows have broken quotation marks, first at row {row}. Save it anew as .xlsx.",
        "引号错误的行超过 {limit} 行，首行为第 {row} 行。请将表格另存为 .xlsx。",
    ),
}

_ROW: dict[str, tuple[str, str]] = {
    "broken_quotes": (
        "The quotation marks of this line do not match. Correct them, doubling each mark inside a text.",
        "本行引号不配对。请更正；文字内的引号应写两个。",
    ),
    "too_many_cells": (
        "The row has {cells} cells, the header {headers}. Put a text with separators in quotation marks.",
        "本行有 {cells} 格，而表头只有 {headers} 格。含分隔符的文字请加引号。",
    ),
    "too_few_cells": (
        "The row has only {cells} cells, the header {headers}. Complete the row.",
        "本行只有 {cells} 格，而表头有 {headers} 格。请补全。",
    ),
    "value_missing": ("This must not be empty. Fill it in.", "此项不能为空，请填写。"),
    "date_unreadable": (
        "This is not a date that can be read. Write it as 2012-03-05.",
        "无法识别的日期。请写成 2012-03-05 的形式。",
    ),
    "date_ambiguous": (
        "Day and month cannot be told apart. Write it as 2012-03-05, or set `date_order` in the mapping.",
        "无法区分日和月。请写成 2012-03-05，或在映射中设置 `date_order`。",
    ),
    "date_impossible": ("There is no such day in the calendar.", "日历上没有这一天。"),
    "date_in_future": ("The date lies after today ({today}).", "日期晚于今天（{today}）。"),
    "date_too_early": (
        "The date lies before {earliest}, the earliest allowed.",
        "日期早于允许的最早日期 {earliest}。",
    ),
    "dates_out_of_order": (
        "This lies before {earlier_column} ({earlier}). Correct whichever of the two is wrong.",
        "早于“{earlier_column}”（{earlier}）。请更正其中有误的一项。",
    ),
    "number_unreadable": ("This is not a whole number.", "不是整数。"),
    "value_unknown": (
        "The table “{lookup}” of the mapping does not know this value. Add it there, or correct the cell.",
        "映射表“{lookup}”中没有此值。请在表中补充，或更正单元格。",
    ),
    "code_unknown": (
        "The code {found} is not in the code list of {field}. Correct the mapping or add the code.",
        "代码 {found} 不在“{field}”的代码表中。请更正映射或增加代码。",
    ),
    "too_long": (
        "The text has {length} characters; at most {limit} are allowed here.",
        "文字有 {length} 字，此处最多 {limit} 字。",
    ),
    "cell_cut": (
        "The cell was cut at the limit of the spreadsheet. Take the whole text from the first file.",
        "单元格因表格软件的长度限制被截断。请从原文件取全文。",
    ),
    "duplicate_row": (
        "The row is identical to row {first_row} of the same file, so it is not a further contact.",
        "本行与同一文件第 {first_row} 行完全相同，不作为新的来件。",
    ),
    "organ_unknown": (
        "No organ with the code {found} stands at or below the organ of your post. Correct the mapping or the cell.",
        "您的岗位所在机关及其下级中没有代码为 {found} 的机关。请更正映射或单元格。",
    ),
    "taken_elsewhere": (
        "This row is in already, with an organ whose cases you do not see. Leave it out.",
        "本行已由您无权查看的机关登记，请从文件中删去。",
    ),
    "refused": ("Registration was refused: {detail}", "登记被拒绝：{detail}"),
}

_MAPPING: dict[str, tuple[str, str]] = {
    "mapping_syntax": (
        "The mapping is not valid TOML: {detail}. Texts need quotation marks; each table one heading.",
        "映射文件不是有效的 TOML：{detail}。文字要加引号，每个表只写一次标题。",
    ),
    "mapping_absent": ("“{where}” is missing. Add it.", "缺少“{where}”，请补上。"),
    "mapping_extra": (
        "“{where}” is not a word that mappings know. Remove it or correct the spelling.",
        "映射中没有“{where}”这一项。请删除或更正拼写。",
    ),
    "mapping_choice": ("“{where}” must be one of {allowed}.", "“{where}”只能是 {allowed} 之一。"),
    "mapping_invalid": ("“{where}” is wrong: {detail}.", "“{where}”有误：{detail}。"),
    "mapping_no_lookup": (
        "“{where}” names the table “{lookup}”, but there is no [lookups.{lookup}]. Add it.",
        "“{where}”引用了表“{lookup}”，但没有 [lookups.{lookup}]。请补上该表或删除引用。",
    ),
    "mapping_no_origin": (
        "“{where}” has neither column nor columns nor constant nor default. Give one.",
        "“{where}”既未指明来源列（column、columns），也未给出 constant 或 default。",
    ),
    "mapping_two_origins": (
        "“{where}” gives more than one of column, columns and constant. Keep one.",
        "“{where}”同时给出了 column、columns、constant 中的多个，请只留一个。",
    ),
    "mapping_ignored_used": (
        "The column “{column}” is ignored and used at once. Remove it from `ignore` or from the fields.",
        "列“{column}”既被忽略又被使用。请从 `ignore` 或字段中删除。",
    ),
    "mapping_needs_field": (
        "[fields.{field}] is missing: without it no petition can be registered. Add it.",
        "缺少 [fields.{field}]：没有它无法登记信访件。请补上。",
    ),
    "mapping_rule_field": (
        "A rule speaks of “{field}”, which is no date field of this mapping. Add the field or drop the rule.",
        "规则引用了“{field}”，而映射中没有该日期字段。请补上字段或删除规则。",
    ),
    "mapping_parse": (
        '[fields.{field}] is a date: write parse = "date".',
        '[fields.{field}] 是日期：请写 parse = "date"。',
    ),
}

_MAPPING["mapping_no_date"] = (
    '[fields.{field}] is no date: remove parse = "date".',
    '[fields.{field}] 不是日期：请删除 parse = "date"。',
)

_SUGGESTED: dict[str, tuple[str, str]] = {
    "header_known": ("the header “{column}” is a known name for it", "列名“{column}”是它的常用名称"),
    "header_contains": ("the header “{column}” contains “{word}”", "列名“{column}”包含“{word}”"),
    "looks_like_dates": ("“{column}” holds dates in the first rows", "“{column}”前几行都是日期"),
    "longest_text": ("“{column}” holds the longest texts", "“{column}”的文字最长"),
    "all_different": (
        "“{column}” is filled and different in each of the first rows",
        "“{column}”前几行均有值且互不相同",
    ),
    "fallback": ("nothing fits; please choose", "没有合适的列，请自行选择"),
}

SENTENCES: dict[str, tuple[str, str]] = {**_FILE, **_ROW, **_MAPPING, **_SUGGESTED}


def sentence(code: str, facts: Facts[str, object], language: str = ENGLISH) -> str:
    """Return the sentence for ``code`` in ``language`` (``en`` or anything starting with ``zh``).

    A fact that has wordings of its own comes twice: ``detail``, and ``detail_zh`` for Chinese.
    """
    english, chinese = SENTENCES[code]
    if not language.startswith("zh"):
        return english.format_map(dict(facts))
    told = {name.removesuffix("_zh"): value for name, value in facts.items() if name.endswith("_zh")}
    return chinese.format_map({**facts, **told})


class SheetError(Exception):
    """A file or a mapping that cannot be used at all. ``str()`` is the English sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence()

    def sentence(self, language: str = ENGLISH) -> str:
        """Say what is wrong and what to do, in ``language``."""
        return sentence(self.code, self.facts, language)


class UnreadableFileError(SheetError):
    """The file is no spreadsheet, is locked, damaged, too large or in an unknown encoding."""


class SheetLayoutError(SheetError):
    """The file can be read, but the sheet, the header row or the columns are not those of the mapping."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong with one row. ``column`` and ``value`` are '' when it concerns the row as a whole."""

    row: int
    column: str
    value: str
    code: str
    facts: dict[str, object] = field(default_factory=dict)

    def sentence(self, language: str = ENGLISH) -> str:
        """Say what is wrong and what to do."""
        return sentence(self.code, self.facts, language)
