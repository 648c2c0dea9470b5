"""What the page of a run shows before it begins: the mapping as a table, and the first rows as they would be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.conf import settings

from dengwen.base.clock import local_day, now
from dengwen.domains.registers.reads.runs import RunSeen
from dengwen.foundation.identity.sealing import mask
from dengwen.foundation.organs.reads.tree import TreeNode, organ_tree
from dengwen.foundation.permissions.actor import Actor
from dengwen.interfaces.kit.sentences import label, lang
from dengwen.interfaces.sheets.form import PARSES, Line, lines_of
from dengwen.interfaces.sheets.mapping import Mapping
from dengwen.interfaces.sheets.mapping_file import parse_mapping
from dengwen.interfaces.sheets.planning import PlannedRow, check_headers
from dengwen.interfaces.sheets.problems import SheetError
from dengwen.interfaces.sheets.reading import Row, Sheet
from dengwen.interfaces.sheets.run_page import reasons_of, some_reported
from dengwen.interfaces.sheets.source import Source
from dengwen.interfaces.sheets.storing import stored_path
from dengwen.interfaces.sheets.suggesting import suggest
from dengwen.interfaces.sheets.values import as_line
from dengwen.interfaces.sheets.wording import language
from dengwen.interfaces.sheets.worker import worker_is_there

PREVIEW = 20
_MOST_ORGANS = 400


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the preview: as it would be read, or what is wrong with it."""

    number: int
    opens: bool
    key: str
    received_on: object
    title: str
    category: str
    organ: str
    petitioner: str
    problems: list[str]


def plan_page(
    actor: Actor,
    run: RunSeen,
    *,
    posted: list[Line] | None = None,
    faults: Sequence[str] = (),
    text: str | None = None,
) -> dict[str, object]:
    """Return what the template needs; ``posted`` lines with ``faults`` stand as they were typed."""
    mapping = parse_mapping(run.mapping)
    source = Source(stored_path(run.stored), mapping, actor, local_day(now(), settings.TIME_ZONE))
    page: dict[str, object] = {
        "run": run, "mapping": mapping, "parses": PARSES, "faults": faults, "worker": worker_is_there(),
        "text": run.mapping if text is None else text, "tried": run.is_dry_run and run.finished_at,
        "reasons": reasons_of(run), "reported": some_reported(actor, run) if run.reported else [],
        "lines": posted or lines_of(mapping), "organs": {}, "headers": (),
    }  # fmt: skip
    try:
        sheet = source.sheet
        sample = list(islice(sheet.rows(), PREVIEW))
        reasons = _reasons(sheet, sample, mapping)
        page |= {"sheet": sheet, "headers": sheet.headers, "columns": _columns(sheet, sample, mapping)}
        page["lines"] = posted or lines_of(mapping, reasons)
        page["key_reason"] = reasons.get("key", "")
        organs = _organ_names(actor)
        page["organs"] = organs if len(organs) <= _MOST_ORGANS else {}
        check = check_headers(sheet.headers, mapping)
        page["absent"] = check.missing
        if not check.missing:
            page["preview"] = list(_preview(source, organs))
    except SheetError as error:
        page["wrong"] = error.sentence(language())
    return page


def _preview(source: Source, organs: dict[str, str]) -> Iterator[Shown]:
    for row in islice(source.planned(), PREVIEW):
        yield _shown(row, organs, source.actor)


def _shown(row: PlannedRow, organs: dict[str, str], actor: Actor) -> Shown:
    problems = [
        ": ".join(filter(None, (problem.column, problem.sentence(language())))) for problem in row.problems
    ]
    draft = row.draft
    if draft is None:
        return Shown(row.number, False, "", None, "", "", "", "", problems)
    name = draft.petitioner.name if draft.petitioner else ""
    own = next(iter(organs.values()), actor.organ_name)
    organ = organs.get(draft.organ_code, draft.organ_code) if draft.organ_code else own
    return Shown(
        row.number, row.opens_matter, draft.external_key, draft.received_on, draft.title,
        label("categories", draft.category), organ, mask(name), problems,
    )  # fmt: skip


def _reasons(sheet: Sheet, sample: list[Row], mapping: Mapping) -> dict[str, str]:
    """Return why the columns of the mapping were suggested, where it still says what was suggested."""
    made = suggest(sheet.headers, sample, register=mapping.register_name, header_row=mapping.header_row)
    mine = {str(name): rule.sources for name, rule in mapping.fields.items()} | {"key": tuple(mapping.key)}
    theirs = {str(name): rule.sources for name, rule in made.mapping.fields.items()} | {
        "key": tuple(made.mapping.key)
    }
    return {
        name: because.sentence(language())
        for name, because in made.reasons.items()
        if theirs.get(name) and mine.get(name) == theirs[name]
    }


def _columns(sheet: Sheet, sample: list[Row], mapping: Mapping) -> list[tuple[str, str, bool]]:
    """Return each column of the file with its first value, and whether the mapping reads it."""
    found = []
    for header in sheet.headers:
        first = next((text for row in sample if (text := as_line(row.cells.get(header, "")))), "")
        found.append((header, first[:60], header in mapping.used_columns))
    return found


def _organ_names(actor: Actor) -> dict[str, str]:
    """Return the names of the organs in reach by their codes, the own one first."""
    names: dict[str, str] = {}
    waiting: list[TreeNode] = organ_tree(top=actor.bureau)
    while waiting:
        node = waiting.pop(0)
        if node.code:
            names[node.code] = (lang() == "en" and node.name_en) or node.name
        waiting += node.children
    return names
