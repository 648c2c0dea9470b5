"""The page that says of every day of a case why it is that day."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.domains.deadlines.reads.why_days import WhyDay, why_days
from dengwen.domains.deadlines.rules.explain_due import days_named, explain
from dengwen.domains.deadlines.rules.tell_petitioner import tell_petitioner
from dengwen.domains.handling.reads.hard_case import HardCase
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import pack
from dengwen.interfaces.desk.cases.page import context_of
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import label, lang


@dataclass(frozen=True, slots=True)
class Why:
    """One limit on the page and its parts in words. A right that was not used ``ran_out``: nobody is late with it."""

    one: WhyDay
    how: str
    action: str
    trigger: str
    article: str
    note: str
    law: str
    paragraph: str
    skipped: str
    petitioner: str
    ran_out: bool

    @property
    def status(self) -> str:
        """``source``, ``unverified`` or ``design``."""
        return self.one.due.status


@require_safe
@desk_view(Right.READ_CASE)
def why_page(request: DeskRequest, case: int) -> HttpResponse:
    """Show for each limit: start event, each day skipped, each pause, extension and move, the article, its standing."""
    context = context_of(request, case)
    found = why_days(actor=request.actor, case=case, today=context.today)
    found.sort(key=lambda one: (_how(one) != "running", one.target))
    parts = {
        "case": context.sheet.matter, "limits": [_why(one, context.today) for one in found],
        "today": context.today, "links": [row for row in HardCase(context.sheet.matter).links if row.due is not None],
    }  # fmt: skip
    return render(request, "desk/cases/why_days.html", parts)


def _why(one: WhyDay, today: date) -> Why:
    limit, how = one.limit, _how(one)
    told = tell_petitioner(one.due, lang(), today=today, told=one.legal) if how == "running" else ""
    return Why(
        one, how, limit.action(lang()), label("triggers", limit.trigger),
        limit.article_zh if lang() == "zh" else limit.article, limit.note_zh if lang() == "zh" else limit.note_en,
        pack(one.pack).title(lang()), explain(one.due, lang(), told=one.legal),
        days_named(one.due, "skip", lang()), told,
        limit.bearer == "petitioner" and one.legal < today,
    )  # fmt: skip


def _how(one: WhyDay) -> str:
    return "met" if one.met_on else "stopped" if one.stopped else "running"
