"""What a petitioner writes is printed as it is: never markup, never a file, never a template."""

import io
import re
import time
from datetime import date
from typing import Any

import pypdfium2
import pytest
import typst
from docx import Document

from dengwen.domains.letters.reads.letter_docx import letter_docx
from dengwen.domains.letters.reads.letter_paper import letter_pdf, paper_values
from dengwen.domains.letters.reads.letter_wording import LANGUAGES, PAPERS, say
from dengwen.domains.letters.rules.fill_letter import fill
from dengwen.domains.letters.rules.letter_content import Content, Section, clean
from dengwen.domains.letters.rules.letter_number import number_words

HOSTILE = (
    '#read("/etc/passwd")', "#eval(\"1\")", "$x^2$ $", "*bold* _under_ `raw`", "<label> @label", "\\ \\n \\u{41}",
    "= Heading", "- item", "// comment", "/* comment */", "#include \"parts.typ\"", "[content] {code}", "{{ 7*7 }}",
    "{% for x in y %}", "{_{ 7 }_}", "{%p if x %}", "{number} {0} %s %(n)s", "<script>alert(1)</script> &amp; &lt;",
    "https://example.org/#a", "我要求 give me a receipt 回执，OK？", "〔2026〕“引号” '单'", "a--b ... ~",
)  # fmt: skip


def values(*lines: str, lang: str = "zh", on: date = date(2026, 3, 5), **changes: Any) -> dict[str, object]:
    copies = changes.pop("copies", "")
    content = Content(
        "Title #t", "", (Section("Head *h*", "\n".join(lines)),), (Section("Plain", lines[0]),), copies
    )
    known: dict[str, Any] = {
        "kind": "acceptance_notice", "lang": lang, "organ": "Lin County", "number": "1", "on": on, "to": "x",
        "draft": False,
    }  # fmt: skip
    return paper_values(content, **(known | changes))


def pdf_text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as found:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in found)


def docx_text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("line", HOSTILE)
def test_a_hostile_line_stands_in_the_pdf_as_it_was_written(line: str, lang: str) -> None:
    read = pdf_text(letter_pdf(values(line, lang=lang)))
    assert "".join(line.split()) in re.sub("[\ufffe\u00ad]", "-", read)
    assert "root:" not in read


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_lines_stand_in_the_docx_as_they_were_written(lang: str) -> None:
    read = docx_text(letter_docx(values(*HOSTILE, lang=lang))).split("\n")
    assert [line for line in HOSTILE if line not in read] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_five_thousand_characters_come_through_whole(lang: str) -> None:
    long = "".join(chr(0x4E00 + number % 3000) for number in range(5000))
    assert long in pdf_text(letter_pdf(values(long, lang=lang, number=""))).replace("—", "").translate(
        str.maketrans("", "", "0123456789/")
    )
    assert long in docx_text(letter_docx(values(long, lang=lang)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_longest_name_and_a_long_list_of_copies_can_be_read(lang: str) -> None:
    """A name of 360 signs is set in lines and never shrunk away; what is too long for the foot goes on above it."""
    name = "".join(chr(0x4E00 + number) for number in range(360))
    copies = "".join(chr(0x6000 + number) for number in range(3000))
    pdf = letter_pdf(values("A.", lang=lang, organ=name, copies=copies))
    read = "".join(sign for sign in pdf_text(pdf) if sign >= "\u4e00" and sign < "\ua000")
    assert copies in read and name in read
    with pypdfium2.PdfDocument(pdf) as found:
        page = found[0].get_textpage()
        _, bottom, _, top = page.get_charbox(page.get_text_range().index(name[0]), loose=True)
    assert top - bottom >= 10, "in points"


def test_the_same_values_give_the_same_bytes_and_another_day_others() -> None:
    first = letter_pdf(values("A."))
    time.sleep(1.1)  # a clock inside the PDF would show now
    assert letter_pdf(values("A.")) == first
    assert letter_pdf(values("A.", on=date(2026, 3, 6))) != first
    assert letter_pdf(values("B.")) != first


def test_layouts_reach_no_file_outside_their_folder() -> None:
    compiler = typst.Compiler(None, root=str(PAPERS))
    for path in ("/etc/passwd", "../models/letter.py", "/../models/letter.py"):
        with pytest.raises(typst.TypstError):
            compiler.compile(f'#read("{path}")'.encode(), format="pdf")


def test_a_letter_is_made_in_less_than_a_second() -> None:
    letter_pdf(values("warm"))
    begun = time.perf_counter()
    letter_pdf(values("字" * 5000))
    assert time.perf_counter() - begun < 1


def test_a_page_of_the_chinese_paper_has_the_measures_of_the_standard() -> None:
    """A4, 22 lines of 28 characters, type area 156 x 225 mm from 28 mm left and 37 mm top (facts, 3.8)."""
    pdf = letter_pdf(values("国" * 28 * 40, kind="registration_form"))
    with pypdfium2.PdfDocument(pdf) as found:
        assert [round(side / 72 * 25.4) for side in found[0].get_size()] == [210, 297]
        page = found[1].get_textpage()
        spots = [page.get_charbox(n) for n in range(page.count_chars()) if page.get_text_range(n, 1) == "国"]
    lines = sorted({round(bottom) for _, bottom, _, _ in spots}, reverse=True)
    assert len([spot for spot in spots if round(spot[1]) == lines[1]]) == 28
    assert abs((lines[0] - lines[1]) / 72 * 25.4 - 225 / 22) < 0.2
    mm = 25.4 / 72
    assert 27.9 <= min(left for left, _, _, _ in spots) * mm <= 29
    assert max(right for _, _, right, _ in spots) * mm <= 210 - 26 + 0.1


def test_filling_never_reads_a_value_as_wording() -> None:
    content = fill(
        title="T", wording="{title}\n# H\n{unknown}", plain=[], places={"title": "{number}\n# no head"}
    )
    assert content.body == (Section("", "{number}\n# no head"), Section("H", "____"))


def test_signs_that_no_paper_prints_are_taken_out() -> None:
    assert clean("a\x00b\x07\r\nc\td\ud800\u2028e") == "ab\nc de"


def test_the_number_is_written_as_the_standard_asks() -> None:
    for organ, lang, number in (
        ("林县公安局", "zh", "林县公信〔2026〕9号"),
        ("云岭省公安厅", "zh", "云岭省公信〔2026〕9号"),
        ("石城市公安局河东公安分局", "zh", "石城市公安局河东公分信〔2026〕9号"),
        ("Lin County Public Security Bureau", "en", "Lin County PSB [2026] No. 9"),
        ("Lin County", "en", "Lin County [2026] No. 9"),
    ):
        form, endings = say("number", lang), say("number_endings", lang)
        assert number_words(form, organ=organ, year=2026, serial=9, endings=endings) == number
