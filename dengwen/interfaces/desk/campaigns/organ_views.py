"""What the organs owe a campaign: all of them in the order of the tree, and one of them with its forms."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from dengwen.domains.campaigns.reads.owed import Owed, organ_of, owed_by, owed_by_all, tasks_of
from dengwen.domains.campaigns.reads.standing import figures_of
from dengwen.domains.campaigns.verbs.meet_duties import (
    finish_task,
    give_task,
    hand_in_report,
    meet_duty,
    name_contact,
)
from dengwen.domains.campaigns.verbs.unit_plans import meet_unit_plan
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.campaigns import forms
from dengwen.interfaces.desk.campaigns.asking import Deed, Doing, asked_campaign, done, onward, today
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.kit.wording import organ_name

KINDS: dict[str, Any] = {
    "duty": forms.EvidenceForm, "contact": forms.ContactForm, "done": forms.DoneForm, "report": forms.ReportForm,
    "unit": forms.UnitPlanForm,
}  # fmt: skip
DEEDS: dict[str, Deed] = {
    "duty": meet_duty, "contact": name_contact, "done": finish_task, "report": hand_in_report, "task": give_task,
    "unit": meet_unit_plan,
}  # fmt: skip
_DEED_OF = {
    "item": "duty",
    "contact": "contact",
    "task": "done",
    "return": "report",
    "summary": "report",
    "unit_plan": "unit",
}


@require_safe
@desk_view(Right.READ_CASE)
def organs(request: DeskRequest, campaign: int) -> HttpResponse:
    """Show what every organ owes that the post reaches; with ``?show=overdue`` only what is past its day."""
    line = asked_campaign(request, campaign)
    owed = owed_by_all(request.actor, line.campaign, line.pack, today())
    overdue = request.GET.get("show") == "overdue"
    page = {
        "line": line, "language": lang(), "today": today(), "overdue": overdue,
        "owed": [each for each in owed if each.overdue] if overdue else owed,
        "late": sum(each.overdue for each in owed),
    }  # fmt: skip
    return render(request, "desk/campaigns/organs.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def organ(request: DeskRequest, campaign: int, organ: int) -> HttpResponse:
    """Show what one organ owes, with evidence; the organ itself meets it here, and hands tasks on."""
    line = asked_campaign(request, campaign)
    row = organ_of(request.actor, line.campaign, organ)
    if row is None:
        raise Http404
    mine = row.pk == request.actor.bureau and request.actor.has(Right.CAMPAIGN_DUTY)
    above = row.pk != request.actor.bureau and request.actor.has(Right.CAMPAIGN_DUTY)
    if request.method == "POST" and not (mine or above):
        raise Http404
    sheet = owed_by(line.campaign, line.pack, row, today())
    wholes = [
        (task.pk, task.words[:80])
        for task in tasks_of(line.campaign, request.actor.bureau)
        if not task.done_on
    ]
    doing = Doing(request, KINDS, pack=line.pack, actor=request.actor) if mine else None
    giving = None
    if above:
        choice = {"organs": [(row.pk, organ_name(row))], "wholes": wholes}
        giving = Doing(request, {"task": forms.TaskForm}, pack=line.pack, actor=request.actor, **choice)
        giving.forms["task"].initial["organ"] = row.pk
    for each in (doing, giving):
        if each is not None and each.run(request, DEEDS, done, campaign=campaign):
            return onward(f"/campaigns/{campaign}/organs/{organ}/")
    page = {
        "line": line, "language": lang(), "today": today(), "row": row, "sheet": sheet, "giving": giving,
        "doing": doing, "lines": [(each, _form(doing, each)) for each in sheet.lines],
        "numbers": figures_of(line.campaign, row.pk),
    }  # fmt: skip
    failed = next((each.status for each in (doing, giving) if each is not None and each.deed), 200)
    return render(request, "desk/campaigns/organ.html", page, status=failed)


def _form(doing: Doing | None, owed: Owed) -> tuple[str, Any] | None:
    """Return the deed and the form with which the organ meets what it owes; what was typed stays with its line."""
    if (
        doing is None
        or owed.kind not in _DEED_OF
        or (not owed.is_open and owed.kind not in ("item", "contact"))
    ):
        return None
    deed = _DEED_OF[owed.kind]
    known = {
        "task": {"task": owed.key},
        "unit_plan": {"plan": owed.key},
        "item": {"duty": owed.key},
        "contact": {"duty": owed.key},
    }.get(owed.kind, {"kind": owed.kind, "key": owed.key})
    typed: Any = doing.forms[deed]
    if doing.deed == deed and all(typed.data.get(f"{deed}-{name}") == value for name, value in known.items()):
        return deed, typed
    options: dict[str, Any] = {"pack": typed.pack, "actor": typed.actor, "label_suffix": "", "prefix": deed}
    return deed, KINDS[deed](initial=known, auto_id=f"id_{owed.kind}_{owed.key}_%s", **options)
