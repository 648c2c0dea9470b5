"""One place of the sample: begin, conclude, settle; the second reviewer sees nothing of the first."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.closure.reads.lookbacks import Place, look_back_by, place_of, sheets_of
from dengwen.domains.closure.rules.lookback_sheet import Found, Result, Standing
from dengwen.domains.closure.verbs.review_lookback import begin_lookback, conclude_lookback, settle_lookback
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.lookback.forms import findings_in
from dengwen.interfaces.desk.lookback.views import said, see_other
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import label, lang


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_LOOKBACK)
def place(request: DeskRequest, seat: int) -> HttpResponse:
    """Show a place of the sample with the sheets that this post may read, or do what its button says."""
    sentence = ""
    if request.method == "POST":
        if not request.actor.has(Right.EXAMINE):
            raise Http404
        try:
            _do(request, seat)
        except Refusal as refusal:
            sentence = said(refusal)
        else:
            return see_other(f"/lookback/places/{seat}/")
    try:
        found = place_of(request.actor, seat)
    except Refusal:
        raise Http404 from None
    return render(
        request, "desk/lookback/place.html", _page(request, found, sentence), status=422 if sentence else 200
    )


def _do(request: DeskRequest, seat: int) -> None:
    post = request.POST
    deed = post.get("deed")
    if deed == "begin":
        begin_lookback(seat=seat, actor=request.actor, at=now())
    elif deed == "conclude":
        conclude_lookback(seat=seat, findings=findings_in(post), actor=request.actor, at=now())
        messages.success(request, _("Your sheet is concluded."))
    elif deed == "settle":
        words = {"result": post.get("result", ""), "reason": post.get("reason", "")}
        settle_lookback(seat=seat, **words, actor=request.actor, at=now())
    else:
        raise Http404


def _page(request: DeskRequest, found: Place, sentence: str) -> Mapping[str, object]:
    actor, seat = request.actor, found.seat
    sheets = sheets_of(seat)
    writes = any(each.sheet.by_id == actor.post and each.sheet.concluded_on is None for each in sheets)
    reviews = actor.has(Right.EXAMINE) and seat.round.organ_id == actor.bureau
    free = seat.first_id is None or (seat.double and seat.second_id is None)
    return {
        "place": found, "seat": seat, "case": found.case, "sheets": sheets, "sentence": sentence,
        "by": look_back_by(found), "writes": writes,
        "begins": reviews and not writes and free and seat.standing == Standing.OPEN
        and actor.post not in (seat.first_id, seat.second_id),
        "settles": reviews and seat.standing == Standing.DISPUTED and actor.post not in (seat.first_id, seat.second_id),
        "items": [_item(request, code) for code, _words in code_list("lookback_items").choices(lang())],
        "results": [(each.value, label("lookback_results", each.value)) for each in Result if each.value],
        "reason": request.POST.get("reason", ""), "settled_as": request.POST.get("result", ""),
    }  # fmt: skip


def _item(request: DeskRequest, code: str) -> dict[str, object]:
    entry = code_list("lookback_items").entry(code)
    choices = [
        each for each in Found if each != Found.NOT_OWED or entry.extras.get("may_be_not_owed") == "yes"
    ]
    return {
        "code": code, "words": entry.label(lang()),
        "question": entry.extras.get(f"question_{lang()}", ""), "article": entry.extras.get("article", ""),
        "choices": [(each.value, label("lookback_found", each.value)) for each in choices],
        "found": request.POST.get(f"found_{code}", ""), "remark": request.POST.get(f"remark_{code}", ""),
    }  # fmt: skip
