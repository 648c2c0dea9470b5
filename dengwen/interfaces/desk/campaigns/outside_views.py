"""Registers of outside bodies: take one in, decide row by row, the reconciliation with each body, a letter to it."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.access import own_bureau
from dengwen.domains.campaigns.reads.outside import (
    Reconciled,
    ReportLine,
    counts_of,
    listed_rows,
    reconciled,
    register_seen,
    registers_seen,
    report_lines,
    row_sheets,
)
from dengwen.domains.campaigns.reads.outside_letter import letter_content
from dengwen.domains.campaigns.states import RowStanding
from dengwen.domains.campaigns.verbs.decide_outside import decide_outside_row, register_outside_row
from dengwen.domains.campaigns.verbs.take_outside import take_outside_register
from dengwen.domains.letters.reads.letter_paper import letter_pdf, paper_values
from dengwen.domains.registers.reads.runs import kept_mappings
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.campaigns.asking import asked_campaign, onward, today
from dengwen.interfaces.desk.cases.forms import choose
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang, refusal_sentence
from dengwen.interfaces.kit.wording import label, organ_name
from dengwen.interfaces.sheets.list_export import list_response
from dengwen.interfaces.sheets.outside_rows import mapping_for, their_rows
from dengwen.interfaces.sheets.problems import SheetError
from dengwen.interfaces.sheets.source import file_digest
from dengwen.interfaces.sheets.storing import keep_upload, stored_path, throw_away
from dengwen.interfaces.sheets.wording import language
from dengwen.interfaces.sheets.writing import CellOut

PAGE = 10
LARGEST_MAPPING = 1024 * 1024


class TakeRegisterForm(forms.Form):
    """Whose register, its name, the file, and which column is what."""

    body = forms.ChoiceField(label=gettext_lazy("Body"))
    name = forms.CharField(
        label=gettext_lazy("Name of the register"), max_length=60,
        help_text=gettext_lazy("As the body calls it, for example with the year."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("xlsx, xls, ods or csv. Nothing is registered by this."),
    )
    kept = forms.ChoiceField(label=gettext_lazy("Which column is what"), required=False)
    mapping = forms.FileField(label=gettext_lazy("Or a mapping from a file (.toml)"), required=False)

    def __init__(self, *args: Any, kept: list[tuple[int, str]]) -> None:
        super().__init__(*args)
        self.label_suffix = ""
        known = code_list("sources")  # a family of rules without these bodies offers none
        choose(
            self.fields["body"],
            [each for each in code_list("outside_bodies").choices(lang()) if each[0] in known],
        )
        choose(self.fields["kept"], kept, _("Suggest it from the headers"))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.IMPORT)
def outside(request: DeskRequest, campaign: int | None = None) -> HttpResponse:
    """Show the reconciliation with each body and its registers, and take a register in."""
    line = asked_campaign(request, campaign) if campaign is not None else None
    home = _home(campaign)
    post = request.method == "POST"
    form = TakeRegisterForm(
        request.POST if post else None, request.FILES if post else None, kept=kept_mappings(request.actor)
    )
    sentence = ""
    if post and form.is_valid():
        try:
            return onward(f"{home}{_take(request, form, campaign)}/")
        except SheetError as error:
            sentence = error.sentence(language())
        except Refusal as refusal:
            sentence = refusal_sentence(refusal)
    registers = registers_seen(request.actor, line.campaign if line else None)
    counts = counts_of(registers)
    page = {
        "line": line, "home": home, "language": lang(), "form": form, "sentence": sentence,
        "registers": [(row, counts[row.pk]) for row in registers],
        "bodies": [(each, each.only_we.count()) for each in reconciled(request.actor, line.campaign if line else None)],
    }  # fmt: skip
    return render(request, "desk/campaigns/outside.html", page, status=422 if post else 200)


def _take(request: DeskRequest, form: TakeRegisterForm, campaign: int | None) -> int:
    """Keep the file while it is read; what is kept of it afterwards are its rows."""
    given = form.cleaned_data
    stored = keep_upload(given["file"])
    try:
        path = stored_path(stored)
        text = (
            given["mapping"].read(LARGEST_MAPPING).decode("utf-8-sig", "replace") if given["mapping"] else ""
        )
        kept = int(given["kept"]) if given["kept"] else None
        mapping = mapping_for(path, name=given["name"], actor=request.actor, kept=kept, text=text)
        register = take_outside_register(
            body=given["body"], name=given["name"], file_name=PurePath(given["file"].name).name,
            file_digest=file_digest(path).hex(), rows=their_rows(path, mapping, today=today()), campaign=campaign,
            actor=request.actor, at=now(),
        )  # fmt: skip
    finally:
        throw_away(stored)
    return register.pk


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.IMPORT)
def register(request: DeskRequest, register: int, campaign: int | None = None) -> HttpResponse:
    """Show the rows of a register with their candidates, a few at a time; a person decides each."""
    line = asked_campaign(request, campaign) if campaign is not None else None
    found = register_seen(register, line.campaign if line else None)
    if found is None:
        raise Http404
    standing = request.GET.get("show", RowStanding.OPEN.value)
    if standing not in {each.value for each in RowStanding}:
        raise Http404
    after = request.GET.get("after", "")
    sentence, about = "", 0
    if request.method == "POST":
        sentence, about = _decide(request)
        if not sentence:
            return onward(
                f"{_home(campaign)}{register}/?show={standing}&after={after if after.isdecimal() else 0}"
            )
    start = int(after) if after.isdecimal() and len(after) < 9 else 0
    listed = listed_rows(found, standing, after=start, most=PAGE + 1)
    more = len(listed) > PAGE
    page = {
        "line": line, "home": _home(campaign), "language": lang(), "register": found, "standing": standing,
        "counts": counts_of([found])[found.pk], "sheets": row_sheets(request.actor, listed[:PAGE]),
        "mine": found.organ_id == request.actor.bureau, "sentence": sentence, "about": about,
        "categories": code_list("categories").choices(lang()), "first": f"?show={standing}" if start else "",
        "next": f"?show={standing}&after={listed[PAGE - 1].position}" if more else "",
    }  # fmt: skip
    return render(request, "desk/campaigns/outside_register.html", page, status=422 if sentence else 200)


def _decide(request: DeskRequest) -> tuple[str, int]:
    """Do what was decided about a row; return why not, and which row it was."""
    row, case = _number(request.POST.get("row", "")), _number(request.POST.get("case", ""))
    kind, words = request.POST.get("deed", ""), request.POST.get("words", "")
    try:
        if kind == "register":
            category = request.POST.get("category", "")
            register_outside_row(row=row or 0, category=category, actor=request.actor, at=now())
        else:
            decide_outside_row(row=row or 0, kind=kind, case=case, words=words, actor=request.actor, at=now())
    except Refusal as refusal:
        if refusal.code in ("outside.not_found", "right.missing"):
            raise Http404 from None
        return refusal_sentence(refusal), row or 0
    return "", row or 0


@require_safe
@desk_view(Right.IMPORT)
def letter(request: DeskRequest, body: str, campaign: int | None = None) -> HttpResponse:
    """Write the letter to a body as PDF, in the language of the page: numbers and no person."""
    found = _body(request, body, campaign)
    organ = own_bureau(request.actor)
    content = letter_content(found, lang())
    values = paper_values(
        content, kind=kind_to_organ(), lang=lang(), organ=organ_name(organ), number="", on=today(), draft=False,
        to=content.to + ("：" if lang() == "zh" else ":"),
    )  # fmt: skip
    answer = HttpResponse(letter_pdf(values), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{body.lower()}.pdf"'
    return answer


@require_safe
@desk_view(Right.IMPORT)
def export(request: DeskRequest, body: str, campaign: int | None = None) -> HttpResponseBase:
    """Write the reconciliation with a body as a sheet: every row and every case, with how it stands."""
    request.actor.require(Right.EXPORT)
    found = _body(request, body, campaign)

    headers = [
        _("How it stands"),
        _("Row"),
        _("Their number"),
        _("Our number"),
        _("Matter"),
        _("Received"),
        _("Why not read"),
    ]
    return list_response(
        request.actor, title=_("Reconciliation with an outside body"), filter_words=label(body, "outside_bodies"),
        headers=headers, rows=map(_cells, report_lines(found)),
        file_name=f"dengwen-{body.lower()}-{today().isoformat()}.xlsx",
    )  # fmt: skip


def _cells(line: ReportLine) -> list[CellOut]:
    told = _("only we hold it") if line.standing == "only_we" else label(line.standing, "outside_standings")
    return [
        told, line.position, line.their_number, line.our_number, line.title, line.received_on, line.problem
    ]  # fmt: skip


def _body(request: DeskRequest, body: str, campaign: int | None) -> Reconciled:
    line = asked_campaign(request, campaign) if campaign is not None else None
    found = reconciled(request.actor, line.campaign if line else None)
    wanted = next((each for each in found if each.body == body), None)
    if wanted is None:
        raise Http404
    return wanted


def kind_to_organ() -> str:
    """Return a kind of letter that goes to an organ: its layout is ours."""
    return next(each.code for each in code_list("letter_kinds").entries if each.extras["to"] == "organ")


def _home(campaign: int | None) -> str:
    return f"/campaigns/{campaign}/outside/" if campaign is not None else "/campaigns/outside/"


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
