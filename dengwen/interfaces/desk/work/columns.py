"""The columns of the case list: which there are, and which this reader keeps."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengwen.domains.cases.reads.lists import CaseRow
from dengwen.interfaces.desk.work.filter_words import safe_label
from dengwen.interfaces.kit.sentences import lang

COOKIE = f"{settings.COOKIE_PREFIX}dengwen_columns"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``kind`` is the CSS class that says how it behaves on narrow screens and paper."""

    code: str
    words: str | Promise
    kind: str
    usual: bool = False
    codes: str = ""


COLUMNS = (
    Column("organ", _("Organ"), "c-organ", usual=True),
    Column("state", _("State"), "c-state", usual=True, codes="states"),
    Column("due", _("Due"), "c-due", usual=True),
    Column("holder", _("Holder"), "c-holder", usual=True),
    Column("leader", _("Leader in charge"), "c-holder"),
    Column("category", _("Category"), "c-other", codes="categories"),
    Column("channel", _("Channel"), "c-other", codes="channels"),
    Column("source", _("Source"), "c-other", codes="sources"),
    Column("place", _("Place"), "c-other"),
    Column("received", _("Received"), "c-day"),
    Column("handling_due", _("To be decided by"), "c-day"),
    Column("closed", _("Closed"), "c-day"),
)
_FIELDS = {"received": "received_on", "closed": "closed_on"}


def chosen_columns(request: HttpRequest) -> list[Column]:
    """Return the columns that the reader keeps in a cookie, else the usual ones."""
    kept = set(request.COOKIES.get(COOKIE, "").split("."))
    found = [column for column in COLUMNS if column.code in kept]
    return found or [column for column in COLUMNS if column.usual]


def cell(row: CaseRow, column: Column) -> Any:
    """Return what a column shows of a row: a day or words."""
    if column.code == "organ":
        return row.organ_name_en if lang() == "en" and row.organ_name_en else row.organ_name
    if column.code == "holder":
        return row.holder_en if lang() == "en" and row.holder_en else row.holder
    if column.code == "leader":
        return (row.leader_name_en if lang() == "en" and row.leader_name_en else row.leader_name) or ""
    value = getattr(row, _FIELDS.get(column.code, column.code))
    if column.codes:
        return safe_label(column.codes, value) if value else ""
    return value if isinstance(value, date) else (value or "")


def cells(row: CaseRow, columns: list[Column]) -> list[tuple[Column, Any]]:
    """Return the columns of a row with what they show."""
    return [(column, cell(row, column)) for column in columns]
