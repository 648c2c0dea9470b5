"""The mapping as a table that people edit: one line for each part of a petition, and back into a mapping.

What the table cannot say (joined columns, rules about dates) stays as it was; the text of the mapping says it all.
"""

from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.sheets.mapping import DATE_FIELDS, FieldRule, Lookup, Mapping
from dengwen.interfaces.sheets.mapping_file import dump_content, parse_mapping

KEEP = "(several)"
FIELDS: dict[str, str | Promise] = {
    "received_on": _("Day it came in"),
    "title": _("Heading"),
    "text": _("Text of the petition"),
    "category": _("Category"),
    "purpose": _("Purpose"),
    "channel": _("Channel"),
    "source": _("Source"),
    "organ_code": _("Organ (its code)"),
    "occurred_on": _("Day it happened"),
    "place": _("Place"),
    "petitioner_name": _("Name of the petitioner"),
    "petitioner_phone": _("Telephone of the petitioner"),
    "petitioner_address": _("Address of the petitioner"),
    "claim_text": _("Claim"),
    "claim_category": _("Category of the claim"),
    "remedy_sought": _("Remedy sought"),
    "closed_on": _("Day it was closed there"),
    "answer": _("Answer given there"),
    "answered_on": _("Day of that answer"),
    "note": _("Note"),
}
CODED = {
    "category": "categories",
    "claim_category": "categories",
    "purpose": "purposes",
    "channel": "channels",
    "source": "sources",
}
WITH_WORDS = (*CODED, "organ_code")
PARSES = {
    "text": _("as text"),
    "line": _("as one line"),
    "code": _("as a number or code"),
    "date": _("as a day"),
}


@dataclass(slots=True)
class Line:
    """One line of the table. ``kept`` names joined columns, which the table shows and does not change."""

    name: str
    words: str | Promise
    column: str = ""
    kept: str = ""
    parse: str = "line"
    default: str = ""
    lookup: str = ""
    reason: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_date(self) -> bool:
        """Say whether the part is a day."""
        return self.name in DATE_FIELDS

    @property
    def has_words(self) -> bool:
        """Say whether the part is a code, so that their words may be turned into ours."""
        return self.name in WITH_WORDS

    @property
    def needed(self) -> bool:
        """Say whether no petition can be registered without it."""
        return self.name in ("received_on", "category")


def lines_of(mapping: Mapping, reasons: Table[str, str] | None = None) -> list[Line]:
    """Return the mapping as lines, every part of a petition in its place."""
    found = []
    by_name: dict[str, FieldRule] = {str(name): rule for name, rule in mapping.fields.items()}
    for name, words in FIELDS.items():
        line = Line(name, words, reason=(reasons or {}).get(name, ""), choices=_choices(name))
        line.parse = "date" if line.is_date else "text" if name in ("text", "answer", "note") else "line"
        rule = by_name.get(name)
        if rule is not None:
            _fill(line, rule, mapping.lookups)
        found.append(line)
    return found


def _fill(line: Line, rule: FieldRule, lookups: Table[str, Lookup]) -> None:
    line.parse = rule.parse
    line.default = rule.constant or rule.default or ""
    if len(rule.sources) > 1:
        line.column, line.kept = KEEP, ", ".join(rule.sources)
    elif rule.sources:
        line.column = rule.sources[0]
    if rule.lookup is not None and rule.lookup in lookups:
        line.lookup = words_of(lookups[rule.lookup])


def _choices(name: str) -> list[tuple[str, str]]:
    return code_list(CODED[name]).choices(lang()) if name in CODED else []


def words_of(lookup: Lookup) -> str:
    """Return a look-up table as lines ``word = code``; ``*`` stands for anything."""
    beginnings = sorted(lookup.prefixes.items(), key=lambda pair: -len(pair[0]))
    pairs = [
        *lookup.exact.items(),
        *((beginning + "*", code) for beginning, code in beginnings),
        *((pattern, code) for pattern, code in lookup.like),
    ]
    if lookup.otherwise is not None:
        pairs.append(("*", lookup.otherwise))
    return "\n".join(f"{word} = {code}" for word, code in pairs)


def lookup_of(words: str) -> dict[str, Any]:
    """Return the lines as the content of a look-up table; a line without ``=`` stands for a word without a code."""
    exact: dict[str, str] = {}
    like: list[list[str]] = []
    found: dict[str, Any] = {}
    for line in filter(None, map(str.strip, words.splitlines())):
        word, _mark, code = (part.strip() for part in line.rpartition("="))
        if word == "*":
            found["otherwise"] = code
        elif "*" in word or "?" in word or "[" in word:
            like.append([word, code])
        else:
            exact[word] = code
    return found | ({"exact": exact} if exact else {}) | ({"like": like} if like else {})


def mapping_from(posted: Table[str, Any], before: Mapping, headers: Sequence[str]) -> Mapping:
    """Return the mapping that the posted table says; raises ``MappingError`` with everything that is wrong.

    ``posted`` has one value a name: ``FIELD-column``, ``-parse``, ``-default``, ``-words``; ``key``, ``key2``,
    ``sheet``, ``header_row``, ``order``.
    """
    content = before.model_dump(by_alias=True, exclude_defaults=True)
    content["fields"], lookups = {}, {}
    kept: dict[str, FieldRule] = {str(name): rule for name, rule in before.fields.items()}
    for shown in lines_of(before):
        rule = _rule(posted, shown, kept.get(shown.name), headers)
        if rule is None:
            continue
        words = str(posted.get(f"{shown.name}-words", ""))
        if words.split() and rule.get("column", rule.get("columns")):
            old = kept[shown.name].lookup if shown.name in kept else None
            same = old is not None and words.split() == shown.lookup.split()
            rule["lookup"] = old if same else shown.name
            lookups[rule["lookup"]] = _dumped(before.lookups[old]) if same and old else lookup_of(words)
        content["fields"][shown.name] = rule
    content["lookups"] = lookups
    content["key"] = [
        column for column in (posted.get("key", ""), posted.get("key2", "")) if column in headers
    ]
    content["ignore"] = [column for column in before.ignore if column not in _used(content)]
    content["dates"] = _dates(posted, content)
    content |= _place(posted, before)
    return parse_mapping(dump_content(content))


def _rule(
    posted: Table[str, Any], line: Line, old: FieldRule | None, headers: Sequence[str]
) -> dict[str, Any] | None:
    column = str(posted.get(f"{line.name}-column", ""))
    default = str(posted.get(f"{line.name}-default", "")).strip()
    rule: dict[str, Any] = old.model_dump(exclude_defaults=True) if old is not None else {}
    for gone in ("constant", "default", "lookup"):
        rule.pop(gone, None)
    if column == KEEP and old is not None:
        pass
    elif column in headers:
        rule.pop("columns", None)
        rule.pop("join", None)
        rule["column"] = column
    elif default:
        return {"constant": default, **({"parse": "date"} if line.is_date else {})}
    else:
        return None
    if default:
        rule["default"] = default
    parse = str(posted.get(f"{line.name}-parse", line.parse))
    rule["parse"] = "date" if line.is_date else parse if parse in PARSES and parse != "date" else "line"
    if line.name == "title":
        rule["shorten"] = 200
    return rule


def _place(posted: Table[str, Any], before: Mapping) -> dict[str, Any]:
    row = str(posted.get("header_row", ""))
    number = int(row) if row.isascii() and row.isdigit() and 0 < int(row[:5]) <= 1000 else before.header_row
    return {"sheet": str(posted.get("sheet", before.sheet)), "header_row": number}


def _dates(posted: Table[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    dates: dict[str, Any] = dict(content.get("dates", {}))
    order = str(posted.get("order", dates.get("order", "ymd")))
    dates["order"] = order if order in ("ymd", "dmy", "mdy") else "ymd"
    present = content["fields"]
    dates["rules"] = [
        rule for rule in dates.get("rules", []) if {rule["later"], rule["earlier"]} <= set(present)
    ]
    return dates


def _used(content: dict[str, Any]) -> set[str]:
    used = set(content["key"])
    for rule in content["fields"].values():
        used |= {rule["column"]} if "column" in rule else set(rule.get("columns", ()))
    return used


def _dumped(lookup: Lookup) -> dict[str, Any]:
    return lookup.model_dump(exclude_defaults=True)
