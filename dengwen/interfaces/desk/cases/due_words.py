"""When something is due, and why on that day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from dengwen.domains.deadlines.reads.why_days import due_of_row, pauses_of_clocks
from dengwen.domains.deadlines.rules.compute_due import Due, Pause
from dengwen.domains.deadlines.rules.explain_due import explain
from dengwen.foundation.rulebook.loading import pack
from dengwen.interfaces.desk.cases.context import CaseContext
from dengwen.interfaces.kit.sentences import in_words, lang


@dataclass(frozen=True, slots=True)
class LimitWords:
    """A limit of a case: what is owed, until when, and the count behind the day. ``how``: running, met, stopped.

    ``original`` is the first legal day, kept beside the one of now where that is another. ``paused``: it stands
    still; ``target`` and ``legal`` are then counted as if it went on today.
    """

    action: str
    bearer: str
    target: date
    legal: date
    why: str
    how: str
    key: str
    met_on: date | None
    nearest: bool
    original: date
    paused: bool
    extended: int


def limits_of(case: CaseContext) -> list[LimitWords]:
    """Return every limit of the case, those that still run first, the nearest at the top."""
    matter = case.sheet.matter
    rows = sorted(case.papers.clocks, key=lambda row: (_how(row) != "running", row["target"], row["id"]))
    pauses = pauses_of_clocks(rows)
    found: list[LimitWords] = []
    for row in rows:
        due, why = _counted(row, pauses[row["id"]], case.today)
        how = _how(row)
        nearest = how == "running" and row["rule"] == matter.due_rule and row["target"] == matter.due
        other = any(one.nearest for one in found)
        paused = how == "running" and row["paused_on"] is not None
        one = LimitWords(
            due.limit.action(lang()), row["bearer"], due.target if paused else row["target"],
            due.legal if paused else row["legal"], why, how, due.limit.key,
            row["met_on"], nearest and not other, row["original"], paused, row["extension_days"],
        )  # fmt: skip
        found.append(one)
    return found


def _counted(row: Mapping[str, Any], pauses: list[Pause], today: date) -> tuple[Due, str]:
    """Return the count behind a clock and its words; a clock that never stood still counts the same every day."""
    if pauses:
        due = due_of_row(row, pauses=pauses, as_of=today)
        return due, explain(due, lang(), told=row["legal"])
    counted_from = tuple(
        (name, row[name]) for name in ("pack", "rule", "starts_on", "extension_days", "calendar")
    )
    return _counted_once(str(connection.settings_dict["NAME"]), counted_from, row["legal"], lang())


@lru_cache(maxsize=20_000)
def _counted_once(
    _database: str, counted_from: tuple[tuple[str, Any], ...], told: date, language: str
) -> tuple[Due, str]:
    due = due_of_row(dict(counted_from), as_of=told)
    return due, explain(due, language, told=told)


def _how(row: dict[str, Any]) -> str:
    return "met" if row["met_on"] else "stopped" if row["stopped"] else "running"


def moved_words(changes: object) -> str:
    """Return the moves of a ``due_recomputed`` entry in words: what, from which day to which."""
    moves = changes if isinstance(changes, list) else []
    joined = "; " if lang() == "en" else "；"
    return joined.join(_moved(move) for move in moves) + ("." if lang() == "en" else "。")


def _moved(move: Mapping[str, str]) -> str:
    before, after = (in_words(date.fromisoformat(move[name])) for name in ("before", "after"))
    action = pack(move["pack"]).limit(move["rule"]).action(lang())
    if lang() == "en":
        return f"{action}: " + (f"{before} stays" if before == after else f"from {before} to {after}")
    return f"{action}：" + (f"{before}不变" if before == after else f"由{before}改为{after}")
