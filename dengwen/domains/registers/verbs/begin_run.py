"""Begin a run, or go on with one that stopped."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.domains.registers.models import ImportRun
from dengwen.domains.registers.states import CAN_GO_ON, RunState
from dengwen.domains.registers.verbs.holding import COUNTERS, hold_run, tell
from dengwen.foundation.permissions.actor import Actor


@dataclass(frozen=True, slots=True)
class Begun:
    """``claim`` names the process from now on; rows up to ``position`` are in already."""

    claim: UUID
    position: int
    total: int | None


def queue_run(*, run: int, dry: bool, actor: Actor, at: datetime) -> None:
    """Let the run wait for the worker. Raises as :func:`begin_run` does, and ``import.at_work``."""
    with transaction.atomic():
        row = hold_run(run, actor)
        _check(row)
        if row.state == RunState.WAITING:
            raise Refusal("import.at_work", name=row.file_name)
        _make_ready(row, dry=dry)
        row.state, row.stop_asked, row.claim, row.beat_at = RunState.WAITING.value, False, None, at
        row.save()


def begin_run(*, run: int, dry: bool, actor: Actor, at: datetime, total: int | None = None) -> Begun:
    """Take the run over and let it run; what was committed before stays, and a dry run begins anew.

    Raises ``import.not_found`` and ``import.done``.
    """
    with transaction.atomic():
        row = hold_run(run, actor)
        _check(row)
        _make_ready(row, dry=dry)
        row.state, row.stop_asked, row.claim = RunState.RUNNING.value, False, uuid4()
        row.started_at, row.beat_at, row.finished_at = row.started_at or at, at, None
        row.trouble, row.total = {}, total if total is not None else row.total
        row.save()
        if not dry:
            tell(row, "import_resumed" if row.position else "import_started", actor, at)
        return Begun(row.claim, row.position, row.total)


def _check(row: ImportRun) -> None:
    if row.state not in CAN_GO_ON and row.state != RunState.PLANNED and not row.is_dry_run:
        raise Refusal("import.done", name=row.file_name)


def _make_ready(row: ImportRun, *, dry: bool) -> None:
    """Forget what a dry run counted; refuse a dry run of what has taken rows."""
    if dry and row.rows and not row.is_dry_run:
        raise Refusal("import.begun", name=row.file_name)
    if dry or row.is_dry_run:
        row.reported_rows.all().delete()
        row.position, row.problems, row.started_at = 0, {}, None
        for name in COUNTERS:
            setattr(row, name, 0)
    row.is_dry_run = dry
