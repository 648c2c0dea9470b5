"""Throw away a run that took nothing."""

from datetime import datetime

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.domains.registers.states import AT_WORK
from dengwen.domains.registers.verbs.holding import hold_run
from dengwen.foundation.permissions.actor import Actor


def discard_run(*, run: int, actor: Actor, at: datetime) -> str:
    """Forget the run and return the name of its stored file, which is to be deleted.

    Raises ``import.begun`` when it has taken rows: then the run is part of their story.
    """
    with transaction.atomic():
        row = hold_run(run, actor)
        if row.state in AT_WORK:
            raise Refusal("import.at_work", name=row.file_name)
        if row.started_at and not row.is_dry_run:
            raise Refusal("import.begun", name=row.file_name)
        stored = row.stored
        row.delete()
        return stored
