"""Who is here: which case, and which party of it, the visitor has shown to be hers; and what a page of hers is.

Nothing of a member of staff is asked or set. One visitor may have opened several cases; one of them is the case of
the page. The openings end after half an hour without a page, and twelve hours after the first one.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.by_query_code import Opened
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.petitioner import petitioner
from dengwen.foundation.permissions.sessions import latest_end
from dengwen.interfaces.kit.sentences import refusal_sentence

IDLE_SECONDS = 30 * 60
_KEY = "petitioner"
_MOST = 20
ENTER = "/petition/enter/"


class PortalRequest(HttpRequest):
    """A request of a petitioner who has opened a case."""

    petitioner: Actor


View = Callable[..., HttpResponseBase]


def remember(request: HttpRequest, opened: Opened) -> None:
    """Let the visitor go on with this case; the session gets a new key, so that nobody can have planted it."""
    kept = [one for one in _openings(request) if one[0] != opened.case]
    request.session.cycle_key()
    if "_session_expiry" not in request.session:  # busy or not, and never longer than a member of staff has
        request.session.set_expiry(latest_end())
    request.session[_KEY] = {
        "openings": [*kept, [opened.case, opened.party]][-_MOST:],
        "seen": now().timestamp(),
    }


def forget(request: HttpRequest) -> None:
    """Close every case that the visitor opened; whoever sits down next finds nothing."""
    request.session.pop(_KEY, None)
    request.session.cycle_key()


def openings(request: HttpRequest) -> list[Opened]:
    """Return what the visitor has open, oldest first; nothing after half an hour without a page."""
    return [Opened(case, party) for case, party in _openings(request)]


def _openings(request: HttpRequest) -> list[list[Any]]:
    kept = request.session.get(_KEY)
    if not kept or now().timestamp() - kept["seen"] > IDLE_SECONDS:
        return []
    return list(kept["openings"])


def portal_view(view: View) -> View:
    """Make a page about one opened case: its first argument after the request is the case's id.

    The whole view runs in one transaction in which PostgreSQL shows that case and nothing else. Who has not opened
    it is asked for number and query code, and comes back here. A refusal is a page that names the other door.
    """

    @wraps(view)
    @never_cache
    def page(request: HttpRequest, case: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        opened = next((one for one in openings(request) if one.case == case), None)
        if opened is None:
            return HttpResponseRedirect(f"{ENTER}?{urlencode({'next': request.path})}")
        request.session[_KEY] = {**request.session[_KEY], "seen": now().timestamp()}
        portal_request = cast(PortalRequest, request)
        try:
            with transaction.atomic():
                actor = petitioner(at=now(), case=opened.case, party=opened.party)
                set_post(actor.post, case=actor.case, party=actor.party)
                portal_request.petitioner = actor
                return view(portal_request, case, *args, **kwargs)
        except Refusal as refusal:
            return refused(request, refusal)

    return page


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page of a refusal, in the frame of the portal; 404 where the thing does not exist for her."""
    if refusal.code.endswith(".not_found"):
        raise Http404
    return render(request, "portal/refusal.html", {"sentence": refusal_sentence(refusal)}, status=409)
