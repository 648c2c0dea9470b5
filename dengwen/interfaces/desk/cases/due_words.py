"""When something is due, and why on that day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dengwen.domains.deadlines.rules.compute_due import compute_due
from dengwen.domains.deadlines.rules.explain_due import explain
from dengwen.foundation.rulebook.loading import pack
from dengwen.interfaces.desk.cases.context import CaseContext
from dengwen.interfaces.kit.sentences import lang


@dataclass(frozen=True, slots=True)
class LimitWords:
    """A limit of a case: what is owed, until when, and the count behind the day. ``how``: running, met, stopped."""

    action: str
    bearer: str
    target: date
    legal: date
    why: str
    how: str
    key: str
    met_on: date | None
    nearest: bool


def limits_of(case: CaseContext) -> list[LimitWords]:
    """Return every limit of the case, those that still run first, the nearest at the top."""
    matter = case.sheet.matter
    rows = sorted(case.papers.clocks, key=lambda row: (_how(row) != "running", row["target"], row["id"]))
    found: list[LimitWords] = []
    for row in rows:
        limit = pack(row["pack"]).limit(row["rule"])
        due = compute_due(limit, row["starts_on"], calendar=pack(row["pack"]).calendar)
        how = _how(row)
        nearest = how == "running" and row["rule"] == matter.due_rule and row["target"] == matter.due
        other = any(one.nearest for one in found)
        one = LimitWords(
            limit.action(lang()), row["bearer"], row["target"], row["legal"], explain(due, lang()), how,
            limit.key, row["met_on"], nearest and not other,
        )  # fmt: skip
        found.append(one)
    return found


def _how(row: dict[str, Any]) -> str:
    return "met" if row["met_on"] else "stopped" if row["stopped"] else "running"
