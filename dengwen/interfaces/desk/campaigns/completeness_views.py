"""Records to be completed: how whole they are at each organ, what each lacks and who completes it; and as a sheet."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dengwen.domains.campaigns.reads.completeness import CaseLine, by_organ, case_lines, to_complete
from dengwen.domains.campaigns.rules.completeness import items
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.campaigns.asking import asked_campaign, today
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.kit.wording import label, organ_name
from dengwen.interfaces.sheets.list_export import list_response

PAGE = 25


@require_safe
@desk_view(Right.READ_CASE)
def to_be_completed(request: DeskRequest, campaign: int) -> HttpResponse:
    """Show how whole the records are at each organ, and those that lack something."""
    line = asked_campaign(request, campaign)
    lines = by_organ(request.actor, line.campaign)
    organ = _organ(request)
    after = request.GET.get("after", "")[:32]
    found = list(case_lines(to_complete(request.actor, line.campaign, organ=organ, after=after)[: PAGE + 1]))
    query = f"?organ={organ}" if organ is not None else "?"
    page = {
        "line": line, "language": lang(), "lines": lines, "items": items(), "organ": organ, "rows": found[:PAGE],
        "chosen": next((each.organ for each in lines if each.organ.pk == organ), None),
        "first": query if after else "", "query": query, "may_export": request.actor.has(Right.EXPORT),
        "next": f"{query}&after={found[PAGE - 1].number}" if len(found) > PAGE else "",
    }  # fmt: skip
    return render(request, "desk/campaigns/completeness.html", page)


@require_safe
@desk_view(Right.READ_CASE)
def export(request: DeskRequest, campaign: int) -> HttpResponseBase:
    """Write every record that lacks something into a sheet: the score, what is missing and who completes it."""
    request.actor.require(Right.EXPORT)
    line = asked_campaign(request, campaign)
    found = to_complete(request.actor, line.campaign, organ=_organ(request))
    headers = [
        _("Number"),
        _("Matter"),
        _("State"),
        _("Organ"),
        _("Complete, per cent"),
        _("Missing"),
        _("Who completes it"),
    ]
    return list_response(
        request.actor, title=_("Records to be completed"), filter_words=line.pack.title(lang()), headers=headers,
        rows=(_cells(each) for each in case_lines(found)),
        file_name=f"dengwen-to-complete-{today().isoformat()}.xlsx",
    )  # fmt: skip


def _cells(line: CaseLine) -> list[Any]:
    missing = ", ".join(label(item.code, "completeness") for item in line.found.missing)
    who = ", ".join(dict.fromkeys(label(item.who, "roles") for item in line.found.missing))
    organ = organ_name(line.organ)
    return [line.number, line.title, label(line.state, "states"), organ, line.found.percent, missing, who]


def _organ(request: DeskRequest) -> int | None:
    text = request.GET.get("organ", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)
