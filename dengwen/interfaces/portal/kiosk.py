"""A screen in a reception hall: what one visitor leaves the next one does not find."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dengwen.base.clock import now
from dengwen.domains.cases.reads.portal_drafts import portal_draft
from dengwen.domains.cases.verbs.portal_drafts import discard_portal_draft
from dengwen.interfaces.kit.kiosk import COOKIE, kiosk_name
from dengwen.interfaces.kit.scribe import DRAFT_KEY

# On the screen a script counts (portal.js): only it knows of somebody who types. The server clears what nobody asked
# for in so long a time; a form that is sent is somebody who is still there.
IDLE_SECONDS, WARNING_SECONDS, FORGOTTEN_SECONDS = 180, 60, 900
_SEEN = "kiosk_seen"
_YEAR = 365 * 24 * 3600

View = Callable[..., HttpResponseBase]


def in_kiosk(request: HttpRequest) -> bool:
    """Say whether this browser is such a screen. Whoever pretends only loses comfort."""
    return bool(request.COOKIES.get(COOKIE))


def idle_in_kiosk(view: View) -> View:
    """End what the last visitor left on the screen before anything of it is shown to the next."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if in_kiosk(request):
            at = now().timestamp()
            if request.method != "POST" and at - request.session.get(_SEEN, at) > FORGOTTEN_SECONDS:
                clear(request)
                return HttpResponseRedirect("/petition/kiosk/ended/")
            request.session[_SEEN] = at
        return view(request, *args, **kwargs)

    return page


def clear(request: HttpRequest) -> None:
    """End the visitor's session; her draft goes too, unless she was shown the code with which she comes back."""
    if DRAFT_KEY in request.session:
        pk = int(request.session[DRAFT_KEY])
        draft = portal_draft(pk, at=now())
        if draft is not None and (draft.receipt is not None or not draft.told_code):
            discard_portal_draft(draft=pk)
    request.session.flush()


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def device(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether this browser is to be a screen of a reception hall, or no longer, and do it."""
    name = kiosk_name(token)
    if name is None:
        raise Http404
    if request.method != "POST":
        parts = {"name": name, "on": in_kiosk(request), "minutes": IDLE_SECONDS // 60}
        return render(request, "portal/kiosk/device.html", parts)
    answer = HttpResponseRedirect("/petition/")
    if in_kiosk(request):
        answer.delete_cookie(COOKIE)
    else:
        answer.set_cookie(COOKIE, name, max_age=_YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax")
    return answer


@require_http_methods(["GET", "HEAD"])
@never_cache
def still_here(request: HttpRequest) -> HttpResponse:
    """Ask whether somebody is still there; without an answer the screen is cleared."""
    if not in_kiosk(request):
        raise Http404
    return render(request, "portal/kiosk/still_here.html", {"seconds": WARNING_SECONDS})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ended(request: HttpRequest) -> HttpResponse:
    """Clear the screen of a reception hall. By GET too: a page without scripts can only lead on."""
    if not in_kiosk(request):
        raise Http404
    clear(request)
    return render(request, "portal/kiosk/ended.html")
