"""Registering a petition: the form, its draft on the server, and what is perhaps known already."""

import json
import secrets
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.case_page import is_seen, registered_number
from dengwen.domains.cases.reads.drafts import draft_of
from dengwen.domains.cases.reads.known import known_already
from dengwen.domains.cases.reads.recipients import recipients
from dengwen.domains.cases.rules.draft import PetitionDraft, most_representatives
from dengwen.domains.cases.verbs.discard_draft import discard_draft
from dengwen.domains.cases.verbs.name_respondent import name_respondent
from dengwen.domains.cases.verbs.register_petitions import Registered, register_petition
from dengwen.domains.cases.verbs.save_draft import save_draft
from dengwen.domains.letters.verbs.attach_file import attach_file
from dengwen.foundation.organs.reads.superiors import organ_row
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.permissions.verbs.keep_session import keep_now
from dengwen.foundation.rulebook.families import family
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.cases.forms import organ_words
from dengwen.interfaces.desk.cases.intake import (
    REPEATED,
    SINGLE,
    Intake,
    empty_intake,
    intake_of,
    intake_of_draft,
    petition_of,
)
from dengwen.interfaces.desk.cases.query_codes import codes_here, codes_of, keep_codes
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang

FORM = "register"
_AWAY = "registered_away"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.REGISTER)
def register(request: DeskRequest) -> HttpResponse:
    """Show the form (as it was left), or register what it says and show the next one."""
    today = local_day(now(), settings.TIME_ZONE)
    if request.method == "POST":
        return _take(request, today)
    done = request.GET.get("done", "")
    number = registered_number(actor=request.actor, case=int(done)) if done.isdecimal() else ""
    intake, saved_at = empty_intake(today, secrets.token_urlsafe(18)), ""
    kept = None if number else draft_of(actor=request.actor, form=FORM)
    if kept is not None:
        intake, saved_at = intake_of_draft(kept.fields), kept.saved_at.isoformat()
        intake.values["token"] = intake.values["token"] or secrets.token_urlsafe(18)
    away = _away(request, done)
    codes = codes_here(request, int(done)) if number or away else []
    done = done if number else ""
    return _show(request, intake, done=done, number=number, saved_at=saved_at, away=away, codes=codes)


def _away(request: DeskRequest, done: str) -> str:
    """Return the number of the petition just registered here that went to an organ above, for the petitioner."""
    kept = request.session.get(_AWAY)
    return str(kept[1]) if kept and done == str(kept[0]) else ""


def _take(request: DeskRequest, today: date) -> HttpResponse:
    intake = intake_of(request.POST)
    if "add" in request.POST:
        return _show(request, intake, add=request.POST["add"], bound=True)
    petition = petition_of(intake, request.actor, today)
    if petition is None:
        return _show(request, intake, bound=True, status=422)
    try:
        done = _register(request, petition)
    except Refusal as refusal:
        intake.refuse(refusal)
        return _show(request, intake, bound=True, status=422)
    if request.POST.get("has_draft"):
        discard_draft(form=FORM, actor=request.actor, at=now())
    if petition.respondents and not is_seen(actor=request.actor, case=done.matter):
        request.session[_AWAY] = [done.matter, done.number]
    response = HttpResponseRedirect(f"/register/?done={done.matter}")
    response.status_code = 303
    return response


def _register(request: DeskRequest, petition: PetitionDraft) -> Registered:
    """Register with the files or not at all; of two sends of one form at once, the second finds the first."""
    files = request.FILES.getlist("files")
    try:
        with transaction.atomic():
            if files or petition.respondents:
                done = _register_with(request, petition, files)
            else:
                done = register_petition(draft=petition, actor=request.actor, at=now())
            if done.codes:  # of a form that was sent twice the first answer had them
                keep_codes(request, done.matter, codes_of(petition.people, done.codes))
                keep_now(request.session)  # one commit for both: whoever is registered gets the codes
            return done
    except IntegrityError:
        if petition.row_digest is None:
            raise
    try:
        return register_petition(draft=petition, actor=request.actor, at=now())
    except IntegrityError:  # it is there, and hidden from this post
        raise Refusal("petition.registered_above") from None


def _register_with(
    request: DeskRequest, petition: PetitionDraft, files: "list[UploadedFile[Any]]"
) -> Registered:
    """Register, attach, and only then name who is complained about: that may hide the case from the registrar."""
    done = register_petition(draft=replace(petition, respondents=()), actor=request.actor, at=now())
    if done.outcome == "made":
        for sent in files:
            attach_file(
                case=done.matter, name=sent.name or "", content=sent.read(), kind="PETITION", actor=request.actor,
                at=now(),
            )  # fmt: skip
        for named in petition.respondents:
            name_respondent(
                case=done.matter, organ=named.organ, officer=named.officer, name=named.name, actor=request.actor,
                reason=_("Named when the petition was registered."), at=now(),
            )  # fmt: skip
    return done


def _show(
    request: DeskRequest, intake: Intake, *, status: int = 200, add: str = "", **parts: Any
) -> HttpResponse:
    claims = intake.rows("claim_text", "claim_remedy")
    people = intake.rows("rep_name", "rep_phone")
    claims += [("", "")] * (not claims or add == "claim")
    people += [("", "")] * (add == "representative")
    lists = {name: code_list(name).choices(lang()) for name in ("channels", "sources", "purposes")}
    context = {
        "values": intake.values, "errors": intake.errors, "claims": claims, "representatives": people, "add": add,
        "lists": lists, "categories": _categories(lang(), family()), "post": request.actor.post,
        "most_representatives": most_representatives(local_day(now(), settings.TIME_ZONE)), **parts,
    }  # fmt: skip
    return render(request, "desk/cases/register.html", context, status=status)


@lru_cache(maxsize=4)
def _categories(language: str, rules: str) -> list[str]:
    """Return what the type-ahead offers: code, the label of the page's language, then the other one."""
    entries = code_list("categories", rules).entries
    if language == "zh":
        return [f"{entry.code} {entry.zh} {entry.en}" for entry in entries]
    return [f"{entry.code} {entry.en} {entry.zh}" for entry in entries]


@require_POST
@desk_view(Right.REGISTER)
def draft(request: DeskRequest) -> HttpResponse:
    """Keep the half-written form on the server, sealed; with ``discard`` throw it away."""
    if "discard" in request.POST:
        discard_draft(form=FORM, actor=request.actor, at=now())
        return HttpResponseRedirect("/register/")
    try:
        sent = json.loads(request.body)
        fields = {name: str(sent.get(name, "")) for name in SINGLE}
        lists = {name: [str(value) for value in sent.get(name, [])][:60] for name in REPEATED}
    except (ValueError, AttributeError, TypeError, RawPostDataException):  # a form is no draft
        return HttpResponse(status=400)
    at = now()
    save_draft(form=FORM, fields={**fields, **lists}, actor=request.actor, at=at)
    return JsonResponse({"saved_at": at.isoformat()})


@require_POST
@desk_view(Right.REGISTER)
def known(request: DeskRequest) -> HttpResponse:
    """Show what is perhaps the same matter; sent by POST, so that no name stands in an address or a log."""
    asked = {name: request.POST.get(name, "").strip()[:200] for name in ("name", "phone", "title", "place")}
    return render(request, "desk/cases/known.html", {"known": known_already(actor=request.actor, **asked)})


@require_safe
@desk_view(Right.REGISTER)
def organs(request: DeskRequest) -> HttpResponse:
    """Offer the organs that are mostly complained about: our own, those below, beside and above it."""
    near = [organ_row(request.actor.bureau), *recipients(request.actor.bureau)]
    return render(request, "desk/cases/organ_options.html", {"organs": list(map(organ_words, near))})
