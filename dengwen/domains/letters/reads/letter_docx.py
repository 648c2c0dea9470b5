"""The same letter for a word processor: one base document made by code, filled by docxtpl."""

import io
from functools import cache
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docxtpl import DocxTemplate
from markupsafe import Markup, escape

_FONTS = {"zh": ("FangSong", 16, 29), "en": ("Times New Roman", 11.5, 16)}
_RED = RGBColor(0xC8, 0x10, 0x2E)


def letter_docx(values: dict[str, object]) -> bytes:
    """Return the docx of what ``letter_paper.paper_values`` gives; every text as it is, never read as a template."""
    made = DocxTemplate(io.BytesIO(_base(str(values["lang"]))))
    made.render(
        _as_text(values) | {name: _sections(values[name]) for name in ("body", "plain")}, autoescape=True
    )
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _as_text(values: dict[str, object]) -> dict[str, object]:
    texts: dict[str, object] = {
        name: _text(value) for name, value in values.items() if isinstance(value, str)
    }
    words, signed = values["words"], values["signed"]
    if isinstance(words, dict) and isinstance(signed, list):
        texts |= {
            "words": {name: _text(word) for name, word in words.items()},
            "signed": [_text(one) for one in signed],
        }
    return texts | {"form": values["form"]}


def _sections(parts: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for part in parts if isinstance(parts, list | tuple) else ():
        lines = [_text(line) for line in part["text"].split("\n") if line.strip()]
        found.append({"head": _text(part["head"]), "lines": lines})
    return found


def _text(value: str) -> Markup:
    """Return a text as XML; docxtpl would read ``{_{`` in a finished document as a brace of its own."""
    return Markup(str(escape(value)).replace("_", "&#95;"))  # noqa: S704 - escaped one call before


@cache
def _base(lang: str) -> bytes:
    """Return the base document: page, fonts, and the places that docxtpl fills."""
    made = Document()
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    font, size, pitch = _FONTS[lang]
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    normal.paragraph_format.space_after = Pt(0 if lang == "zh" else 6)
    normal.paragraph_format.line_spacing = Pt(pitch)
    _line(made, "{{ draft }}")
    organ = _line(made, "{{ organ }}", centre=True)
    organ.font.size, organ.font.bold = Pt(28 if lang == "zh" else 18), True
    if lang == "zh":
        organ.font.color.rgb = _RED
    _line(made, "{{ number }}", centre=True)
    title = _line(made, "{{ title }}", centre=True)
    title.font.size, title.font.bold = Pt(22 if lang == "zh" else 15), True
    _line(made, "{{ to }}")
    _parts(made, "body", size if lang == "zh" else 0)
    for text in ("{%p for line in signed %}", "{{ line }}", "{%p endfor %}", "{{ date }}"):
        _line(made, text, right=True)
    for text in ("{%p if copies %}", "{{ words.copies }}{{ copies }}", "{%p endif %}", "{%p if plain %}"):
        _line(made, text)
    _line(made, "{{ words.plain }}").font.bold = True
    _parts(made, "plain", size if lang == "zh" else 0)
    _line(made, "{%p endif %}")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _parts(made: Any, name: str, size: float) -> None:
    _line(made, f"{{%p for part in {name} %}}")
    _line(made, "{%p if part.head %}")
    _line(made, "{{ part.head }}", indent=2 * size).font.bold = True
    for text in ("{%p endif %}", "{%p for line in part.lines %}"):
        _line(made, text)
    _line(made, "{{ line }}", indent=2 * size)
    for text in ("{%p endfor %}", "{%p endfor %}"):
        _line(made, text)


def _line(made: Any, text: str, *, centre: bool = False, right: bool = False, indent: float = 0) -> Any:
    paragraph = made.add_paragraph()
    if centre or right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.first_line_indent = Pt(indent)
    return paragraph.add_run(text)
