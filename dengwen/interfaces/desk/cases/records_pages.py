"""The page of what is kept about a file, what falls due, and the two ways in which a package is handed over."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import may
from dengwen.domains.cases.reads.case_page import plain_case
from dengwen.domains.cases.transitions import TRANSITIONS
from dengwen.domains.records.reads.due_files import due_files
from dengwen.domains.records.reads.keeping import RecordSheet, parties_of, record_sheet
from dengwen.domains.records.reads.package import Package
from dengwen.domains.records.rules.retention import SCHEDULE
from dengwen.domains.records.states import ExportState
from dengwen.domains.records.verbs.exports import export_for_party, hand_out_export
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.cases.page import Button
from dengwen.interfaces.desk.cases.records_actions import RECORDS
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import label, lang, refusal_sentence


@require_safe
@desk_view(Right.READ_CASE)
def records_page(request: DeskRequest, case: int) -> HttpResponse:
    """Show how long the file is kept and why, its holds, disposals and exports, and what may be done about them."""
    return _page(request, case)


def _page(request: DeskRequest, case: int, sentence: str = "") -> HttpResponse:
    matter = plain_case(actor=request.actor, case=case)
    sheet = record_sheet(matter)
    opens = request.actor.has(Right.OPEN_IDENTITY)
    parts = {
        "case": matter, "sheet": sheet, "today": local_day(now(), settings.TIME_ZONE), "sentence": sentence,
        "buttons": _buttons(request, matter, sheet), "kind": "", "parties": parties_of(matter),
        "hands_out": opens and may(request.actor, "hand_out_export", matter).allowed,
        "hands_own": opens and may(request.actor, "export_own", matter).allowed,
        "typed": request.POST.get("ground", ""),
    }  # fmt: skip
    return render(request, "desk/cases/records.html", parts, status=422 if sentence else 200)


def _buttons(request: DeskRequest, matter: Any, sheet: RecordSheet) -> list[Button]:
    """Return what may be done here now; what works on something is there when that is."""
    asked = any(row.state == ExportState.ASKED for row in sheet.exports)
    there = {
        "lift_hold": bool(sheet.in_force), "approve_export": asked, "refuse_export": asked,
        "propose_disposal": sheet.waiting is None, "refuse_disposal": sheet.waiting is not None,
        "dispose": sheet.waiting is not None,
    }  # fmt: skip
    mine = {line.verb for line in TRANSITIONS if line.verb in RECORDS and request.actor.has(line.right)}
    return [
        Button(verb, label("verbs", verb), False)
        for verb in RECORDS
        if verb in mine and there.get(verb, True) and may(request.actor, verb, matter).allowed
    ]


@require_POST
@never_cache
@desk_view(Right.EXPORT_FILE)
def hand_out(request: DeskRequest, case: int) -> HttpResponseBase:
    """Hand over the package of a granted export, once."""
    asked = request.POST.get("export", "")
    try:
        made = hand_out_export(
            case=case, export=int(asked) if asked.isdecimal() else 0, actor=request.actor, at=now()
        )
    except Refusal as refusal:
        return _refused(request, case, refusal)
    return _handed_over(made)


@require_POST
@never_cache
@desk_view(Right.EXPORT_FILE)
def hand_own(request: DeskRequest, case: int) -> HttpResponseBase:
    """Hand over a party's own data, on a ground, for her."""
    party, language = request.POST.get("party", ""), request.POST.get("language", "") or lang()
    try:
        made = export_for_party(
            case=case, party=int(party) if party.isdecimal() else 0, ground=request.POST.get("ground", ""),
            language=language, actor=request.actor, at=now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _refused(request, case, refusal)
    return _handed_over(made)


def _refused(request: DeskRequest, case: int, refusal: Refusal) -> HttpResponse:
    if refusal.code in ("case.not_found", "case.disposed"):
        raise refusal
    return _page(request, case, refusal_sentence(refusal))


def _handed_over(made: Package) -> FileResponse:
    """Answer with the package, as a download that no browser opens or keeps."""
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return FileResponse(
        made.content, as_attachment=True, filename=made.name, content_type="application/zip", headers=headers
    )


@require_safe
@desk_view(Right.READ_CASE)
def due_page(request: DeskRequest) -> HttpResponse:
    """Show the schedule, and the files within reach whose period is over, the longest at rest first."""
    today = local_day(now(), settings.TIME_ZONE)
    rows, more = due_files(request.actor, today=today, after=_after(request.GET.get("after", "")))
    parts = {
        "rows": rows, "today": today, "lines": code_list(SCHEDULE).entries,
        "beside": code_list("retention_records").entries,
        "next": f"/records/?after={more[0].isoformat()},{more[1]}" if more else "",
        "first": "/records/" if request.GET.get("after") else "",
    }  # fmt: skip
    return render(request, "desk/cases/records_due.html", parts)


def _after(text: str) -> tuple[date, int] | None:
    day, _, pk = text.partition(",")
    try:
        return (date.fromisoformat(day), int(pk)) if len(pk) < 19 else None
    except ValueError:
        return None
