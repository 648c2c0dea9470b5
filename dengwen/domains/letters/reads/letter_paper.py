"""A letter on paper: PDF by Typst and docx by docxtpl. Its values go in as values and never as markup."""

import json
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock

import pylopdf_fonts_zh_cn
import typst
from django.conf import settings

from dengwen.domains.letters.reads.letter_values import in_words
from dengwen.domains.letters.reads.letter_wording import PAPERS, is_to, say
from dengwen.domains.letters.rules.letter_content import Content, clean

_LAYOUT = {"zh": "official.typ", "en": "letter.typ"}
_WORDS = ("attached", "attachment", "plain", "copies", "printed")
_one_at_a_time = Lock()  # a compiler keeps what it read between two letters


def paper_values(
    content: Content, *, kind: str, lang: str, organ: str, number: str, on: date, to: str, draft: bool
) -> dict[str, object]:
    """Return everything that a layout prints; ``to`` is the line that addresses the recipient."""
    return asdict(content) | {
        "to": clean(to), "organ": clean(organ), "number": number, "on": on.isoformat(), "date": in_words(on, lang),
        "signed": _signed(kind, organ, lang), "form": is_to(kind, "file"), "lang": lang,
        "draft": say("draft", lang) if draft else "", "words": {name: say(name, lang) for name in _WORDS},
    }  # fmt: skip


def _signed(kind: str, organ: str, lang: str) -> list[str]:
    """Return the lines of the signature: the organ's, and who signs a record by hand."""
    by_hand = say("signatures", lang).split("\n") if is_to(kind, "file") else []
    return [*by_hand, clean(organ)]


def letter_pdf(values: dict[str, object]) -> bytes:
    """Return the PDF; the same values give the same bytes, on whatever day."""
    return paper_pdf(_LAYOUT[str(values["lang"])], values)


def paper_pdf(layout: str, values: dict[str, object]) -> bytes:
    """Return the PDF of a layout of ``papers/``; the values hold at least title, organ, the day ``on`` and draft."""
    told = {"letter": json.dumps(values, ensure_ascii=False)}
    with _one_at_a_time:
        made = _compiler(settings.LETTER_FONTS).compile(
            str(PAPERS / layout), format="pdf", sys_inputs=told, timestamp=_midnight(str(values["on"]))
        )
    if not isinstance(made, bytes):
        raise TypeError("typst gives a PDF in one piece")
    return made


def _midnight(day: str) -> int:
    return (date.fromisoformat(day) - date(1970, 1, 1)).days * 86400


@cache
def _compiler(own_fonts: str) -> typst.Compiler:
    """Return a compiler that reads our layouts and no other file, with our fonts and none of the machine's.

    ``own_fonts``: the site's folder with the prescribed fonts (FangSong, XiaoBiaoSong, SimHei), which come first.
    """
    folders = [str(Path(pylopdf_fonts_zh_cn.serif_path()).parent), *([own_fonts] if own_fonts else [])]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
    return typst.Compiler(None, root=str(PAPERS), font_paths=fonts)
