"""The fields of one row: what each rule of the mapping makes of the cells."""

import datetime as dt
from collections.abc import Container
from collections.abc import Mapping as Table

from dengwen.interfaces.sheets.mapping import FieldRule, Mapping
from dengwen.interfaces.sheets.problems import RowProblem
from dengwen.interfaces.sheets.reading import Row
from dengwen.interfaces.sheets.values import (
    Moment,
    ValueProblemError,
    as_code,
    as_integer,
    as_moment,
    as_plain,
    as_text,
    day_of,
)

TITLE_LENGTH = 200
LIMITS = {
    "external_key": 120,
    "title": TITLE_LENGTH,
    "text": 200_000,
    "answer": 200_000,
    "note": 20_000,
    "place": 200,
    "claim_text": 2_000,
    "remedy_sought": 2_000,
    "petitioner_name": 120,
    "petitioner_phone": 60,
    "petitioner_address": 300,
}


Lines = dict[str, str]
"""The cells of a row that the mapping reads, each as one clean line."""


class FieldReader:
    """Reads rows with one mapping; keeps nothing from row to row."""

    def __init__(self, mapping: Mapping, today: dt.date, known_codes: Table[str, Container[str]]) -> None:
        self._mapping = mapping
        self._today = today
        self._known_codes = known_codes
        self._texts = [(name, rule) for name, rule in mapping.fields.items() if rule.parse != "date"]
        self._days = [(name, rule) for name, rule in mapping.fields.items() if rule.parse == "date"]

    def read(
        self, row: Row, lines: Lines, problems: list[RowProblem]
    ) -> tuple[dict[str, str], dict[str, dt.date]]:
        """Return the texts and codes, and the days, by field name; add what is wrong to ``problems``."""
        values: dict[str, str] = {}
        days: dict[str, dt.date] = {}
        for name, rule in self._days:
            try:
                moment = self._moment(name, rule, row)
            except ValueProblemError as problem:
                problems.append(_row_problem(row, rule, problem))
            else:
                if moment is not None:
                    days[name] = day_of(moment)
        for name, rule in self._texts:
            try:
                values[name] = self._value(name, rule, row, lines)
            except ValueProblemError as problem:
                problems.append(_row_problem(row, rule, problem))
        return values, days

    def _moment(self, name: str, rule: FieldRule, row: Row) -> Moment | None:
        moment: Moment | None = None
        for column in rule.sources:
            try:
                moment = as_moment(row.cells.get(column, ""), self._mapping.dates.order)
            except ValueProblemError as problem:
                raise ValueProblemError(problem.code, column=column, **problem.facts) from None
            if moment is not None:
                break
        else:
            moment = as_moment(rule.constant or rule.default or "")
        if moment is None:
            if rule.required or name == "received_on":
                raise ValueProblemError("value_missing")
            return None
        dates = self._mapping.dates
        if day_of(moment) < dates.earliest:
            raise ValueProblemError("date_too_early", earliest=dates.earliest)
        if day_of(moment) > self._today and name not in dates.allow_future:
            raise ValueProblemError("date_in_future", today=self._today)
        return moment

    def _value(self, name: str, rule: FieldRule, row: Row, lines: Lines) -> str:
        value = ""
        if rule.lookup is not None:
            value = self._looked_up(rule, lines)
        elif rule.join:
            value = "\n".join(f"{column}: {lines[column]}" for column in rule.sources if lines.get(column))
        else:
            for column in rule.sources:
                if lines.get(column):
                    value = _parsed(rule, row, lines, column)
                    break
        value = value or rule.constant or rule.default or ""
        if rule.shorten and len(value) > rule.shorten:
            value = value[: rule.shorten - 1].rstrip() + "…"
        if not value and (rule.required or name == "category"):
            raise ValueProblemError("value_missing")
        limit = rule.max_length or LIMITS.get(name)
        if limit is not None and len(value) > limit:
            raise ValueProblemError("too_long", length=len(value), limit=limit)
        if value and name in self._known_codes and value not in self._known_codes[name]:
            if name == "organ_code":
                raise ValueProblemError("organ_unknown", found=value)
            raise ValueProblemError("code_unknown", found=value, field=name)
        return value

    def _looked_up(self, rule: FieldRule, lines: Lines) -> str:
        lookup = self._mapping.lookups[rule.lookup or ""]
        filled = ""
        for column in rule.sources:
            if not lines.get(column):
                continue
            code = lookup.find(as_code(lines[column]))
            if code is not None:
                return code
            filled = filled or column
        if filled and lookup.otherwise is None:
            raise ValueProblemError("value_unknown", column=filled, lookup=rule.lookup)
        return lookup.otherwise or "" if filled else ""


def _row_problem(row: Row, rule: FieldRule, problem: ValueProblemError) -> RowProblem:
    facts = dict(problem.facts)
    column = str(facts.pop("column", "")) or next(iter(rule.sources), "")
    return RowProblem(row.number, column, as_plain(row.cells.get(column, "")), problem.code, facts)


def _parsed(rule: FieldRule, row: Row, lines: Lines, column: str) -> str:
    if rule.parse == "line":
        return lines[column]
    if rule.parse == "code":
        return as_code(lines[column])
    if rule.parse == "text":
        return as_text(row.cells[column])
    try:
        return str(as_integer(lines[column]))
    except ValueProblemError as problem:
        raise ValueProblemError(problem.code, column=column) from None
