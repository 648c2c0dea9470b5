"""Mappings: read, refused with line and remedy, written, suggested."""

import string
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengwen.interfaces.sheets.mapping import Lookup
from dengwen.interfaces.sheets.mapping_file import MappingError, dump_mapping, load_mapping, parse_mapping
from dengwen.interfaces.sheets.problems import SENTENCES
from dengwen.interfaces.sheets.reading import Row, open_sheet
from dengwen.interfaces.sheets.suggesting import suggest
from tests.sheets.samples import MAPPING, ROOT, csv_bytes, mapping, put


@pytest.mark.parametrize("name", ["police-complaints", "citizen-messages"])
def test_examples_load_and_survive_being_written(name: str) -> None:
    loaded = load_mapping(ROOT / "examples" / f"{name}.toml")
    assert parse_mapping(dump_mapping(loaded)) == loaded


def test_example_organs_cover_the_codes_of_the_example_mappings() -> None:
    lines = (ROOT / "examples" / "organs.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "code,name_zh,name_en,level,kind,parent_code,founded_on"
    rows = [line.split(",") for line in lines[1:]]
    codes = {row[0] for row in rows}
    assert all(code.startswith("99") and len(code) == 12 for code in codes)
    assert all(not row[5] or row[5] in codes for row in rows)
    for name in ("police-complaints", "citizen-messages"):
        loaded = load_mapping(ROOT / "examples" / f"{name}.toml")
        rule = loaded.fields["organ_code"]
        named = {rule.constant, rule.default}
        if rule.lookup:
            lookup = loaded.lookups[rule.lookup]
            named |= {lookup.otherwise, *lookup.exact.values()}
        assert named - {None} <= codes


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("version = 1", "version = ", "mapping_syntax", 2),
        ("version = 1", "version = 2", "mapping_choice", 2),
        ('parse = "date"', 'parse = "dat"', "mapping_choice", 16),
        ('lookup = "kinds"', 'lookup = "sorts"', "mapping_no_lookup", 11),
        ('lookup = "kinds"', 'look = "kinds"', "mapping_extra", 11),
        ('register = "test"', "", "mapping_absent", 0),
        ('column = "text"', "", "mapping_no_origin", 6),
        ('column = "text"', 'column = "text"\nconstant = "x"', "mapping_two_origins", 6),
        ('key = ["no"]', 'key = ["no"]\nignore = ["text"]', "mapping_ignored_used", 5),
        ('column = "closed"\nparse = "date"', 'column = "closed"', "mapping_parse", 18),
        ('column = "text"', 'column = "text"\nparse = "date"', "mapping_no_date", 8),
        ("[fields.received_on]", "[fields.answered_on]", "mapping_needs_field", 0),
        ("[fields.text]", "[fields.txt]", "mapping_choice", 6),
    ],
)
def test_faults_name_line_and_remedy(old: str, new: str, code: str, line: int) -> None:
    assert old in MAPPING
    with pytest.raises(MappingError) as caught:
        parse_mapping(MAPPING.replace(old, new, 1))
    assert (code, line) in [(fault.code, fault.line) for fault in caught.value.faults]
    assert caught.value.sentence("zh-hans") != str(caught.value)


def test_lookup_prefers_whole_values_then_long_beginnings_then_patterns() -> None:
    lookup = Lookup(
        exact={"05A": "exact"},
        prefixes={"05": "short", "05Z": "long"},
        like=[["*force*", "like"], ["*", "any"]],
    )
    found = [lookup.find(value) for value in ("05a ", "０５ＡＢ", "05ZZ", "Excessive  FORCE used", "x")]
    assert found == ["exact", "short", "long", "like", "any"]
    assert Lookup(exact={"a": "1"}, otherwise="9").find("b") is None


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8"))))
def test_any_table_survives_being_written(table: dict[str, str]) -> None:
    content = mapping().model_dump(by_alias=True)
    content["lookups"]["kinds"]["exact"] = table
    whole = type(mapping()).model_validate(content)
    assert parse_mapping(dump_mapping(whole)).lookups["kinds"].exact == table


def test_suggestion_for_a_chinese_register(tmp_path: Path) -> None:
    rows = [
        ["信访件编号", "信访人姓名", "来信日期", "反映的主要内容", "责任单位", "办结日期", "备注"],
        ["1", "甲", "2012年3月5日", "派出所不立案", "澜江市公安局", "", ""],
    ]
    sheet = open_sheet(put(tmp_path, csv_bytes(rows)))
    found = suggest(sheet.headers, list(sheet.rows()), register="r")
    chosen = {name: rule.column for name, rule in found.mapping.fields.items() if rule.column}
    assert found.mapping.key == ["信访件编号"]
    assert chosen == {
        "petitioner_name": "信访人姓名",
        "received_on": "来信日期",
        "text": "反映的主要内容",
        "organ_code": "责任单位",
        "closed_on": "办结日期",
        "note": "备注",
    }
    assert "contains “主要内容”" in found.reasons["text"].sentence()
    assert parse_mapping(dump_mapping(found.mapping)) == found.mapping


def test_suggestion_by_content_when_headers_say_nothing() -> None:
    rows = [
        Row(number, {"x1": f"N{number}", "x2": f"2012-01-{number:02d}", "x3": "long words " * number})
        for number in range(2, 9)
    ]
    found = suggest(["x1", "x2", "x3"], rows, register="r")
    fields = found.mapping.fields
    assert (found.mapping.key, fields["received_on"].column, fields["text"].column) == (["x1"], "x2", "x3")
    assert found.reasons["channel"].code == "fallback"


@pytest.mark.parametrize(("english", "chinese"), SENTENCES.values(), ids=list(SENTENCES))
def test_every_sentence_has_both_languages_and_the_same_places(english: str, chinese: str) -> None:
    places = [{name for _, name, *_ in string.Formatter().parse(text) if name} for text in (english, chinese)]
    assert places[0] == places[1]
    assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)


def test_used_columns_are_computed_once() -> None:
    one = mapping()
    assert one.used_columns is one.used_columns
    assert list(islice(one.required_columns(), 9)) == ["kind", "no", "opened", "text"]
