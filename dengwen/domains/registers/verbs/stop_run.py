"""Stop a run after the batch that it is at."""

from datetime import datetime

from django.db import transaction

from dengwen.domains.registers.states import RunState
from dengwen.domains.registers.verbs.holding import hold_run
from dengwen.foundation.permissions.actor import Actor


def stop_run(*, run: int, actor: Actor, at: datetime) -> None:
    """Ask the run to stop; one that only waits for the worker stops at once. What is committed stays."""
    with transaction.atomic():
        row = hold_run(run, actor)
        if row.state == RunState.WAITING:
            row.state, row.finished_at = RunState.STOPPED.value, at
        elif row.state == RunState.RUNNING:
            row.stop_asked = True
        row.save(update_fields=["state", "finished_at", "stop_asked"])
