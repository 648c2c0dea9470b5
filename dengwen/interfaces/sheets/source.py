"""A file and a mapping as rows for the run: read, planned, organs found; nothing is written here."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from dengwen.domains.registers.rules.rows import Problem, RowIn
from dengwen.foundation.organs.reads.tree import TreeNode, organ_tree
from dengwen.foundation.organs.rules.levels import Level
from dengwen.foundation.permissions.acting import acting
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.sheets.mapping import Mapping
from dengwen.interfaces.sheets.planning import PlannedRow, plan_rows
from dengwen.interfaces.sheets.problems import SheetError
from dengwen.interfaces.sheets.reading import Sheet, open_sheet

_CODED = {"category": "categories", "channel": "channels", "source": "sources", "purpose": "purposes"}


def known_codes(organs: Iterable[str]) -> dict[str, set[str]]:
    """Return the codes that exist, by field name."""
    known = {
        name: {entry.code for entry in code_list(list_name).entries} for name, list_name in _CODED.items()
    }
    return {**known, "claim_category": known["category"], "organ_code": set(organs)}


class Seat(NamedTuple):
    """Where a row's matter lies: units hold nothing, so a unit that a register names works for its bureau."""

    organ: int
    unit: int | None = None


def organs_in_reach(actor: Actor) -> dict[str, Seat]:
    """Return by code the open organs for which the actor may import: the own bureau and all below it."""
    found: dict[str, Seat] = {}
    waiting: list[tuple[TreeNode, int | None]] = [(top, None) for top in organ_tree(top=actor.bureau)]
    while waiting:
        node, above = waiting.pop()
        a_unit = above is not None and node.level == Level.UNIT
        if node.code:
            found[node.code] = Seat(above, node.id) if a_unit and above else Seat(node.id)
        waiting += [(child, above if a_unit else node.id) for child in node.children]
    return found


@dataclass
class Source:
    """What a run reads, for one actor on one day."""

    path: Path
    mapping: Mapping
    actor: Actor
    today: date

    @cached_property
    def sheet(self) -> Sheet:
        """Return the sheet that the mapping speaks of; raises the errors of reading."""
        return open_sheet(self.path, sheet=self.mapping.sheet, header_row=self.mapping.header_row)

    @cached_property
    def organs(self) -> dict[str, Seat]:
        """Return the organs in reach, by code."""
        with acting(self.actor.post):
            return organs_in_reach(self.actor)

    def planned(self) -> Iterator[PlannedRow]:
        """Yield what is to become of each row, in order."""
        return plan_rows(
            self.sheet.rows(), self.mapping, headers=self.sheet.headers, today=self.today,
            known_codes=known_codes(self.organs),
        )  # fmt: skip

    def rows(self, *, after: int = 0) -> Iterator[RowIn]:
        """Yield the rows for the run behind row number ``after``; the earlier ones are read all the same.

        Which rows are identical to earlier ones is known only to who has read those. The database is asked at once,
        and not again while the rows are read.
        """
        planned = self.planned()
        return (self._row(row) for row in planned if row.number > after)

    def count(self) -> int:
        """Return how many rows there are."""
        return sum(1 for _ in self.sheet.rows())

    def _row(self, planned: PlannedRow) -> RowIn:
        problems = tuple(Problem(one.column, one.value, one.code, one.facts) for one in planned.problems)
        draft = None
        if planned.draft is not None:
            code = planned.draft.organ_code
            seat = self.organs[code] if code else Seat(self.actor.bureau)
            draft = planned.draft.petition(organ=seat.organ, unit=seat.unit)
        return RowIn(planned.number, planned.cells, draft, problems)


def file_digest(path: Path) -> bytes:
    """Return the SHA-256 of the file; memory stays flat."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise SheetError("file_missing", path=path.name) from error
