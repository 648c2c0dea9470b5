"""The page of everything above the handling organ: each request with its decision, and how a case ended."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.domains.appeals.reads.appeal_page import AppealSheet
from dengwen.domains.cases.reads.case_page import Rows
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import pack
from dengwen.interfaces.desk.cases.page import context_of
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view

_PERIODS = ("review_request", "rereview_request")


@dataclass(frozen=True, slots=True)
class Round:
    """One request, its decision if there is one, and the verdict on each claim."""

    request: dict[str, Any]
    decision: dict[str, Any] | None
    verdicts: Rows


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the petitioner: for what, from when, until when, and whether it was used, is over or runs."""

    key: str
    starts_on: date
    legal: date
    how: str


@require_safe
@desk_view(Right.READ_CASE)
def appeals_page(request: DeskRequest, case: int) -> HttpResponse:
    """Show every request, admission, decision claim by claim, service and last day, and every ending and way back."""
    context = context_of(request, case)
    sheet = context.appeals
    parts = {
        "case": context.sheet.matter, "rounds": _rounds(sheet), "periods": _periods(sheet, context.today),
        "sheet": sheet, "today": context.today,
    }  # fmt: skip
    return render(request, "desk/cases/appeals.html", parts)


def _rounds(sheet: AppealSheet) -> list[Round]:
    decisions = {row["request"]: row for row in sheet.decisions}
    found = []
    for row in sheet.requests:
        decision = decisions.get(row["id"])
        mine = [one for one in sheet.verdicts if decision and one["decision"] == decision["id"]]
        found.append(Round(row, decision, mine))
    return found


def _periods(sheet: AppealSheet, today: date) -> list[Period]:
    """Return the petitioner's own periods; one that fell away with its opinion is not shown."""
    found = []
    for row in sheet.periods:
        key = pack(row["pack"]).limit(row["rule"]).key
        if key in _PERIODS and not row["stopped"]:
            how = "used" if row["met_on"] else "over" if row["legal"] < today else "runs"
            found.append(Period(key, row["starts_on"], row["legal"], how))
    return found
