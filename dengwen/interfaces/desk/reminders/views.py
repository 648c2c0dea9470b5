"""My reminders, the posts that nobody holds, and the address of my calendar."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from dengwen.base.clock import local_day, now
from dengwen.domains.campaigns.reads.standing import campaigns_of
from dengwen.domains.reminders.access import may_have_calendar
from dengwen.domains.reminders.reads.calendar_keys import calendar_key_of
from dengwen.domains.reminders.reads.mine import Line, reminders_page
from dengwen.domains.reminders.reads.open_posts import open_posts
from dengwen.domains.reminders.verbs.calendar_key import make_calendar_key, withdraw_calendar_key
from dengwen.domains.reminders.verbs.mark_read import mark_read
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.bulletins.owed_panel import owed_panel
from dengwen.interfaces.desk.reminders.words import owed
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with what is owed in words."""

    line: Line
    owed: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was told on one day about one step."""

    day: date
    step: str
    lines: list[Shown]


@desk_view(Right.READ_ORGANS)
@require_safe
def reminders(request: DeskRequest) -> HttpResponse:
    """Show what the post was told, the newest first, and the posts that it can help to fill."""
    return _page(request)


@desk_view(Right.READ_CASE)
@require_POST
def read(request: DeskRequest) -> HttpResponse:
    """Let all that was shown be read."""
    mark_read(upto=_number(request.POST.get("upto", "")) or 0, actor=request.actor, at=now())
    return HttpResponseRedirect("/reminders/")


@never_cache
@desk_view(Right.READ_CASE)
@require_POST
def calendar_key(request: DeskRequest) -> HttpResponse:
    """Make the calendar's address and show it this once, or withdraw it."""
    deed = request.POST.get("deed")
    if deed == "withdraw":
        withdraw_calendar_key(actor=request.actor, at=now())
        return HttpResponseRedirect("/reminders/")
    if deed != "make":
        raise Http404
    secret = make_calendar_key(actor=request.actor, at=now())
    return _page(request, address=f"{settings.SITE_URL}/calendar/{secret}.ics")


def _page(request: DeskRequest, address: str = "") -> HttpResponse:
    actor, today = request.actor, local_day(now(), settings.TIME_ZONE)
    after = _number(request.GET.get("after", ""))
    found = reminders_page(actor, after) if actor.has(Right.READ_CASE) else None
    calendar = may_have_calendar(actor).allowed
    page = {
        "groups": _groups(found.lines) if found else [], "reads_cases": found is not None, "today": today,
        "upto": found.upto if found and found.unread and not after else 0, "behind_first": after is not None,
        "after": found.after if found else None, "gaps": [] if after else open_posts(actor, today),
        "appoints": actor.has(Right.MANAGE_STAFF), "may_have_calendar": calendar, "address": address,
        "key": calendar_key_of(actor) if calendar and not after else None,
    }  # fmt: skip
    if actor.has(Right.WRITE_PUBLICATION) and not after:
        page |= owed_panel(actor, today, campaigns_of(actor), soon=True)
    return render(request, "desk/reminders/reminders.html", page)


def _groups(lines: list[Line]) -> list[Group]:
    return [
        Group(day, step, [Shown(line, owed(line.limits)) for line in same])
        for (day, step), same in groupby(lines, key=lambda line: (line.told_on, line.step))
    ]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
