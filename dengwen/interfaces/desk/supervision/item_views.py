"""Items of supervision: what waits for an answer or a judgement, and one item with its history and its forms."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dengwen.domains.cases.reads.recipients import recipients
from dengwen.domains.supervision.reads.items import (
    QUEUES,
    ItemFilter,
    ItemSheet,
    item_sheet,
    items_in,
    open_item_paper,
    queue_counts,
)
from dengwen.domains.supervision.verbs.answer_item import (
    answer_supervision,
    judge_supervision,
    withdraw_supervision,
)
from dengwen.domains.supervision.verbs.raise_item import Swept, raise_on_duty, sweep_supervision
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.campaigns.asking import Deed, Doing, done, onward, today
from dengwen.interfaces.desk.cases.files import handed_over
from dengwen.interfaces.desk.cases.forms import organ_words
from dengwen.interfaces.desk.supervision import forms
from dengwen.interfaces.desk.supervision.words import demand_of, grounds_of
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.sheets.list_export import list_response

PER_PAGE, LONGEST_NUMBER = 50, 7
RAISING: dict[str, Any] = {"raise": forms.RaiseForm, "sweep": forms.NoForm}
RAISING_DEEDS: dict[str, Deed] = {"raise": raise_on_duty, "sweep": sweep_supervision}


def _settle(**words: Any) -> None:
    judge_supervision(settle=True, **words)


def _return(**words: Any) -> None:
    judge_supervision(settle=False, **words)


KINDS: dict[str, Any] = {
    "answer": forms.AnswerForm, "settle": forms.SettleForm, "return": forms.ReturnForm, "withdraw": forms.WithdrawForm,
}  # fmt: skip
DEEDS: dict[str, Deed] = {
    "answer": answer_supervision, "settle": _settle, "return": _return, "withdraw": withdraw_supervision,
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def items(request: DeskRequest) -> HttpResponse:
    """Show one queue of items, narrowed by cause and state; who supervises raises one here, or lets the rules look."""
    actor = request.actor
    doing = Doing(request, RAISING if actor.has(Right.SUPERVISE) else {})
    if doing.run(request, RAISING_DEEDS, _said):
        return onward("/supervision/")
    counts = queue_counts(actor)
    asked = asked_filter(request, default=_first_queue(counts))
    number = _page_number(request)
    first = (number - 1) * PER_PAGE
    # One row more than is shown says whether there are further ones; nothing is counted.
    found = list(items_in(actor, asked, today())[first : first + PER_PAGE + 1])
    page = {
        "queues": [(queue, count, queue == asked.queue) for queue, count in counts.items()],
        "items": found[:PER_PAGE], "before": number - 1, "after": number + 1 if len(found) > PER_PAGE else 0,
        "asked": asked, "today": today(), "doing": doing, "may_raise": bool(doing.forms),
        "causes": code_list("supervision_causes").choices(lang()),
        "states": code_list("supervision_states").choices(lang()),
        "organs": list(map(organ_words, recipients(actor.bureau))) if doing.forms else [],
        "may_export": actor.has(Right.EXPORT),
    }  # fmt: skip
    return render(request, "desk/supervision/items.html", page, status=doing.status)


def _page_number(request: DeskRequest) -> int:
    asked = request.GET.get("page", "")
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < LONGEST_NUMBER else 1


def _first_queue(counts: Mapping[str, int]) -> str:
    """Return the queue in which something waits for this post, or all that is open."""
    return next((queue for queue in ("answer", "judge", "told") if counts[queue]), "open")


def asked_filter(request: DeskRequest, *, default: str = "all") -> ItemFilter:
    """Return what the address asks for; what it says wrongly is as usual."""
    queue = request.GET.get("queue", default)
    cause, state = request.GET.get("cause", ""), request.GET.get("state", "")
    return ItemFilter(
        queue=queue if queue in QUEUES else default,
        cause=cause if cause in code_list("supervision_causes") else "",
        state=state if state in code_list("supervision_states") else "",
        late=request.GET.get("late") == "1",
    )


def _said(result: Any) -> str:
    if not isinstance(result, Swept):
        return done(result)
    if result.left:
        return _("%(n)d items were raised; the rules find more. Let them look again.") % {"n": result.raised}
    return _("The rules raised %(n)d items.") % {"n": result.raised}


@desk_view(Right.READ_CASE)
@require_safe
def export(request: DeskRequest) -> HttpResponseBase:
    """Write the queue into a sheet."""
    request.actor.require(Right.EXPORT)
    asked = asked_filter(request)
    causes, states = code_list("supervision_causes"), code_list("supervision_states")
    heads = (
        _("Item"), _("Organ"), _("Raised by"), _("Cause"), _("Case"), _("Raised on"), _("Answer wanted by"),
        _("State"), _("Sent back"), _("What is demanded"),
    )  # fmt: skip
    rows = (
        [
            row.pk, organ_words(row.organ), organ_words(row.by_organ), causes.label(row.cause, lang()),
            row.matter.number if row.matter else None, row.raised_on, row.due, states.label(row.state, lang()),
            row.returned, demand_of(row),
        ]
        for row in items_in(request.actor, asked, today())
    )  # fmt: skip
    return list_response(
        request.actor, title=_("Supervision"), filter_words=code_list("supervision_queues").label(asked.queue, lang()),
        headers=heads, rows=rows, file_name=f"dengwen-supervision-{asked.queue}.xlsx",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def item(request: DeskRequest, item: int) -> HttpResponse:
    """Show one item; the supervised organ answers it here, who raised it judges."""
    sheet = item_sheet(request.actor, item)
    doing = Doing(request, KINDS)
    if doing.run(request, DEEDS, done, item=item):
        return onward(f"/supervision/{item}/")
    page = {
        "sheet": sheet, "row": sheet.item, "today": today(), "doing": doing, "offered": list(_offered(sheet)),
        "grounds": grounds_of(sheet.item), "demand": demand_of(sheet.item),
    }  # fmt: skip
    return render(request, "desk/supervision/item.html", page, status=doing.status)


def _offered(sheet: ItemSheet) -> dict[str, Any]:
    names = [
        *(["answer"] if sheet.may_answer else []),
        *(["settle", "return"] if sheet.may_judge else []),
        *(["withdraw"] if sheet.may_withdraw else []),
    ]
    return {name: KINDS[name] for name in names}


@desk_view(Right.READ_CASE)
@require_safe
def paper(request: DeskRequest, item: int, paper: int) -> HttpResponseBase:
    """Hand out a file of an answer, as a download."""
    return handed_over(open_item_paper(request.actor, item, paper))
