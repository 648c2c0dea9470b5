"""My work: what waits for the post I act as."""

from datetime import date

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dengwen.base.clock import local_day, now
from dengwen.domains.cases.reads.queues import Queue, When, queue_counts, queue_page, queues_of
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view

# What each queue is called, and what an empty one says: what will appear here, and how it gets here.
WORDS = {
    "to_register": (
        _("To register"),
        _("What arrives without a number yet appears here until it is registered."),
    ),
    "to_sign": (
        _("To sign for"),
        _("Matters that another organ sends to you appear here until you sign for them."),
    ),
    "to_screen": (_("To screen"), _("Registered matters appear here until it is decided who handles them.")),
    "to_confirm": (
        _("Diverted"),
        _("Matters led into a statutory channel appear here until the other organ has registered them."),
    ),
    "to_decide": (
        _("Who is competent?"),
        _("Disputes over competence between organs below yours appear here until you decide them."),
    ),
    "to_assign": (_("To assign"), _("Accepted matters without a handler appear here.")),
    "to_plan": (_("To plan"), _("Accepted matters appear here until their plan is approved.")),
    "to_approve": (
        _("To approve"),
        _("Plans and opinions of your matters appear here while they wait for you."),
    ),
    "review": (
        _("To review"),
        _("Dossiers that an organ below hands in appear here until you accept or return them."),
    ),
    "asked": (
        _("Requests"),
        _("Requests for review and re-review, withdrawals and terminations appear here until you decide."),
    ),
    "to_close": (_("To close"), _("Matters whose dossier was accepted appear here until they are closed.")),
    "overdue": (_("Overdue"), _("Nothing is late. A matter appears here on the day after its limit.")),
    "due_soon": (_("Due in 7 days"), _("Nothing is due within 7 days.")),
    "returned": (_("Returned"), _("Open matters whose dossier came back appear here.")),
    "mine": (_("My matters"), _("Open matters that are assigned to you appear here.")),
}


@require_safe
def front(request: HttpRequest) -> HttpResponseBase:
    """Show who works here her work; everybody else comes to the portal."""
    stranger = SESSION_KEY not in request.session and not request.GET
    return HttpResponseRedirect("/petition/") if stranger else home(request)


@desk_view(planned_once=True)
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """Show one queue of the post, and how full the others are."""
    if not request.actor.has(Right.READ_CASE):
        return HttpResponseRedirect("/organs/staff/")
    return _queue(request, request.GET.get("queue", ""))


@desk_view(Right.EXAMINE, planned_once=True)
@require_safe
def review(request: DeskRequest) -> HttpResponse:
    """Show the dossiers to examine; the place "Review" of the column."""
    return _queue(request, request.GET.get("queue", "review"))


def _queue(request: DeskRequest, wanted: str) -> HttpResponse:
    today = local_day(now(), settings.TIME_ZONE)
    queues = queues_of(request.actor)
    counts = queue_counts(request.actor, queues, today)
    chosen = _chosen(queues, counts, wanted)
    page = queue_page(request.actor, chosen, today, _after(request.GET.get("after", "")))
    tabs = [
        {"code": queue.code, "words": WORDS[queue.code][0], "count": count, "here": queue is chosen,
         "late": queue.when is When.LATE and count > 0}
        for queue, count in zip(queues, counts, strict=True)
    ]  # fmt: skip
    return render(
        request,
        "desk/work/home.html",
        {
            "tabs": tabs, "queue": chosen.code, "title": WORDS[chosen.code][0], "empty": WORDS[chosen.code][1],
            "rows": page.rows, "today": today, "behind_first": "after" in request.GET,
            "after": f"{page.after[0].isoformat()},{page.after[1]}" if page.after else "",
        },
    )  # fmt: skip


def _chosen(queues: tuple[Queue, ...], counts: list[int], wanted: str) -> Queue:
    """Return the queue asked for; without a wish the first that is not empty."""
    if wanted:
        found = next((queue for queue in queues if queue.code == wanted), None)
        if found is None:
            raise Http404
        return found
    return next((queue for queue, count in zip(queues, counts, strict=True) if count), queues[0])


def _after(text: str) -> tuple[date, int] | None:
    """Read the place that a page begins behind, as "2026-03-05,17"; nonsense is the first page."""
    day, _comma, pk = text.partition(",")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None
