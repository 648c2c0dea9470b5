"""Rows and a mapping in; for each row either a draft or the reasons why not. Nothing is written here.

The account that must balance (see ``accounting``): rows in = matters made + contacts attached + rows already
imported + rows reported. A row is reported once, however much is wrong with it. A row identical to an earlier
one of the same file is no further contact: it is reported, naming the first. A row that was imported by an
earlier run is recognised by the caller through ``RowDraft.row_digest``.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass

from dengwen.domains.cases.rules.draft import ClaimDraft, PersonDraft
from dengwen.interfaces.sheets.drafts import RowDraft
from dengwen.interfaces.sheets.fields import LIMITS, TITLE_LENGTH, FieldReader, Lines
from dengwen.interfaces.sheets.guarding import CUT_MARK
from dengwen.interfaces.sheets.mapping import DATE_FIELDS, Mapping
from dengwen.interfaces.sheets.problems import RowProblem, SheetLayoutError
from dengwen.interfaces.sheets.reading import Cell, Row
from dengwen.interfaces.sheets.values import (
    DateOrder,
    ValueProblemError,
    as_code,
    as_line,
    as_moment,
    as_plain,
)

_CUT = CUT_MARK.strip()
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What is to become of one row: a draft, or at least one problem; never both, never neither.

    ``opens_matter`` says that the key was not seen before in this file (a dry run counts matters with it);
    ``cells`` are the row as it came, for the workbook of rejected rows.
    """

    number: int
    cells: dict[str, Cell]
    draft: RowDraft | None
    problems: tuple[RowProblem, ...]
    opens_matter: bool = False


@dataclass(frozen=True, slots=True)
class HeaderCheck:
    """How a file's columns fit a mapping."""

    missing: tuple[str, ...]
    absent_optional: tuple[str, ...]
    unknown: tuple[str, ...]


def check_headers(headers: Sequence[str], mapping: Mapping) -> HeaderCheck:
    """Compare the columns of a file with those that the mapping reads or ignores."""
    required = tuple(mapping.required_columns())
    missing = tuple(name for name in required if name not in headers)
    absent = tuple(name for name in mapping.used_columns if name not in headers and name not in required)
    known = {*mapping.used_columns, *mapping.ignore}
    return HeaderCheck(missing, absent, tuple(name for name in headers if name not in known))


def plan_rows(
    rows: Iterable[Row],
    mapping: Mapping,
    *,
    headers: Sequence[str],
    today: dt.date,
    known_codes: Table[str, Container[str]] | None = None,
) -> Iterator[PlannedRow]:
    """Yield one :class:`PlannedRow` for each row, in order; a bad row changes nothing for the others.

    ``known_codes`` holds, by field name (category, channel, organ_code ...), the codes that exist. Raises
    :class:`SheetLayoutError` at once when a required column is not there. Memory: about 200 bytes a row, to
    recognise repeated keys and identical rows.
    """
    check = check_headers(headers, mapping)
    if check.missing:
        raise SheetLayoutError(
            "columns_missing", columns=", ".join(check.missing), present=", ".join(headers) or "-"
        )
    planner = _Planner(mapping, today, known_codes or {})
    return map(planner.plan, rows)


def row_digest(cells: Table[str, Cell], mapping: Mapping) -> bytes:
    """Return what recognises a row: SHA-256 over the register and the mapped columns that are not empty.

    Values are taken as read (dates as dates, 411.0 as 411, blanks collapsed) but before any look-up, so the
    same row has the same digest in CSV and in xlsx, and after the look-up tables were amended.
    """
    return _digest(cells, _lines(cells, mapping), mapping, _date_columns(mapping))


def _digest(cells: Table[str, Cell], lines: Lines, mapping: Mapping, dates: Container[str]) -> bytes:
    pairs: list[tuple[str, str]] = []
    for column, line in lines.items():
        if not line:
            continue
        if column in dates:
            pairs.append((column, _canonical_date(cells[column], mapping.dates.order) or line))
        elif line.endswith(".0") and line[:-2].isdigit():
            pairs.append((column, line[:-2]))
        else:
            pairs.append((column, line))
    content = _encode([mapping.register_name, pairs])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest()


def _canonical_date(raw: Cell, order: DateOrder) -> str:
    try:
        moment = as_moment(raw, order)
    except ValueProblemError:
        return ""
    if isinstance(moment, dt.datetime) and moment.time() == dt.time():
        moment = moment.date()
    return moment.isoformat() if moment else ""


def _lines(cells: Table[str, Cell], mapping: Mapping) -> Lines:
    return {column: as_line(cells.get(column, "")) for column in mapping.used_columns}


def _date_columns(mapping: Mapping) -> frozenset[str]:
    return frozenset(name for field_name in DATE_FIELDS for name in _sources(mapping, field_name))


def _sources(mapping: Mapping, field_name: str) -> tuple[str, ...]:
    return next((rule.sources for name, rule in mapping.fields.items() if name == field_name), ())


class _Planner:
    """Carries what must be remembered from row to row: keys and digests seen."""

    def __init__(self, mapping: Mapping, today: dt.date, known_codes: Table[str, Container[str]]) -> None:
        self._mapping = mapping
        self._fields = FieldReader(mapping, today, known_codes)
        self._dates = _date_columns(mapping)
        self._rows_by_digest: dict[bytes, int] = {}
        self._keys: set[bytes] = set()

    def plan(self, row: Row) -> PlannedRow:
        problems: list[RowProblem] = []
        if row.flaw:
            problems.append(RowProblem(row.number, "", "", row.flaw, row.flaw_facts))
            return PlannedRow(row.number, row.cells, None, tuple(problems))
        lines = _lines(row.cells, self._mapping)
        for column, line in lines.items():
            if line.endswith(_CUT):
                problems.append(RowProblem(row.number, column, line[-40:], "cell_cut"))
        values, days = self._fields.read(row, lines, problems)
        key = self._key(row, lines, problems)
        self._check_dates(row, values, days, problems)
        _complete(row, values, self._mapping, problems)
        digest = _digest(row.cells, lines, self._mapping, self._dates)
        first = self._rows_by_digest.setdefault(digest[:16], row.number)
        if first != row.number and not problems:
            problems.append(RowProblem(row.number, "", "", "duplicate_row", {"first_row": first}))
        if problems:
            return PlannedRow(row.number, row.cells, None, tuple(problems))
        draft = _draft(self._mapping.register_name, key, digest, values, days)
        return PlannedRow(row.number, row.cells, draft, (), self._opens(key))

    def _opens(self, key: str) -> bool:
        if not key:
            return True
        mark = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        new = mark not in self._keys
        self._keys.add(mark)
        return new

    def _key(self, row: Row, lines: Lines, problems: list[RowProblem]) -> str:
        parts = [as_code(lines[column]) for column in self._mapping.key]
        for column, part in zip(self._mapping.key, parts, strict=True):
            if not part:
                problems.append(RowProblem(row.number, column, "", "value_missing"))
        key = " / ".join(parts)
        if len(key) > LIMITS["external_key"]:
            facts: dict[str, object] = {"length": len(key), "limit": LIMITS["external_key"]}
            problems.append(RowProblem(row.number, self._mapping.key[0], key, "too_long", facts))
        return key

    def _check_dates(
        self, row: Row, values: dict[str, str], days: dict[str, dt.date], problems: list[RowProblem]
    ) -> None:
        for rule in self._mapping.dates.all_rules:
            later, earlier = days.get(rule.later), days.get(rule.earlier)
            if later is None or earlier is None or later >= earlier:
                continue
            if rule.doubtful is not None:
                doubtful = next(iter(_sources(self._mapping, rule.doubtful)), rule.doubtful)
                remark = f"{doubtful}: {days.pop(rule.doubtful)} (?)"
                values["note"] = "\n".join(filter(None, (values.get("note", ""), remark)))
                continue
            column = next(iter(_sources(self._mapping, rule.later)), "")
            earlier_column = next(iter(_sources(self._mapping, rule.earlier)), rule.earlier)
            facts: dict[str, object] = {"earlier_column": earlier_column, "earlier": earlier}
            value = as_plain(row.cells.get(column, ""))
            problems.append(RowProblem(row.number, column, value, "dates_out_of_order", facts))


def _complete(row: Row, values: dict[str, str], mapping: Mapping, problems: list[RowProblem]) -> None:
    """A petition without a heading gets the beginning of its text; one without a text gets its heading."""
    title, text = values.get("title", ""), values.get("text", "")
    heading = as_line(text)
    if len(heading) > TITLE_LENGTH:
        heading = heading[: TITLE_LENGTH - 1] + "…"
    values["title"], values["text"] = title or heading, text or title
    if not values["text"] and not problems:
        column = next(iter(_sources(mapping, "text") or _sources(mapping, "title")), "")
        problems.append(RowProblem(row.number, column, "", "value_missing"))


def _draft(
    register: str, key: str, digest: bytes, values: dict[str, str], days: dict[str, dt.date]
) -> RowDraft:
    person = PersonDraft(
        name=values.get("petitioner_name", ""),
        phone=values.get("petitioner_phone", ""),
        address=values.get("petitioner_address", ""),
    )
    category = values.get("category", "")
    claim = ClaimDraft(
        values.get("claim_text") or values["title"],
        values.get("claim_category") or category,
        values.get("remedy_sought", ""),
    )
    return RowDraft(
        external_source=register,
        external_key=key,
        row_digest=digest,
        received_on=days["received_on"],
        title=values["title"],
        text=values["text"],
        category=category,
        occurred_on=days.get("occurred_on"),
        closed_on=days.get("closed_on"),
        answered_on=days.get("answered_on"),
        claims=(claim,),
        petitioner=person if person.told_something() else None,
        purpose=values.get("purpose", ""),
        channel=values.get("channel", ""),
        source=values.get("source", ""),
        organ_code=values.get("organ_code", ""),
        place=values.get("place", ""),
        answer=values.get("answer", ""),
        note=values.get("note", ""),
    )
