"""The log of readings: who was shown which case, who opened an identity, who took a list away."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.domains.cases.reads.readings import PER_PAGE, readings_for_audit
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import ground_said, label

_LONGEST = 60


@require_safe
@desk_view(Right.READ_READINGS)
def readings(request: DeskRequest) -> HttpResponse:
    """Show the newest readings in reach, of all cases, of one case or of one member of staff."""
    number, username = (request.GET.get(name, "")[:_LONGEST].strip() for name in ("number", "username"))
    rows = readings_for_audit(
        actor=request.actor, number=number, username=username, before=_instant(request.GET.get("before", ""))
    )
    last = rows[-1].at.isoformat() if len(rows) == PER_PAGE else ""
    lines = [(row, _what(row.page), ground_said(row.why, row.ground)) for row in rows]
    parts = {
        "lines": lines,
        "number": number,
        "username": username,
        "before": last,
        "later": "before" in request.GET,
    }
    return render(request, "desk/work/readings.html", parts)


def _what(page: str) -> str:
    """Word what was read by the first part of its address."""
    part = page.split("/", 1)[0] or "case"
    return label("read_pages", part if part in code_list("read_pages") else "list")


def _instant(text: str) -> datetime | None:
    """Return the instant in the address; a broken one is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
