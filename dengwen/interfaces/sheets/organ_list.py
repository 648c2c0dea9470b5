"""A list of organs out of a sheet: those that are missing are founded, the others are left as they are."""

from datetime import date, datetime
from pathlib import Path

from dengwen.foundation.organs.reads.tree import TreeNode, organ_tree
from dengwen.foundation.organs.verbs.found_organs import OrganSpec, found_organs
from dengwen.interfaces.sheets.mapping import Mapping
from dengwen.interfaces.sheets.problems import SheetLayoutError
from dengwen.interfaces.sheets.reading import Row, open_sheet
from dengwen.interfaces.sheets.values import as_line, as_moment, day_of

COLUMNS = ("code", "name_zh", "name_en", "level", "kind", "parent_code", "founded_on")


def found_missing_organs(path: Path, *, at: datetime) -> list[str]:
    """Found the organs of the sheet that are not there yet, as the operator; return their codes, parents first.

    Raises the refusals of :func:`found_organs`, and the errors of reading.
    """
    sheet = open_sheet(path)
    if missing := [name for name in COLUMNS if name not in sheet.headers]:
        present = ", ".join(sheet.headers)
        raise SheetLayoutError("columns_missing", columns=", ".join(missing), present=present)
    known = _known(organ_tree(with_closed=True))
    rows = [row for row in sheet.rows() if _text(row, "code") not in known]
    specs = [_spec(row, known) for row in rows]
    if specs:
        found_organs(specs, actor_post=None, at=at)
    return [spec.key for spec in specs]


def codes_named(mapping: Mapping) -> list[str]:
    """Return the codes of the organs to which rows of the mapping may go."""
    rule = mapping.fields.get("organ_code")
    if rule is None:
        return []
    codes = [rule.constant, rule.default]
    if rule.lookup is not None:
        table = mapping.lookups[rule.lookup]
        codes += [
            *table.exact.values(),
            *table.prefixes.values(),
            *(code for _, code in table.like),
            table.otherwise,
        ]
    return list(dict.fromkeys(code for code in codes if code))


def _known(nodes: list[TreeNode]) -> dict[str, int]:
    found: dict[str, int] = {}
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node.code:
            found[node.code] = node.id
        waiting += node.children
    return found


def _spec(row: Row, known: dict[str, int]) -> OrganSpec:
    code, parent = _text(row, "code"), _text(row, "parent_code")
    moment = as_moment(row.cells.get("founded_on", ""))
    return OrganSpec(
        key=code, code=code, division=code[:6], name=_text(row, "name_zh"), name_en=_text(row, "name_en"),
        level=_text(row, "level"), kind=_text(row, "kind"), on=day_of(moment) if moment else date(1949, 10, 1),
        parent=known.get(parent), parent_key="" if parent in known else parent,
    )  # fmt: skip


def _text(row: Row, name: str) -> str:
    return as_line(row.cells.get(name, ""))
