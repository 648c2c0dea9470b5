"""The log of visits that higher organs paid to organs below."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.domains.supervision.reads.visits import visited_organs, visits_of
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.campaigns.asking import today
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view


@require_safe
@desk_view(Right.READ_CASE)
def visits(request: DeskRequest) -> HttpResponse:
    """Show who visited which organ when, what was looked at, advised and asked to be put right, and how far that is."""
    asked = request.GET.get("organ", "")
    organ = int(asked) if asked.isdecimal() and len(asked) < 19 else None
    rows = visits_of(request.actor, organ=organ)
    page = {"rows": rows, "organs": visited_organs(rows), "organ": organ, "today": today()}
    return render(request, "desk/supervision/visits.html", page)
