"""Change the mapping of a run that has taken nothing yet."""

from datetime import datetime

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.domains.registers.states import AT_WORK
from dengwen.domains.registers.verbs.holding import hold_run
from dengwen.foundation.permissions.actor import Actor


def change_mapping(*, run: int, mapping: str, register: str, actor: Actor, at: datetime) -> None:
    """Give the run another mapping. Raises ``import.begun`` once rows were taken, ``import.at_work`` meanwhile."""
    with transaction.atomic():
        row = hold_run(run, actor)
        if row.state in AT_WORK:
            raise Refusal("import.at_work", name=row.file_name)
        if row.rows and not row.is_dry_run:
            raise Refusal("import.begun", name=row.file_name)
        row.mapping, row.register = mapping, register
        row.save(update_fields=["mapping", "register"])
