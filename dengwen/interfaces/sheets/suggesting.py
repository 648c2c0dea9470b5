"""A first mapping for a file nobody has seen yet, from its headers and its first rows, with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.sheets.mapping import (
    DATE_FIELDS,
    DateRule,
    Dates,
    FieldName,
    FieldRule,
    Mapping,
    Parse,
)
from dengwen.interfaces.sheets.problems import ENGLISH, sentence
from dengwen.interfaces.sheets.reading import Row
from dengwen.interfaces.sheets.synonyms import KEY_NAMES, WORDS, normal
from dengwen.interfaces.sheets.values import ValueProblemError, as_line, as_moment

_SAMPLE = 200
_ABOUT_IT = (" type", " code", " status", " count", " age", " gender")


@dataclass(frozen=True, slots=True)
class Because:
    """Why a column was suggested for a field."""

    code: str
    facts: dict[str, object] = field(default_factory=dict)

    def sentence(self, language: str = ENGLISH) -> str:
        """Say why."""
        return sentence(self.code, self.facts, language)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A draft of a mapping; ``reasons`` by field name (and ``key``); ``unused`` columns."""

    mapping: Mapping
    reasons: dict[str, Because]
    unused: tuple[str, ...]


def suggest(
    headers: Sequence[str], rows: Sequence[Row], *, register: str, sheet: str = "", header_row: int = 1
) -> Suggestion:
    """Suggest a mapping for a file with these ``headers`` whose first rows are ``rows``.

    The result is always a whole mapping; fields for which nothing fits have the reason ``fallback`` and a
    person must look at them.
    """
    sample = rows[:_SAMPLE]
    chosen: dict[str, str] = {}
    reasons: dict[str, Because] = {}
    _by_name(headers, chosen, reasons)
    _by_content(headers, sample, chosen, reasons)
    key = chosen.pop("key", None)
    fields = {name: _rule(name, column) for name, column in chosen.items()}
    for needed, rule in _fallbacks(headers):
        if needed not in fields and not (needed == "text" and "title" in fields):
            fields[needed] = rule
            reasons[needed] = Because("fallback")
    used = {*chosen.values(), *([key] if key else [])}
    content = {
        "version": 1,
        "register": register,
        "sheet": sheet,
        "header_row": header_row,
        "key": [key] if key else [],
        "fields": _ordered(fields),
        "dates": Dates(rules=_date_rules(fields)),
    }
    mapping = Mapping.model_validate(content)
    return Suggestion(mapping, reasons, tuple(name for name in headers if name not in used))


def _by_name(headers: Sequence[str], chosen: dict[str, str], reasons: dict[str, Because]) -> None:
    taken: set[str] = set()
    normals = {header: normal(header) for header in headers}
    wanted = {"key": KEY_NAMES, **WORDS}
    for target, names in wanted.items():
        free = [header for header in headers if header not in taken]
        header = next((head for name in names for head in free if normals[head] == name), "")
        if header:
            taken.add(header)
            chosen[target], reasons[target] = header, Because("header_known", {"column": header})
    for target, names in wanted.items():
        if target in chosen:
            continue
        free = [header for header in headers if header not in taken]
        pairs = ((head, name) for name in names for head in free)
        found = next(((head, name) for head, name in pairs if _inside(name, normals[head])), None)
        if found:
            taken.add(found[0])
            chosen[target] = found[0]
            reasons[target] = Because("header_contains", {"column": found[0], "word": found[1]})


def _inside(name: str, header: str) -> bool:
    """A Chinese name may stand anywhere in a header; a foreign one only as whole words, not a short one."""
    if not name.isascii():
        return len(name) > 1 and name in header
    if header.endswith(_ABOUT_IT):
        return False
    return len(name) > 3 and f" {name} " in f" {header} "


def _by_content(
    headers: Sequence[str], sample: Sequence[Row], chosen: dict[str, str], reasons: dict[str, Because]
) -> None:
    free = [header for header in headers if header not in chosen.values()]
    dates = [header for header in free if _share_of_dates(header, sample) > 0.8]
    if "received_on" not in chosen and dates:
        chosen["received_on"] = dates[0]
        reasons["received_on"] = Because("looks_like_dates", {"column": dates[0]})
    if "text" not in chosen:
        texts = {header: _mean_length(header, sample) for header in free if header not in dates}
        longest = max(texts, key=lambda header: texts[header], default="")
        if longest and texts[longest] > 20:
            chosen["text"] = longest
            reasons["text"] = Because("longest_text", {"column": longest})
    if "key" not in chosen and len(sample) > 1:
        for header in free:
            values = [as_line(row.cells.get(header, "")) for row in sample]
            short = header not in dates and all(0 < len(value) <= 40 for value in values)
            if short and header not in chosen.values() and len(set(values)) == len(values):
                chosen["key"], reasons["key"] = header, Because("all_different", {"column": header})
                break


def _share_of_dates(header: str, sample: Sequence[Row]) -> float:
    filled = [row.cells[header] for row in sample if as_line(row.cells.get(header, ""))]
    return sum(map(_is_date, filled)) / len(filled) if filled else 0.0


def _is_date(raw: object) -> bool:
    if isinstance(raw, int | float):
        return False
    try:
        return as_moment(raw) is not None
    except ValueProblemError as problem:
        return problem.code == "date_ambiguous"


def _mean_length(header: str, sample: Sequence[Row]) -> float:
    return sum(len(as_line(row.cells.get(header, ""))) for row in sample) / max(1, len(sample))


def fallback_category() -> str:
    """Return the category of what fits no other: the last of the list."""
    return code_list("categories").entries[-1].code


def _rule(name: str, column: str) -> FieldRule:
    parse: Parse = "date" if name in DATE_FIELDS else "text" if name in ("text", "answer", "note") else "line"
    if name == "category":
        return FieldRule(column=column, parse=parse, default=fallback_category())
    return FieldRule(
        column=column,
        parse=parse,
        required=name == "received_on",
        shorten=200 if name == "title" else None,
    )


def _fallbacks(headers: Sequence[str]) -> list[tuple[str, FieldRule]]:
    first = headers[0] if headers else "?"
    return [
        ("received_on", FieldRule(column=first, parse="date", required=True)),
        ("text", FieldRule(column=first)),
        ("category", FieldRule(constant=fallback_category())),
        ("channel", FieldRule(constant=code_list("channels").first)),
    ]


def _ordered(fields: dict[str, FieldRule]) -> dict[FieldName, FieldRule]:
    names: tuple[FieldName, ...] = FieldName.__args__  # type: ignore[attr-defined]
    return {name: fields[name] for name in names if name in fields}


def _date_rules(fields: dict[str, FieldRule]) -> list[DateRule]:
    later_ones = [name for name in ("closed_on", "answered_on") if name in fields]
    return [DateRule.model_validate({"later": later, "earlier": "received_on"}) for later in later_ones]
