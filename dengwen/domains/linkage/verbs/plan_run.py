"""Ask for a run, let it go on, or stop it."""

from datetime import datetime

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.domains.linkage.access import visible_to
from dengwen.domains.linkage.models import LinkageRun
from dengwen.domains.linkage.states import AT_WORK, CAN_GO_ON, RunState
from dengwen.domains.linkage.verbs.holding import hold_run
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def plan_run(*, learn: bool, actor: Actor, at: datetime) -> int:
    """Let a run over all matters that the post sees wait for the worker; return its id.

    ``learn``: learn the weights anew, even where there are some. Raises ``right.missing``, ``linkage.at_work``.
    """
    actor.require(Right.LINK)
    with transaction.atomic():
        set_post(actor.post)
        if visible_to(actor).filter(organ=actor.bureau, state__in=AT_WORK).exists():
            raise Refusal("linkage.at_work")
        run = LinkageRun.objects.create(
            organ_id=actor.bureau, post_id=actor.post, state=RunState.WAITING.value, learn=learn, made_at=at
        )
        return run.pk


def go_on(*, run: int, actor: Actor, at: datetime) -> None:
    """Let a run that was stopped or failed wait for the worker again; what it has done stays done.

    Raises ``linkage.run_not_found``, ``linkage.cannot_go_on``, ``linkage.at_work``.
    """
    with transaction.atomic():
        row = hold_run(run, actor)
        if row.state not in CAN_GO_ON:
            raise Refusal("linkage.cannot_go_on")
        if visible_to(actor).filter(organ=actor.bureau, state__in=AT_WORK).exists():
            raise Refusal("linkage.at_work")
        row.state, row.stop_asked, row.claim, row.trouble = RunState.WAITING.value, False, None, ""
        row.save(update_fields=["state", "stop_asked", "claim", "trouble"])


def stop_run(*, run: int, actor: Actor, at: datetime) -> None:
    """Ask a run to stop after the step that it is at; one that only waits stops at once."""
    with transaction.atomic():
        row = hold_run(run, actor)
        if row.state == RunState.WAITING:
            row.state, row.finished_at = RunState.STOPPED.value, at
        elif row.state == RunState.RUNNING:
            row.stop_asked = True
        row.save(update_fields=["state", "finished_at", "stop_asked"])
