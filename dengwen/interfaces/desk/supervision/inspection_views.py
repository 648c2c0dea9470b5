"""Inspections: the list with what waits for my organ, and one with its sample, visits, findings and corrections."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dengwen.domains.cases.reads.recipients import recipients
from dengwen.domains.supervision.reads.inspections import (
    InspectionSheet,
    findings_to_correct,
    inspection_sheet,
    inspections_of,
    organs_inspected,
    same_draw,
)
from dengwen.domains.supervision.rules.inspections import ADVICE
from dengwen.domains.supervision.states import FindingState
from dengwen.domains.supervision.verbs.judge_finding import correct_finding, judge_finding, record_finding
from dengwen.domains.supervision.verbs.plan_inspection import (
    draw_inspection,
    end_inspection,
    look_at_case,
    plan_inspection,
    record_visit,
)
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.campaigns.asking import Deed, Doing, done, onward, today
from dengwen.interfaces.desk.cases.forms import organ_words
from dengwen.interfaces.desk.supervision import forms
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.wording import organ_name

WAITING = (FindingState.OPEN.value, FindingState.RETURNED.value)
# Of one inspection: what needs its number, and what is about a finding that knows its inspection.
DEEDS: dict[str, Deed] = {
    "draw": draw_inspection, "read": look_at_case, "visit": record_visit, "found": record_finding,
    "end": end_inspection,
}  # fmt: skip
ABOUT_FINDINGS: dict[str, Deed] = {"correct": correct_finding, "judge": judge_finding}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def inspections(request: DeskRequest) -> HttpResponse:
    """List the inspections that the post sees and the findings that its organ has to correct; plan one."""
    actor = request.actor
    inspects = actor.has(Right.INSPECT)
    known = recipients(actor.bureau) if inspects else []
    below = [(organ.pk, organ_name(organ)) for organ in known if organ.parent_id == actor.bureau]

    def plan(*args: Any, **options: Any) -> forms.PlanForm:
        return forms.PlanForm(*args, below=below, **options)

    kinds: dict[str, Any] = {"plan": plan} if inspects else {}
    doing = Doing(request, kinds)
    made: list[int] = []
    if doing.run(request, {"plan": lambda **words: made.append(plan_inspection(**words))}, done):
        return onward(f"/supervision/inspections/{made[0]}/")
    page = {
        "rows": inspections_of(actor), "mine": list(findings_to_correct(actor)), "doing": doing, "today": today(),
    }  # fmt: skip
    return render(request, "desk/supervision/inspections.html", page, status=doing.status)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def inspection(request: DeskRequest, inspection: int) -> HttpResponse:
    """Show one inspection as the post sees it; each side writes down its own part."""
    sheet = inspection_sheet(request.actor, inspection)
    doing = _Doing(request, sheet)
    known = {row.pk for row in sheet.findings}
    if doing.deed in ABOUT_FINDINGS:
        form = doing.forms[doing.deed]
        if form.is_valid() and form.cleaned_data["finding"] not in known:
            raise Http404
        about: dict[str, Any] = {}
    else:
        about = {"inspection": inspection}
    if doing.run(request, DEEDS | ABOUT_FINDINGS, done, **about):
        return onward(f"/supervision/inspections/{inspection}/")
    page = {
        "sheet": sheet, "row": sheet.row, "doing": doing, "today": today(), "themes": _themes(sheet),
        "again": same_draw(sheet) if "recompute" in request.GET and sheet.draw else None,
        "lines": [(row, _form(request, doing, sheet, row)) for row in sheet.findings],
        "cases": [(row, _read_form(doing, row) if sheet.runs else None) for row in sheet.cases],
        "organs": list(map(organ_words, organs_inspected(sheet))) if sheet.runs else [],
    }  # fmt: skip
    return render(request, "desk/supervision/inspection.html", page, status=doing.status)


class _Doing(Doing):
    """The forms of one inspection: some know its organs, its themes or its sample."""

    def __init__(self, request: DeskRequest, sheet: InspectionSheet) -> None:
        organs = [(organ.pk, organ_name(organ)) for organ in sheet.organs]
        drawn = [(row.matter_id, row.matter.number or "", row.matter.organ_id) for row in sheet.cases]

        def visit(*args: Any, **options: Any) -> forms.VisitForm:
            return forms.VisitForm(*args, organs=organs, themes=[*_themes(sheet), ADVICE], **options)

        def found(*args: Any, **options: Any) -> forms.FindingForm:
            return forms.FindingForm(*args, cases=drawn, **options)

        kinds: dict[str, Any] = {
            "draw": forms.NoForm, "read": forms.ReadForm, "visit": visit, "found": found, "end": forms.NoForm,
            "correct": forms.CorrectForm, "judge": forms.JudgeForm,
        }  # fmt: skip
        super().__init__(request, kinds)


def _themes(sheet: InspectionSheet) -> list[str]:
    """Return the themes of the plan in the order in which they are offered."""
    named = sheet.row.themes.split()
    return [entry.code for entry in code_list("inspection_themes").entries if entry.code in named]


def _form(request: DeskRequest, doing: Doing, sheet: InspectionSheet, row: Any) -> tuple[str, Any] | None:
    """Return the deed and the form that a finding waits for, if it waits for this post."""
    if sheet.runs and row.state == FindingState.CORRECTED.value:
        deed = "judge"
    elif (
        row.state in WAITING
        and row.organ_id == request.actor.bureau
        and request.actor.has(Right.ANSWER_SUPERVISION)
    ):
        deed = "correct"
    else:
        return None
    typed = doing.forms[deed]
    if doing.deed == deed and typed.data.get(f"{deed}-finding") == str(row.pk):
        return deed, typed
    options: dict[str, Any] = {"prefix": deed, "label_suffix": "", "auto_id": f"id_{deed}_{row.pk}_%s"}
    return deed, type(typed)(initial={"finding": row.pk}, **options)


def _read_form(doing: Doing, row: Any) -> Any:
    typed = doing.forms["read"]
    if doing.deed == "read" and typed.data.get("read-case") == str(row.matter_id):
        return typed
    options: dict[str, Any] = {"prefix": "read", "label_suffix": "", "auto_id": f"id_read_{row.pk}_%s"}
    return forms.ReadForm(initial={"case": row.matter_id, "remark": row.remark}, **options)
