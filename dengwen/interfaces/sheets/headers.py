"""Column names as people write them, made into names that a mapping can rely on."""

import re
from collections.abc import Sequence

REPORT_HEADERS = ("row", "column", "value", "reason (en)", "reason (中文)")
"""The last columns of a workbook of rejected rows; left out when it is handed in again."""

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_CJK = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_BLANK_IN_CHINESE = re.compile(rf"(?<=[{_CJK}]) (?=[{_CJK}])")


def clean_header(raw: object) -> str:
    """Return a header without tabs, line breaks and double blanks; blanks between Chinese signs go too."""
    text = _BLANKS.sub(" ", "" if raw is None else str(raw)).strip()
    return _BLANK_IN_CHINESE.sub("", text)


def header_names(raw: Sequence[object]) -> list[str]:
    """Return one distinct name a column: ``name``, ``name (2)``; ``column 4`` where the header is empty.

    Empty headers at the end are dropped.
    """
    cleaned = [clean_header(cell) for cell in raw]
    while cleaned and not cleaned[-1]:
        cleaned.pop()
    names: list[str] = []
    taken: set[str] = set()
    for place, header in enumerate(cleaned, start=1):
        name = header or f"column {place}"
        distinct, repeat = name, 1
        while distinct in taken:
            repeat += 1
            distinct = f"{name} ({repeat})"
        taken.add(distinct)
        names.append(distinct)
    return names


def without_report_columns(raw: Sequence[object]) -> int:
    """Return how many leading columns are the file's own, not those of a rejects workbook."""
    cleaned = [clean_header(cell) for cell in raw]
    while cleaned and not cleaned[-1]:
        cleaned.pop()
    own = len(cleaned) - len(REPORT_HEADERS)
    return own if own >= 1 and tuple(cleaned[own:]) == REPORT_HEADERS else len(raw)
