"""Assign many cases with one letter, and follow each of them: signed for, its own clock, its report (plan S21)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.reads.batches import (
    assignable,
    batch_cases,
    batch_content,
    batch_seen,
    batches_seen,
    numbers_of,
    receivers,
)
from dengwen.domains.campaigns.reads.standing import CampaignLine
from dengwen.domains.campaigns.verbs.assign_batch import Became, assign_batch, sign_batch
from dengwen.domains.letters.reads.letter_paper import letter_pdf, paper_values
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.campaigns.asking import asked_campaign, today
from dengwen.interfaces.desk.campaigns.outside_views import kind_to_organ
from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import choose, long_text
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang, refusal_sentence
from dengwen.interfaces.kit.wording import organ_name

SHOWN = 200


class BatchForm(forms.Form):
    """To whom, why, and by when each is reported on."""

    to = forms.ChoiceField(label=gettext_lazy("Organ"))
    reason = long_text(gettext_lazy("Why this organ is competent"), rows=2)
    report_by = DayField(label=gettext_lazy("Report due by"))

    def __init__(self, *args: Any, organs: list[tuple[int, str]]) -> None:
        super().__init__(*args)
        self.label_suffix = ""
        choose(self.fields["to"], organs)

    def clean_to(self) -> int:
        """Return the organ as an id."""
        return int(self.cleaned_data["to"])


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def assign(request: DeskRequest, campaign: int) -> HttpResponse:
    """Show what can be assigned and the letters there are; a post that screens assigns what it picks."""
    line = asked_campaign(request, campaign)
    may = request.actor.has(Right.SCREEN)
    if request.method == "POST" and not may:
        raise Http404
    organs = [(organ.pk, organ_name(organ)) for organ in receivers(request.actor, line.campaign)]
    form = BatchForm(request.POST if request.method == "POST" else None, organs=organs)
    picked = [
        int(pk) for pk in request.POST.getlist("pick") if pk.isascii() and pk.isdigit() and len(pk) < 19
    ]
    sentence, result = "", None
    if request.method == "POST" and form.is_valid():
        try:
            result = assign_batch(
                campaign=campaign, cases=picked, actor=request.actor, at=now(), **form.cleaned_data
            )
        except Refusal as refusal:
            sentence = refusal_sentence(refusal)
    rows = list(assignable(request.actor, line.campaign)[: SHOWN + 1]) if may else []
    page = {
        "line": line, "language": lang(), "form": form, "sentence": sentence, "may": may and bool(organs),
        "rows": rows[:SHOWN], "more": len(rows) > SHOWN, "picked": picked, "batches": batches_seen(line.campaign),
        "batch": result.batch if result else None, "became": _told(request.actor, result.became) if result else (),
    }  # fmt: skip
    failed = request.method == "POST" and (result is None or result.batch is None)
    return render(request, "desk/campaigns/assign.html", page, status=422 if failed else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def batch(request: DeskRequest, campaign: int, batch: int) -> HttpResponse:
    """Show one letter with its cases; the organ that got it signs for those it picks, each by itself."""
    line = asked_campaign(request, campaign)
    row = _batch(line, batch)
    may = row.to_id == request.actor.bureau and request.actor.has(Right.SIGN_FOR)
    became: list[tuple[str, str]] = []
    if request.method == "POST":
        if not may:
            raise Http404
        waiting = {each.case for each in batch_cases(request.actor, row) if each.waits}
        picked = [pk for pk in waiting if str(pk) in request.POST.getlist("pick")]
        became = _told(request.actor, sign_batch(cases=sorted(picked), actor=request.actor, at=now()))
    cases = batch_cases(request.actor, row)
    page = {
        "line": line, "language": lang(), "row": row, "cases": cases, "today": today(), "became": became,
        "signed": sum(not each.waits for each in cases), "may": may and any(each.waits for each in cases),
    }  # fmt: skip
    return render(request, "desk/campaigns/batch.html", page)


@require_safe
@desk_view(Right.READ_CASE)
def letter(request: DeskRequest, campaign: int, batch: int) -> HttpResponse:
    """Write the letter with its annexed list as PDF, in the language of the page."""
    line = asked_campaign(request, campaign)
    row = _batch(line, batch)
    content = batch_content(request.actor, row, line.pack, lang())
    values = paper_values(
        content, kind=kind_to_organ(), lang=lang(), organ=organ_name(row.organ), number=str(row.number), on=row.on,
        to=content.to + ("：" if lang() == "zh" else ":"), draft=False,
    )  # fmt: skip
    answer = HttpResponse(letter_pdf(values), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="assignment-{row.number}.pdf"'
    return answer


def _batch(line: CampaignLine, batch: int) -> Any:
    row = batch_seen(line.campaign, batch)
    if row is None:
        raise Http404
    return row


def _told(actor: Actor, became: Iterable[Became]) -> list[tuple[str, str]]:
    """Return the number of each case and the sentence that says what became of it; nothing of cases unseen."""
    listed = list(became)
    numbers = numbers_of(actor, [each.case for each in listed])
    return [
        (
            str(numbers.get(each.case, each.case)),
            refusal_sentence(each.refusal) if each.refusal else _("Done."),
        )
        for each in listed
    ]
