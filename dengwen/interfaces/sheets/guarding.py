"""Keeps spreadsheet programs from running a petitioner's text as a formula.

In xlsx a text is stored as a text and never runs. In CSV there is no such thing as a text, so a cell that a
program could take for a formula gets an apostrophe in front; :func:`unguard` takes off exactly that one.
"""

import re

CUT_MARK = " …[cut/截断]"
XLSX_CELL_LIMIT = 32_767

_RUNS = r"[\s'\x00]*[=+\-@＝＋－＠|%]|'*[\t\r\n\x00]"
_DANGER = re.compile(_RUNS)
_GUARDED = re.compile(rf"'(?:{_RUNS})")
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")


def is_dangerous(text: str) -> bool:
    """Say whether a spreadsheet program might run ``text`` (or text behind its blanks) as a formula."""
    return _DANGER.match(text) is not None


def guard(text: str) -> str:
    """Return ``text`` as it may stand in a CSV cell."""
    return "'" + text if is_dangerous(text) else text


def unguard(text: str) -> str:
    """Undo :func:`guard`; leave every other text alone."""
    return text[1:] if _GUARDED.match(text) else text


def writable(text: str) -> str:
    """Replace what no spreadsheet file can hold (lone surrogates, noncharacters) by U+FFFD."""
    return _UNWRITABLE.sub("\ufffd", text)


def fit_cell(text: str) -> str:
    """Return ``text`` as it may stand in an xlsx cell; a cut is marked, to be noticed on the way in."""
    text = writable(text)
    if _utf16_length(text) <= XLSX_CELL_LIMIT:
        return text
    kept = text[: XLSX_CELL_LIMIT - len(CUT_MARK)]
    while _utf16_length(kept) > XLSX_CELL_LIMIT - len(CUT_MARK):
        kept = kept[:-256]
    return kept + CUT_MARK


def _utf16_length(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)
