"""One import: before it begins, while it runs, and what came of it."""

from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.registers.reads.runs import RunSeen, run_of
from dengwen.domains.registers.verbs.begin_run import queue_run
from dengwen.domains.registers.verbs.discard_run import discard_run
from dengwen.domains.registers.verbs.stop_run import stop_run
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.sheets.plan_page import plan_page
from dengwen.interfaces.sheets.run_page import rejects_book, run_page
from dengwen.interfaces.sheets.storing import throw_away
from dengwen.interfaces.sheets.tasks import carry_out_import


def found(request: DeskRequest, run: int) -> RunSeen:
    """Return the run, or let it not exist (404)."""
    seen = run_of(request.actor, run)
    if seen is None:
        raise Http404
    return seen


def start(request: DeskRequest, run: int, *, dry: bool) -> None:
    """Let the run wait for the worker; run and job are written in one transaction."""
    with transaction.atomic():
        queue_run(run=run, dry=dry, actor=request.actor, at=now())
        carry_out_import.defer(run=run, post=request.actor.post)


@desk_view(Right.IMPORT)
@require_safe
def show(request: DeskRequest, run: int) -> HttpResponse:
    """Show the run as it stands."""
    seen = found(request, run)
    if seen.at_work or seen.has_begun:
        return render(request, "sheets/run.html", run_page(request.actor, seen))
    return render(request, "sheets/plan.html", plan_page(request.actor, seen))


@desk_view(Right.IMPORT)
@require_safe
def progress(request: DeskRequest, run: int) -> HttpResponse:
    """Answer the page that asks every two seconds; once the run has ended, let it load itself anew."""
    seen = found(request, run)
    response = render(request, "sheets/progress.html", run_page(request.actor, seen))
    if not seen.at_work:
        response["HX-Refresh"] = "true"
    return response


@desk_view(Right.IMPORT)
@require_POST
def stop(request: DeskRequest, run: int) -> HttpResponse:
    """Stop after the batch at work."""
    found(request, run)
    stop_run(run=run, actor=request.actor, at=now())
    return HttpResponseRedirect(f"/import/{run}/")


@desk_view(Right.IMPORT)
@require_POST
def go_on(request: DeskRequest, run: int) -> HttpResponse:
    """Go on after the last batch that is in; the file must still be here."""
    seen = found(request, run)
    if not seen.stored:
        raise Refusal("import.file_gone", name=seen.file_name)
    start(request, run, dry=seen.is_dry_run)
    return HttpResponseRedirect(f"/import/{run}/")


@desk_view(Right.IMPORT)
@require_POST
def discard(request: DeskRequest, run: int) -> HttpResponse:
    """Throw away a run that took nothing, with its file."""
    found(request, run)
    throw_away(discard_run(run=run, actor=request.actor, at=now()))
    return HttpResponseRedirect("/import/")


@desk_view(Right.IMPORT)
@require_safe
def rejects(request: DeskRequest, run: int) -> FileResponse:
    """Hand out the rows that were not taken, to be corrected and handed in again."""
    return rejects_book(request.actor, found(request, run))
