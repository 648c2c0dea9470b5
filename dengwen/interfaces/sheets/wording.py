"""Runs, reported rows and troubles in the words of the reader."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from dengwen.base.errors import Refusal
from dengwen.domains.registers.reads.runs import RunSeen, reported_rows
from dengwen.domains.registers.rules.rows import Problem
from dengwen.foundation.permissions.actor import Actor
from dengwen.interfaces.kit.language import speaking
from dengwen.interfaces.kit.sentences import lang, refusal_sentence
from dengwen.interfaces.sheets.planning import PlannedRow
from dengwen.interfaces.sheets.problems import CHINESE, ENGLISH, RowProblem, sentence


def language() -> str:
    """Return the language of the page as the sentences of this package name it."""
    return CHINESE if lang() == "zh" else ENGLISH


def row_problem(row: int, problem: Problem) -> RowProblem:
    """Return a kept problem as one that can speak both languages; a refusal of the door gets its sentences."""
    facts = dict(problem.facts)
    if problem.code == "refused":
        refusal = Refusal(str(facts.pop("refusal", "")), **facts)
        facts = {}
        for name, code in (("detail", "en"), ("detail_zh", "zh-hans")):
            with speaking(code):
                facts[name] = refusal_sentence(refusal)
    return RowProblem(row, problem.column, problem.value, problem.code, facts)


def rejected(actor: Actor, run: int) -> Iterator[PlannedRow]:
    """Yield the rows that the run did not take, for the workbook or the page."""
    for number, cells, problems in reported_rows(actor, run):
        yield PlannedRow(number, cells, None, tuple(row_problem(number, problem) for problem in problems))


def reason_words(code: str) -> str:
    """Return a reason without the facts of one row, as the summary needs it."""
    return _REASONS[code]() if code in _REASONS else code


def trouble_words(trouble: Mapping[str, object]) -> str:
    """Say why a run failed."""
    code, facts = str(trouble.get("code", "")), trouble.get("facts")
    told: dict[str, object] = dict(facts) if isinstance(facts, dict) else {}
    if trouble.get("kind") == "sheet":
        return sentence(code, told, language())
    if trouble.get("kind") == "refusal":
        return refusal_sentence(Refusal(code, **told))
    return _(
        "Something went wrong that nobody foresaw; the log of the server has the details. Nothing is lost: go on."
    )


def state_words(run: RunSeen) -> str:
    """Say where the run stands."""
    if run.state == "running":
        if run.stop_asked:
            return _("Stopping")
        return _("Trying, without taking anything") if run.is_dry_run else _("Taking rows")
    if run.state == "done" and run.is_dry_run:
        return _("Tried, nothing taken yet")
    return {
        "planned": _("Not begun"),
        "waiting": _("Waiting for the worker"),
        "stopped": _("Stopped"),
        "done": _("Done"),
        "failed": _("Failed"),
    }[run.state]


_REASONS = {
    "broken_quotes": lambda: _("quotation marks do not match"),
    "too_many_cells": lambda: _("too many cells"),
    "too_few_cells": lambda: _("too few cells"),
    "value_missing": lambda: _("a needed value is missing"),
    "date_unreadable": lambda: _("a date cannot be read"),
    "date_ambiguous": lambda: _("day and month cannot be told apart"),
    "date_impossible": lambda: _("no such day in the calendar"),
    "date_in_future": lambda: _("a date lies in the future"),
    "date_too_early": lambda: _("a date lies too far back"),
    "dates_out_of_order": lambda: _("one date lies before another that must come first"),
    "number_unreadable": lambda: _("not a whole number"),
    "value_unknown": lambda: _("a value that the mapping does not know"),
    "code_unknown": lambda: _("a code that does not exist"),
    "organ_unknown": lambda: _("an organ that is not at or below yours"),
    "too_long": lambda: _("a text is too long"),
    "cell_cut": lambda: _("a cell was cut off by the spreadsheet"),
    "duplicate_row": lambda: _("identical to an earlier row of the file"),
    "taken_elsewhere": lambda: _("in already with an organ that you do not see"),
    "refused": lambda: _("registration was refused"),
}
