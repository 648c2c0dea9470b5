"""What every page of the desk has in common: who acts, what the database shows, and how a refusal looks."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.foundation.identity.verbs.note_reading import note_reading
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.permissions.sign_in import GIVEN_KEY, OWN_PASSWORD, actor_of_session, was_idle
from dengwen.interfaces.kit.sentences import refusal_sentence


class DeskRequest(HttpRequest):
    """A request of somebody who is signed in and acts as a post."""

    actor: Actor


View = Callable[..., HttpResponseBase]


def desk_view(right: Right | None = None, *, planned_once: bool = False) -> Callable[[View], View]:
    """Make a page of the desk: signed in, acting as one post, with ``right`` or it does not exist (404).

    The whole view runs in one transaction in which PostgreSQL shows what the post may see and nothing else.
    ``planned_once``: the statements of the page are always the same few, so PostgreSQL keeps their plans.
    Whatever it shows of the case ``case``, and whatever list it lets somebody take away, is written down.
    A refusal that the view lets through is shown as a page that says why and what would make it possible.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if SESSION_KEY not in request.session or was_idle(request):
                return redirect_to_login(request.get_full_path())
            if GIVEN_KEY in request.session and request.path != OWN_PASSWORD:
                return HttpResponseRedirect(OWN_PASSWORD)
            desk_request = cast(DeskRequest, request)
            try:
                with transaction.atomic():
                    # From here on PostgreSQL knows who acts.
                    today = local_day(now(), settings.TIME_ZONE)
                    actor = actor_of_session(request, today, planned_once=planned_once)
                    if actor is None:
                        return redirect_to_login(request.get_full_path())
                    if right is not None and not actor.has(right):
                        raise Http404
                    desk_request.actor = actor
                    response = view(desk_request, *args, **kwargs)
                    _note(desk_request, kwargs.get("case"), response)
                    return _kept_by_nobody(response)
            except Refusal as refusal:
                return refused(request, refusal)

        return page

    return decorate


def _note(request: DeskRequest, case: int | None, response: HttpResponseBase) -> None:
    """Write down which page or file of a case was shown, or which list was taken away, and to whom.

    A form that comes back with its mistakes (422) shows the case as much as the page it stands on.
    """
    if request.method == "HEAD" or response.status_code not in (200, 422):
        return
    path, _, page = request.path.partition(f"/cases/{case}/")
    if case is not None:
        note_reading(case=case, post=request.actor.post, page=page or path.strip("/"), at=now())
    elif response.headers.get("Content-Disposition", "").startswith("attachment"):
        note_reading(case=None, post=request.actor.post, page=request.get_full_path().strip("/"), at=now())


def _kept_by_nobody(response: HttpResponseBase) -> HttpResponseBase:
    """Let no browser keep the page: whoever sits down next cannot go back to it."""
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page of a refusal: 404 where the thing does not exist for this post, else 409."""
    if refusal.code.endswith(".not_found"):
        raise Http404
    return render(request, "kit/refusal.html", {"sentence": refusal_sentence(refusal)}, status=409)
