"""The governance bodies of a campaign on one page; its office names, seats, writes down meetings and decisions."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dengwen.domains.campaigns.access import may_run
from dengwen.domains.campaigns.reads.bodies import bodies_of
from dengwen.domains.campaigns.verbs.meet_duties import give_task
from dengwen.domains.campaigns.verbs.run_bodies import (
    end_seat,
    hold_meeting,
    name_body,
    record_decision,
    seat_member,
)
from dengwen.domains.cases.reads.recipients import recipients
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.campaigns import body_forms as forms
from dengwen.interfaces.desk.campaigns.asking import Deed, Doing, asked_campaign, done, onward, today
from dengwen.interfaces.desk.cases.forms import organ_words
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang

KINDS: dict[str, Any] = {
    "name": forms.NameForm, "seat": forms.SeatForm, "end": forms.EndSeatForm, "meet": forms.MeetingForm,
    "decide": forms.DecisionForm, "task": forms.DecisionTaskForm,
}  # fmt: skip
DEEDS: dict[str, Deed] = {
    "name": name_body, "seat": seat_member, "end": end_seat, "meet": hold_meeting, "decide": record_decision,
    "task": give_task,
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def bodies(request: DeskRequest, campaign: int) -> HttpResponse:
    """Show who leads a campaign, by office and never by name, what was decided and what became of it."""
    line = asked_campaign(request, campaign)
    runs = may_run(request.actor, line.campaign).allowed
    sheets = bodies_of(line.campaign, today())
    doing = Doing(request, KINDS if runs else {}, bodies=sheets)
    if doing.run(request, DEEDS, done, campaign=campaign):
        return onward(f"/campaigns/{campaign}/bodies/")
    page = {
        "line": line, "language": lang(), "today": today(), "sheets": sheets, "doing": doing, "runs": runs,
        "offered": _offered(doing, sheets) if runs else [],
        "organs": list(map(organ_words, recipients(request.actor.bureau))) if runs else [],
    }  # fmt: skip
    return render(request, "desk/campaigns/bodies.html", page, status=doing.status)


def _offered(doing: Doing, sheets: list[Any]) -> list[tuple[str, Any]]:
    """Return the deeds that something is there for."""
    met = any(each.meetings for each in sheets)
    decided = any(decisions for each in sheets for _met, decisions in each.meetings)
    possible = {
        "name": True, "seat": bool(sheets), "end": any(held for each in sheets for _seat, held in each.seats),
        "meet": any(each.seats for each in sheets), "decide": met, "task": decided,
    }  # fmt: skip
    return [(deed, form) for deed, form in doing.forms.items() if possible[deed]]
