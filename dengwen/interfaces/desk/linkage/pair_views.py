"""The queue of pairs and one pair side by side, decided by a person."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.linkage.reads.pairs import QUEUES, next_pair, pair_page, queue
from dengwen.domains.linkage.reads.runs import progress
from dengwen.domains.linkage.states import Answer
from dengwen.domains.linkage.verbs.decide_pair import decide_pair
from dengwen.foundation.identity.verbs.note_reading import note_reading
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import label, refusal_sentence

_LEAST_TIP = 0.05


@desk_view(Right.LINK)
@require_safe
def pairs(request: DeskRequest) -> HttpResponse:
    """Show a page of the queue."""
    which = request.GET.get("queue", QUEUES[0])
    if which not in QUEUES:
        raise Http404
    try:
        weight, _, last = request.GET.get("after", "").partition(":")
        after = (float(weight), int(last)) if weight else None
    except ValueError:
        raise Http404 from None
    lines, more = queue(request.actor, which, after)
    page = {
        "lines": lines, "more": more, "which": which, "progress": progress(request.actor),
        "queues": [(each, label("linkage_words", f"queue.{each}")) for each in QUEUES],
    }  # fmt: skip
    return render(request, "desk/linkage/pairs.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.LINK)
def one_pair(request: DeskRequest, pair: int) -> HttpResponse:
    """Show a pair, or take a decision and go on to the next; what both matters show is written down as read."""
    sentence = ""
    if request.method == "POST":
        try:
            decide_pair(
                pair=pair, answer=_answer(request), words=request.POST.get("words", "")[:2000],
                seen=_seen(request), actor=request.actor, at=now(),
            )  # fmt: skip
        except Refusal as refusal:
            if refusal.code == "linkage.pair_not_found":
                raise Http404 from None
            sentence = refusal_sentence(refusal)
        else:
            if "stay" in request.POST:
                return HttpResponseRedirect(f"/linkage/pairs/{pair}/")
            following = next_pair(request.actor, pair)
            return HttpResponseRedirect(f"/linkage/pairs/{following}/" if following else "/linkage/pairs/")
    try:
        found = pair_page(request.actor, pair)
    except Refusal:
        raise Http404 from None
    for side in (found.one, found.other):
        note_reading(case=side.case, post=request.actor.post, page="linkage", at=now())
    page = {
        "pair": found, "sentence": sentence, "words": request.POST.get("words", ""),
        "answers": [(each.value, label("linkage_words", f"answer.{each.value}")) for each in Answer],
        "bars": [(step, max(step.width, _LEAST_TIP)) for step in found.steps],
        "following": next_pair(request.actor, pair),
    }  # fmt: skip
    return render(request, "desk/linkage/pair.html", page, status=422 if sentence else 200)


def _answer(request: DeskRequest) -> Answer:
    try:
        return Answer(request.POST.get("answer", ""))
    except ValueError:
        raise Http404 from None


def _seen(request: DeskRequest) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else -1
