"""End a run: it is through, somebody stopped it, or it cannot go on."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dengwen.domains.registers.states import RunState
from dengwen.domains.registers.verbs.holding import hold_run, tell
from dengwen.foundation.permissions.actor import Actor


def end_run(
    *,
    run: int,
    claim: UUID,
    state: RunState,
    actor: Actor,
    at: datetime,
    trouble: Mapping[str, object] | None = None,
) -> None:
    """Write down how the run ended; only the process that holds the claim may."""
    with transaction.atomic():
        row = hold_run(run, actor, claim=claim)
        row.state, row.finished_at, row.beat_at, row.stop_asked = state.value, at, at, False
        row.trouble = dict(trouble or {})
        if state is RunState.DONE:
            row.total = row.rows
        row.save()
        if not row.is_dry_run:
            tell(row, "import_ended", actor, at)
