"""A form that comes back when its token is over: nothing is done, and nothing typed is lost."""

import re

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

from dengwen.base.clock import now
from dengwen.interfaces.kit.scribe import DRAFT_KEY
from dengwen.interfaces.portal.bring.drafting import draft_here
from dengwen.interfaces.portal.bring.forms import FORMS
from dengwen.interfaces.portal.bring.views import show

_QUESTION = re.compile(r"/petition/bring/(\w+)/")


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show a question of the portal again as it was filled in; everything else as Django does.

    Nothing is written, and no draft is opened by what the form says: the form may be anybody's.
    """
    found = _QUESTION.fullmatch(request.path)
    if found is None or found[1] not in FORMS:
        return csrf_failure(request, reason)
    draft = draft_here(request, now()) if DRAFT_KEY in request.session else None
    form = FORMS[found[1]](request.POST, answers=draft.answers if draft else {})
    notice = _(
        "This page was open for a long time. What you typed is still here: please press “Continue” once more."
    )
    return show(request, found[1], form, draft, status=403, notice=notice)
