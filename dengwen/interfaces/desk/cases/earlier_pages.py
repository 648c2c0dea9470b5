"""Earlier matters that may be the same as a case, and two cases side by side before anybody merges them."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import may
from dengwen.domains.cases.reads.case_page import plain_case
from dengwen.domains.matching.reads.earlier import candidates_of, links_of, side_by_side
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.cases.forms import organ_words
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import refusal_sentence

_KIND = "KNOWN_CASE"


@require_safe
@desk_view(Right.READ_CASE)
def earlier_page(request: DeskRequest, case: int) -> HttpResponse:
    """Show the links of a case, and which earlier matters may be the same, with the reasons."""
    actor = request.actor
    matter = plain_case(actor=actor, case=case)
    found = candidates_of(actor=actor, case=case)
    asks = may(actor, "ask_cooperation", matter).allowed
    elsewhere = [
        (organ, urlencode({"kind": _KIND, "asked": organ_words(organ)}) if asks else "")
        for organ in found.elsewhere
    ]
    parts = {
        "case": matter, "found": found, "elsewhere": elsewhere, "links": links_of(actor=actor, case=case),
        "may_link": may(actor, "link_matters", matter).allowed,
    }  # fmt: skip
    return render(request, "desk/cases/earlier.html", parts)


@require_safe
@desk_view(Right.READ_CASE)
def beside_page(request: DeskRequest, case: int, other: int) -> HttpResponse:
    """Show two cases side by side, say which one stays, and offer to merge or link them."""
    if case == other:
        raise Http404
    actor = request.actor
    mine, theirs, same = side_by_side(actor=actor, case=case, other=other)
    merge = may(actor, "merge", mine.matter)
    parts = {
        "case": mine.matter, "sides": (mine, theirs), "one": same, "original": theirs.matter,
        "merges": merge.allowed and theirs.matter.is_open, "why_not": _why_not(merge.refusal),
        "may_link": may(actor, "link_matters", mine.matter).allowed,
        "today": local_day(now(), settings.TIME_ZONE),
    }  # fmt: skip
    return render(request, "desk/cases/beside.html", parts)


def _why_not(refusal: Refusal | None) -> str:
    return refusal_sentence(refusal) if refusal else ""
