"""The entrance: number and query code together open a case; and the way out."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.by_query_code import Opened
from dengwen.domains.cases.reads.petitioner_case import OwnCase, own_case
from dengwen.domains.cases.verbs.enter_case import enter_case
from dengwen.domains.cases.verbs.portal_accounts import shown
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.petitioner import petitioner
from dengwen.interfaces.kit.sentences import refusal_sentence
from dengwen.interfaces.portal.address import address_of
from dengwen.interfaces.portal.kiosk import clear, in_kiosk
from dengwen.interfaces.portal.mine.passkeys import ACCOUNT_KEY, SHOWN_KEY, note_shown
from dengwen.interfaces.portal.session import forget, openings, remember

_HOME = "/petition/mine/"
_ENTER = "/petition/enter/"
_LONGEST = 80


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for number and query code; go on to the page that was wanted, else to the case.

    An unknown number and a wrong code get the same answer; too many wrong ones are asked to wait.
    """
    if request.method != "POST":
        return _asked(request, "", 200)
    number, code = (request.POST.get(name, "")[:_LONGEST] for name in ("number", "code"))
    try:
        opened = enter_case(number=number, code=code, address=address_of(request), at=now())
    except Refusal as refusal:
        return _asked(request, refusal_sentence(refusal), 429)
    if opened is None:
        return _asked(request, _("Number and code do not belong together. Look at your receipt again."), 422)
    remember(request, opened)
    note_shown(request, shown(number, code))
    home, wanted = f"{_HOME}{opened.case}/", _next(request)
    return HttpResponseRedirect(wanted if wanted.startswith(home) else home)


@require_POST
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """Close every case that this visitor opened."""
    if in_kiosk(request):
        clear(request)
        return HttpResponseRedirect("/petition/kiosk/ended/")
    for key in (SHOWN_KEY, ACCOUNT_KEY):
        request.session.pop(key, None)
    forget(request)
    return HttpResponseRedirect(f"{_ENTER}?left=1")


@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Go to the one case that is open here, or list those that are: what she has shown to be hers, and no other."""
    found = openings(request)
    if not found:
        return HttpResponseRedirect(_ENTER)
    if len(found) == 1:
        return HttpResponseRedirect(f"{_HOME}{found[0].case}/")
    cases = [_seen(opened) for opened in found]
    return render(request, "portal/mine/open.html", {"cases": cases, "leaving": True})


def _seen(opened: Opened) -> OwnCase:
    """Read one case as its petitioner: each in a transaction of its own, in which no other is there."""
    with transaction.atomic():
        actor = petitioner(at=now(), case=opened.case, party=opened.party)
        set_post(actor.post, case=actor.case, party=actor.party)
        return own_case(actor)


def _next(request: HttpRequest) -> str:
    """Return the page of the portal that was asked for; nothing leads to anywhere else."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted if ours and wanted.startswith("/petition/") else ""


def _asked(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    parts = {
        "errors": [("number", sentence)] if sentence else [], "next": _next(request),
        "number": request.POST.get("number", "")[:_LONGEST],
        "left": "left" in request.GET, "open": bool(openings(request)),
    }  # fmt: skip
    return render(request, "portal/mine/enter.html", parts, status=status)
