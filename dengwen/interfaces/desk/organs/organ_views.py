"""The organs as they stand today, and what each of them was."""

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dengwen.base.clock import local_day, now
from dengwen.foundation.organs.reads.history import HistoryLine, organ_history
from dengwen.foundation.organs.reads.superiors import higher_organs, is_below, organ_row
from dengwen.foundation.organs.reads.tree import organ_tree
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.staff.reads.posts import posts_of_organ
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang


@desk_view(Right.READ_ORGANS)
@require_safe
def tree(request: DeskRequest) -> HttpResponse:
    """Show our bureau, what stands above it, and all that stands below."""
    above = list(reversed(higher_organs(request.actor.bureau)))
    page = {"nodes": organ_tree(top=request.actor.bureau), "above": above}
    return render(request, "desk/organs/tree.html", page)


@desk_view(Right.READ_ORGANS)
@require_safe
def organ(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one organ: what it is, who holds which post, what became of it."""
    try:
        row = organ_row(pk)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    mine = is_below(pk, request.actor.bureau)
    today = local_day(now(), settings.TIME_ZONE)
    history = [(line.day, history_sentence(line), line.other) for line in organ_history(pk)]
    below = organ_tree(top=pk)
    page = {
        "organ": row, "above": list(reversed(higher_organs(pk))), "history": history, "mine": mine,
        "posts": posts_of_organ(pk, today), "below": below[0].children if below else [],
        "may_read_cases": mine and request.actor.has(Right.READ_CASE),
    }  # fmt: skip
    return render(request, "desk/organs/organ.html", page)


def history_sentence(line: HistoryLine) -> str:
    """Return what happened to an organ as a sentence without its day."""
    english = lang() == "en"
    names = {
        "before": line.before_en if english and line.before_en else line.before,
        "after": line.after_en if english and line.after_en else line.after,
    }
    sentences = {
        "founded": _("Founded as %(after)s."),
        "renamed": _("Renamed from %(before)s to %(after)s."),
        "moved": _("Moved from under %(before)s to under %(after)s."),
        "closed": _("Closed; %(after)s answers for its cases since."),
        "took_over": _("Took over the cases of %(before)s."),
    }
    return sentences[line.event] % names
