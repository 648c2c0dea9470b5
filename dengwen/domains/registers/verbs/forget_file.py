"""The uploaded file of a run is gone."""

from datetime import datetime

from django.db import transaction

from dengwen.domains.registers.verbs.holding import hold_run
from dengwen.foundation.permissions.actor import Actor


def forget_file(*, run: int, actor: Actor, at: datetime) -> str:
    """Take the stored file off the run and return its name: what was taken over is kept once, not twice."""
    with transaction.atomic():
        row = hold_run(run, actor)
        stored, row.stored = row.stored, ""
        row.save(update_fields=["stored"])
        return stored
