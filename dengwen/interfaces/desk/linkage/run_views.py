"""Runs of linkage: begin, watch, stop and continue; and how good the threshold is."""

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengwen.base.clock import now
from dengwen.domains.linkage.reads.runs import RunSeen, progress, run_of, runs_of, standing
from dengwen.domains.linkage.verbs.plan_run import go_on, plan_run, stop_run
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.linkage.jobs import carry_out_linkage
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.sheets.worker import worker_is_there


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.LINK)
def home(request: DeskRequest) -> HttpResponse:
    """Show the runs and the estimate, or begin a run; run and job are written in one transaction."""
    if request.method == "POST":
        with transaction.atomic():
            run = plan_run(learn="learn" in request.POST, actor=request.actor, at=now())
            carry_out_linkage.defer(run=run, post=request.actor.post)
        return _see(run)
    runs = runs_of(request.actor)
    page = {
        "runs": runs, "standing": standing(request.actor), "progress": progress(request.actor),
        "busy": any(run.at_work and run.organ_id == request.actor.bureau for run in runs),
    }  # fmt: skip
    return render(request, "desk/linkage/home.html", page)


@desk_view(Right.LINK)
@require_safe
def show(request: DeskRequest, run: int) -> HttpResponse:
    """Show a run as it stands."""
    return render(request, "desk/linkage/run.html", _page(request, _found(request, run)))


@desk_view(Right.LINK)
@require_safe
def progress_of(request: DeskRequest, run: int) -> HttpResponse:
    """Answer the page that asks every two seconds; once the run has ended, let it load itself anew."""
    seen = _found(request, run)
    response = render(request, "desk/linkage/progress.html", _page(request, seen))
    if not seen.at_work:
        response["HX-Refresh"] = "true"
    return response


@desk_view(Right.LINK)
@require_POST
def stop(request: DeskRequest, run: int) -> HttpResponse:
    """Stop after the step at work."""
    _found(request, run)
    stop_run(run=run, actor=request.actor, at=now())
    return _see(run)


@desk_view(Right.LINK)
@require_POST
def resume(request: DeskRequest, run: int) -> HttpResponse:
    """Go on where the run stood."""
    _found(request, run)
    with transaction.atomic():
        go_on(run=run, actor=request.actor, at=now())
        carry_out_linkage.defer(run=run, post=request.actor.post)
    return _see(run)


def _found(request: DeskRequest, run: int) -> RunSeen:
    seen = run_of(request.actor, run)
    if seen is None:
        raise Http404
    return seen


def _page(request: DeskRequest, seen: RunSeen) -> dict[str, object]:
    percent = min(100, seen.done * 100 // seen.total) if seen.total else None
    return {
        "run": seen, "percent": percent, "own": seen.organ_id == request.actor.bureau,
        "no_worker": seen.at_work and not worker_is_there(),
    }  # fmt: skip


def _see(run: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"/linkage/runs/{run}/")
