"""Which limits of a case may be extended today, and until when at most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dengwen.base.errors import Refusal
from dengwen.domains.deadlines.reads.why_days import due_of_row
from dengwen.domains.deadlines.rules.may_extend import check_may_extend
from dengwen.foundation.rulebook.loading import pack
from dengwen.foundation.rulebook.model import Limit


@dataclass(frozen=True, slots=True)
class Extendable:
    """A running limit: its legal end, by how many days it may be extended, and the end that gives."""

    limit: Limit
    legal: date
    most: int
    last: date


def extendable(clocks: Sequence[Mapping[str, Any]], *, today: date) -> list[Extendable]:
    """Return the limits among ``clocks`` (columns as mappings) that may be extended on the day ``today``."""
    found = []
    for row, limit in _running(clocks):
        if limit.extension is None or row["extension_days"] or today > row["legal"]:
            continue
        most = limit.extension.max
        last = due_of_row({**row, "extension_days": most}, as_of=today).legal
        found.append(Extendable(limit, row["legal"], most, last))
    return found


def check_any_extendable(clocks: Sequence[Mapping[str, Any]], *, role: str, today: date) -> None:
    """Raise why no limit among ``clocks`` may be extended, unless one may; see :func:`check_may_extend`."""
    why = Refusal("extend.not_running")
    for row, limit in _running(clocks):
        if limit.extension is None:
            continue
        try:
            check_may_extend(
                limit, legal=row["legal"], extended=row["extension_days"], role=role, today=today
            )
        except Refusal as refusal:
            why = refusal
        else:
            return
    raise why


def _running(clocks: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], Limit]]:
    return [
        (row, pack(row["pack"]).limit(row["rule"]))
        for row in clocks
        if row["met_on"] is None and not row["stopped"]
    ]
