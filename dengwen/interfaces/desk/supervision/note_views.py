"""Experience notes: found by words, drafted from a case or an inspection, approved by another person."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dengwen.domains.supervision.reads.experience import note_sheet, notes_found
from dengwen.domains.supervision.reads.inspections import inspections_of
from dengwen.domains.supervision.verbs.write_experience import (
    change_experience,
    decide_experience,
    draft_experience,
)
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.campaigns.asking import Deed, Doing, done, onward
from dengwen.interfaces.desk.supervision import forms
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view

PER_PAGE = 30
KINDS: dict[str, Any] = {"change": forms.NoteForm, "decide": forms.DecideForm}
DEEDS: dict[str, Deed] = {"change": change_experience, "decide": decide_experience}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def notes(request: DeskRequest) -> HttpResponse:
    """Find notes by words; draft one."""
    actor = request.actor
    may_write = actor.has(Right.WRITE_EXPERIENCE)
    sources = [(row.pk, row.title) for row in inspections_of(actor)] if may_write else []

    def draft(*args: Any, **options: Any) -> forms.DraftForm:
        return forms.DraftForm(*args, actor=actor, inspections=sources, **options)

    kinds: dict[str, Any] = {"draft": draft} if may_write else {}
    doing, made = Doing(request, kinds), list[int]()
    if doing.run(request, {"draft": lambda **words: made.append(draft_experience(**words))}, done):
        return onward(f"/supervision/experience/{made[0]}/")
    words, state = request.GET.get("q", "")[:100], request.GET.get("state", "")
    known = code_list("experience_states")
    found = notes_found(actor, words, state if state in known else "")
    page = {
        "notes": Paginator(found, PER_PAGE).get_page(request.GET.get("page")), "words": words, "doing": doing,
        "state": state, "may_write": may_write,
    }  # fmt: skip
    return render(request, "desk/supervision/notes.html", page, status=doing.status)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def note(request: DeskRequest, note: int) -> HttpResponse:
    """Show one note; its organ changes it until it is approved, another person decides."""
    sheet = note_sheet(request.actor, note)
    doing = Doing(request, KINDS)
    if not doing.deed:
        doing.forms["change"].initial = {"title": sheet.note.title, "text": sheet.note.text}
    if doing.run(request, DEEDS, done, note=note):
        return onward(f"/supervision/experience/{note}/")
    page = {"sheet": sheet, "row": sheet.note, "doing": doing}
    return render(request, "desk/supervision/note.html", page, status=doing.status)
