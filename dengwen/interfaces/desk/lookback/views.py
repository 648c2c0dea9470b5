"""Rounds of look-back: the list with my sheets, one round with its commitment, its draw and its result, and a sheet."""

from datetime import datetime
from typing import Any, TypedDict

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.closure.reads.lookback_recompute import recompute_lookback
from dengwen.domains.closure.reads.lookback_result import lookback_result
from dengwen.domains.closure.reads.lookbacks import look_back_by, my_places, places_of, round_of, rounds_of
from dengwen.domains.closure.rules.lookback_sheet import Replacing
from dengwen.domains.closure.verbs.draw_lookback import commit_lookback, draw_lookback
from dengwen.domains.closure.verbs.plan_lookback import plan_lookback
from dengwen.domains.closure.verbs.replace_drawn import replace_drawn
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.lookback.forms import PlanForm
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import label, lang, refusal_sentence
from dengwen.interfaces.sheets.list_export import list_response


class Deed(TypedDict):
    """Who does something, and when."""

    actor: Actor
    at: datetime


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_LOOKBACK)
def rounds(request: DeskRequest) -> HttpResponse:
    """Show rounds and my open sheets, or plan a round."""
    may_plan = request.actor.has(Right.PLAN_LOOKBACK)
    form, sentence = PlanForm(request.POST or None), ""
    if request.method == "POST":
        if not may_plan:
            raise Http404
        if form.is_valid():
            try:
                made = plan_lookback(**form.cleaned_data, actor=request.actor, at=now())
            except Refusal as refusal:
                sentence = refusal_sentence(refusal)
            else:
                return see_other(f"/lookback/{made}/")
    mine = [(place, look_back_by(place)) for place in my_places(request.actor)]
    page = {
        "rounds": rounds_of(request.actor),
        "mine": mine,
        "form": form if may_plan else None,
        "sentence": sentence,
    }
    return render(request, "desk/lookback/rounds.html", page, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_LOOKBACK)
def one_round(request: DeskRequest, lookback: int) -> HttpResponse:
    """Show a round, or commit to it, draw it, replace a case; with ``recompute`` it is drawn again before the eyes."""
    sentence = ""
    if request.method == "POST":
        try:
            _do(request, lookback)
        except Refusal as refusal:
            sentence = said(refusal)
        else:
            return see_other(f"/lookback/{lookback}/")
    try:
        row = round_of(request.actor, lookback)
    except Refusal:
        raise Http404 from None
    again = None
    if row.drawn_at and "recompute" in request.GET:
        again = [
            (label("lookback_differences", what), detail)
            for what, detail in recompute_lookback(actor=request.actor, lookback=lookback)
        ]
    page = {
        "round": row, "places": places_of(request.actor, row), "sentence": sentence, "again": again,
        "result": lookback_result(row) if row.committed_at else None,
        "plans": request.actor.has(Right.PLAN_LOOKBACK) and row.organ_id == request.actor.bureau,
        "reviews": request.actor.has(Right.EXAMINE) and row.organ_id == request.actor.bureau,
        "may_export": request.actor.has(Right.EXPORT),
        "reasons": [(each.value, label("lookback_replacements", each.value)) for each in Replacing],
    }  # fmt: skip
    return render(request, "desk/lookback/round.html", page, status=422 if sentence else 200)


@desk_view(Right.READ_LOOKBACK)
@require_safe
def export(request: DeskRequest, lookback: int) -> FileResponse:
    """Write the drawn list into a sheet: which cases, whose, how far; nothing about a petitioner."""
    request.actor.require(Right.EXPORT)
    try:
        row = round_of(request.actor, lookback)
    except Refusal:
        raise Http404 from None
    english = lang() == "en"
    headers = [
        _("Stratum: organ"), _("Stratum: resolution"), _("Place in the order"), _("Case"), _("Handled by"),
        _("Closed on"), _("Two reviewers"), _("Standing"), _("Result"), _("Replaced because"),
    ]  # fmt: skip

    def named(organ: Any) -> str:
        return str((english and organ.name_en) or organ.name)

    rows = (
        [
            named(seat.stratum.organ), label("resolution_methods", seat.stratum.method), seat.rank,
            place.case.number if place.case else seat.matter_id, named(seat.organ), seat.closed_on,
            _("yes") if seat.double else _("no"), label("lookback_standings", seat.standing),
            label("lookback_results", seat.result), label("lookback_replacements", seat.replaced_because),
        ]
        for place in places_of(request.actor, row)
        for seat in [place.seat]
    )  # fmt: skip
    words = _("look-back %(title)s; seed %(seed)s; population %(population)s") % {
        "title": row.title, "seed": row.seed or "–", "population": row.population_sha256 or "–",
    }  # fmt: skip
    return list_response(
        request.actor, title=_("Drawn cases"), filter_words=words, headers=headers, rows=rows,
        file_name=f"dengwen-lookback-{row.pk}.xlsx",
    )  # fmt: skip


@desk_view(Right.READ_LOOKBACK)
@require_safe
def population(request: DeskRequest, lookback: int) -> HttpResponse:
    """Give out the frozen list byte for byte, so that whoever may read the round can draw again with own means."""
    try:
        row = round_of(request.actor, lookback)
    except Refusal:
        raise Http404 from None
    if row.committed_at is None:
        raise Http404
    answer = HttpResponse(row.population.listing, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="dengwen-lookback-{row.pk}.txt"'
    return answer


def _do(request: DeskRequest, lookback: int) -> None:
    deed, known = request.POST.get("deed", ""), Deed(actor=request.actor, at=now())
    if not request.actor.has(Right.PLAN_LOOKBACK):
        raise Http404
    if deed == "commit":
        commit_lookback(lookback=lookback, **known)
        messages.success(
            request, _("Committed: the population and the digest of the seed stand in the ledger.")
        )
    elif deed == "draw":
        count = draw_lookback(lookback=lookback, **known)
        messages.success(request, _("Drawn: %(n)d cases.") % {"n": count})
    elif deed == "replace" and request.POST.get("seat", "").isdecimal():
        new = replace_drawn(seat=int(request.POST["seat"]), reason=request.POST.get("reason", ""), **known)
        messages.success(
            request,
            _("The next in the order took the place.") if new else _("The stratum has no further case."),
        )
    else:
        raise Http404


def said(refusal: Refusal) -> str:
    """Return the sentence of a refusal; what does not exist for this post is a page that does not exist."""
    if refusal.code in ("lookback.not_found", "case.not_found"):
        raise Http404
    return refusal_sentence(refusal)


def see_other(path: str) -> HttpResponse:
    """Lead on after a deed, so that loading the page again does not repeat it."""
    response = HttpResponseRedirect(path)
    response.status_code = 303
    return response
