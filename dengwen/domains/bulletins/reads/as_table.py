"""The figures as a table in words, for a sheet, the console or a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from dengwen.domains.bulletins.reads.figures import LISTS, FigureRow, Figures, OrganName
from dengwen.domains.bulletins.rules.measures import MEASURES, Measure
from dengwen.foundation.rulebook.loading import code_list

_WORDS = {
    "organ": ("by organ", "按机关"),
    "category": ("by category", "按事项类别"),
    "channel": ("by channel", "按信访形式"),
    "source": ("by source", "按来源"),
    "month": ("twelve months", "近十二个月"),
    "own": ("{} itself", "{}本级"),
    "total": ("Total", "合计"),
    "nobody": ("of which held by nobody", "其中：无人承办"),
    "none": ("not given", "未填"),
    "figures": ("Figures", "统计"),
    "how": ("How this is counted", "统计口径"),
    "as_of": ("as of {}", "截至{}"),
    "part": ("% of {}", "占“{}”比例"),
    "running": ("month not over", "当月未结束"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A measure, or the percentage that it is of its whole (``percent``)."""

    measure: Measure
    percent: bool = False


COLUMNS = tuple(
    column
    for measure in MEASURES
    for column in ((Column(measure), Column(measure, percent=True)) if measure.of else (Column(measure),))
)


def word(name: str, lang: str) -> str:
    """Return one of the words of the figures."""
    return _WORDS[name][lang.startswith("zh")]


def organ_words(organ: OrganName, lang: str) -> str:
    """Return the organ's name in the language, as far as it has one."""
    return organ.name if lang.startswith("zh") or not organ.name_en else organ.name_en


def row_words(row: FigureRow, split: str, lang: str) -> str:
    """Return what stands in front of a line."""
    if row.organ is not None:
        name = organ_words(row.organ, lang)
        return name if row.kind == "organ" else word("own", lang).format(name)
    if row.month is not None:
        return f"{row.month:%Y-%m}"
    if row.kind == "code":
        return code_words(split, row.code, lang)
    return word(row.kind, lang)


def code_words(dimension: str, code: str, lang: str) -> str:
    """Return the wording of a code; one that the list does not know stands as it is."""
    if not code:
        return word("none", lang)
    known = code_list(LISTS[dimension])
    return known.label(code, lang) if code in known else code


def percent(row: FigureRow, measure: Measure) -> float | None:
    """Return how many per cent ``measure`` is of its whole; of nothing there is no percentage."""
    whole = row.numbers[measure.of]
    return round(100 * row.numbers[measure.id] / whole, 1) if whole else None


def title(figures: Figures, lang: str) -> str:
    """Return what is shown: organ, month, split and the day it was looked at."""
    seen = figures.seen
    comma = "，" if lang.startswith("zh") else ", "
    day = word("as_of", lang).format(seen.through.isoformat())
    parts = [organ_words(figures.organ, lang), seen.label, word(figures.split, lang), day]
    return comma.join([*parts, *([word("running", lang)] if seen.running else [])])


def headers(split: str, lang: str) -> list[str]:
    """Return the heads of all columns in full words."""
    english = not lang.startswith("zh")
    names = {measure.id: measure.name_en if english else measure.name_zh for measure in MEASURES}
    heads = [word(split, lang)]
    for column in COLUMNS:
        measure = column.measure
        heads.append(word("part", lang).format(names[measure.of]) if column.percent else names[measure.id])
    return heads


def lines(figures: Figures, lang: str) -> Iterator[list[str | int | float | None]]:
    """Yield every line of numbers, the total and what nobody holds at the end, then how each is counted."""
    rows = figures.rows if figures.split == "month" else (*figures.rows, figures.total)
    for row in (*rows, figures.nobody):
        cells: list[str | int | float | None] = [row_words(row, figures.split, lang)]
        for column in COLUMNS:
            measure = column.measure
            cells.append(percent(row, measure) if column.percent else row.numbers[measure.id])
        yield cells
    yield []
    yield [word("how", lang)]
    for measure in MEASURES:
        english = not lang.startswith("zh")
        yield [
            measure.name_en if english else measure.name_zh,
            measure.definition_en if english else measure.definition_zh,
            measure.source,
        ]
