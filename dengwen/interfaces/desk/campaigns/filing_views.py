"""Filing registers with the campaign's organ: what is missing, the sealed package, receipts, checking a package."""

import io
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dengwen.domains.campaigns.access import may_run, own_bureau
from dengwen.domains.campaigns.reads.filings import (
    HEADERS,
    checked_package,
    filing_lines,
    filing_seen,
    filings_of,
    package_of,
    register_lacks,
    register_rows,
)
from dengwen.domains.campaigns.rules.sealed_package import LARGEST
from dengwen.domains.campaigns.verbs.file_register import answer_filing, file_register
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.campaigns.asking import Deed, Doing, asked_campaign, onward, today
from dengwen.interfaces.desk.campaigns.forms import CampaignForm
from dengwen.interfaces.desk.cases.forms import long_text
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.kit.wording import label, organ_name
from dengwen.interfaces.sheets.list_export import head_of
from dengwen.interfaces.sheets.writing import write_list_xlsx

SHOWN = 100


class FileForm(CampaignForm):
    """Which register."""

    kind = forms.CharField(widget=forms.HiddenInput)


class AnswerFilingForm(CampaignForm):
    """Whether it is received, and why not."""

    filing = forms.IntegerField(widget=forms.HiddenInput)
    received = forms.TypedChoiceField(
        label=gettext_lazy("The register is"), coerce=lambda value: value == "received",
        choices=[("received", gettext_lazy("received")), ("returned", gettext_lazy("returned"))],
    )  # fmt: skip
    reasons = long_text(
        gettext_lazy("Reasons"), rows=2, required=False, help_text=gettext_lazy("Needed to return it.")
    )


class PackageForm(forms.Form):
    """A package as it was handed on."""

    package = forms.FileField(label=gettext_lazy("Package (ZIP)"))


KINDS: dict[str, Any] = {"file": FileForm, "answer": AnswerFilingForm}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def filings(request: DeskRequest, campaign: int) -> HttpResponse:
    """Show how filing stands everywhere the post reaches; the own organ files, the office answers, all may check."""
    line = asked_campaign(request, campaign)
    checking = request.method == "POST" and request.POST.get("deed") == "check"
    form = PackageForm(request.POST, request.FILES) if checking else PackageForm()
    checked = None
    if checking and form.is_valid():
        checked = checked_package(form.cleaned_data["package"].read(LARGEST + 1))
    own = _own(request, line)
    if (
        request.method == "POST"
        and not checking
        and not (own or may_run(request.actor, line.campaign).allowed)
    ):
        raise Http404
    doing = _Filing(request, KINDS, pack=line.pack, actor=request.actor)
    if not checking and doing.run(request, _deeds(request), _said, campaign=campaign):
        return onward(f"/campaigns/{campaign}/filings/")
    page = {
        "line": line, "language": lang(), "today": today(), "doing": doing, "form": form, "checked": checked,
        "registers": [(rule, filing_lines(request.actor, line.campaign, rule)) for rule in line.pack.filings],
        "own": own, "mine": filings_of(line.campaign, request.actor.bureau) if own else [],
        "may_run": may_run(request.actor, line.campaign).allowed, "shown": SHOWN,
    }  # fmt: skip
    wrong = bool(doing.deed) or (checking and (checked is None or bool(checked.checked.wrong)))
    return render(request, "desk/campaigns/filings.html", page, status=422 if wrong else 200)


@require_safe
@desk_view(Right.READ_CASE)
def package(request: DeskRequest, campaign: int, filing: int) -> HttpResponse:
    """Hand out a package as it was filed, to whom may see every case in it."""
    line = asked_campaign(request, campaign)
    row = filing_seen(line.campaign, filing)
    content = package_of(row) if row is not None else None
    if row is None or content is None:
        raise Http404
    answer = HttpResponse(content, content_type="application/zip")
    name = f"{line.pack.code}-{row.organ.code or row.organ_id}-{row.kind}-{row.round}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


class _Filing(Doing):
    """The deeds of this page; a check of a package is none of them."""

    def __init__(self, request: DeskRequest, kinds: Any, **options: Any) -> None:
        known = kinds if request.POST.get("deed") != "check" else kinds | {"check": FileForm}
        super().__init__(request, known, **options)
        self.deed = "" if self.deed == "check" else self.deed


def _own(request: DeskRequest, line: Any) -> list[tuple[Any, int, list[Any]]]:
    """Return each register that the actor's organ files: how many cases, and what is missing in them."""
    if not request.actor.has(Right.CAMPAIGN_DUTY):
        return []
    found = []
    for rule in line.pack.filings:
        if request.actor.level in rule.levels:
            rows = register_rows(line.campaign, rule, request.actor.bureau)
            found.append((rule, len(rows), register_lacks(rows, rule)))
    return found


def _deeds(request: DeskRequest) -> dict[str, Deed]:
    def filed(*, kind: str, **about: Any) -> Any:
        return file_register(kind=kind, sheet_of=lambda rows: register_sheet(request, rows), **about)

    return {"file": filed, "answer": answer_filing}


def register_sheet(request: DeskRequest, rows: list[dict[str, Any]]) -> bytes:
    """Return the register as a sheet, its columns and codes in the language of whoever files it."""
    target = io.BytesIO()
    head = head_of(
        request.actor, title=_("Register of cases"), filter_words=organ_name(own_bureau(request.actor))
    )
    lists = {"state": "states", "category": "categories", "source": "sources", "channel": "channels"}
    headers = {name: label(name, "filing_fields") for name in HEADERS}
    cells = (
        [label(row[name], lists[name]) if name in lists and row[name] else row[name] for name in HEADERS]
        for row in rows
    )
    write_list_xlsx(target, head, list(headers.values()), cells)
    return target.getvalue()


def _said(result: Any) -> str:
    if result.answer == "received":
        return _("Received under number %(n)d.") % {"n": result.receipt}
    if not result.answer:
        return _("Filed: %(n)d cases, sealed. It waits for its receipt.") % {"n": result.cases}
    return _("It is written down.")
