"""The register of an outside body out of a file: read and mapped as any register, and turned into the body's words."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from dengwen.domains.campaigns.reads.outside import organ_codes
from dengwen.domains.campaigns.rules.outside import TheirRow
from dengwen.domains.registers.reads.runs import kept_mapping
from dengwen.foundation.permissions.actor import Actor
from dengwen.interfaces.sheets.mapping import Mapping
from dengwen.interfaces.sheets.mapping_file import parse_mapping
from dengwen.interfaces.sheets.planning import PlannedRow, plan_rows, row_digest
from dengwen.interfaces.sheets.reading import guess_header_row, open_sheet
from dengwen.interfaces.sheets.source import known_codes
from dengwen.interfaces.sheets.suggesting import suggest
from dengwen.interfaces.sheets.values import as_text
from dengwen.interfaces.sheets.wording import language


def mapping_for(path: Path, *, name: str, actor: Actor, kept: int | None, text: str) -> Mapping:
    """Return the mapping that was handed in or kept, else the one that the headers suggest."""
    if text:
        return parse_mapping(text)
    saved = kept_mapping(actor, kept) if kept is not None else None
    if saved is not None:
        return parse_mapping(saved)
    row = guess_header_row(path)
    sheet = open_sheet(path, header_row=row)
    return suggest(sheet.headers, list(islice(sheet.rows(), 200)), register=name, header_row=row).mapping


def their_rows(path: Path, mapping: Mapping, *, today: date) -> Iterator[TheirRow]:
    """Yield every row of the file as the body's; one that cannot be read says why and sinks no other.

    Raises the errors of reading where the file or its columns are of no use.
    """
    sheet = open_sheet(path, sheet=mapping.sheet, header_row=mapping.header_row)
    codes = known_codes(organ_codes())
    planned = plan_rows(sheet.rows(), mapping, headers=sheet.headers, today=today, known_codes=codes)
    return (_row(each, mapping) for each in planned)


def _row(planned: PlannedRow, mapping: Mapping) -> TheirRow:
    cells = {name: as_text(cell) for name, cell in planned.cells.items()}
    draft = planned.draft
    if draft is None:
        said = "; ".join(each.sentence(language()) for each in planned.problems)
        return TheirRow(planned.number, row_digest(planned.cells, mapping), cells, problem=said or "?")
    person = draft.petitioner
    told = {"name": person.name, "phone": person.phone, "address": person.address} if person else {}
    claim = draft.claims[0]
    return TheirRow(
        planned.number, draft.row_digest, cells, their_number=draft.external_key, received_on=draft.received_on,
        occurred_on=draft.occurred_on, organ_code=draft.organ_code, category=draft.category, title=draft.title,
        text=draft.text, place=draft.place, person=told, claim=claim.text, remedy=claim.remedy_sought,
    )  # fmt: skip
