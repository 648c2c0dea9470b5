"""Take a batch of rows: all of it is committed with the position of the run, or none of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.register_petitions import register_petitions
from dengwen.domains.registers.models import ImportRun, ReportedRow
from dengwen.domains.registers.reads.trial import Trial, known_digests
from dengwen.domains.registers.rules.outcome import Outcome, refused, taken_elsewhere
from dengwen.domains.registers.rules.rows import Account, RowIn, pack_row
from dengwen.domains.registers.verbs.holding import COUNTERS, hold_run
from dengwen.foundation.identity.sealing import seal_bytes
from dengwen.foundation.permissions.actor import Actor

# What a row meets when an organ outside the actor's sight took it over before.
_TAKEN = ("contact_row_once", "matter_external_once")


@dataclass(frozen=True, slots=True)
class Taken:
    """The run's account so far; ``stopped``: somebody asked to stop, so this batch was not taken."""

    account: Account
    stopped: bool = False


def take_batch(
    *, run: int, claim: UUID, rows: Sequence[RowIn], actor: Actor, at: datetime, trial: Trial | None = None
) -> Taken:
    """Register the drafts of ``rows``, report the others, and move the run's position, in one transaction.

    A row that the door refuses is reported with the refusal and the rest of the batch is taken. With a ``trial``
    the rows are only counted. Raises ``import.overtaken`` when another process carries the run out by now.
    """
    with transaction.atomic():
        held = hold_run(run, actor, claim=claim)
        if held.stop_asked:
            return Taken(_account(held), stopped=True)
        if trial is not None:
            outcome = trial.judge(rows)
        else:
            outcome = Outcome()
            _register(rows, outcome, actor, at)
        _write(held, rows, outcome, at)
        return Taken(_account(held))


def _register(rows: Sequence[RowIn], outcome: Outcome, actor: Actor, at: datetime) -> None:
    """Report what is no draft, count what is in already, and lead the rest to the door."""
    known = known_digests(rows)
    new: list[RowIn] = []
    for row in rows:
        if row.draft is None:
            outcome.report(row)
        elif row.draft.row_digest in known:
            outcome.count("known")
        else:
            new.append(row)
    _through_the_door(new, outcome, actor, at)


def _through_the_door(rows: Sequence[RowIn], outcome: Outcome, actor: Actor, at: datetime) -> None:
    """Register the rows; where one is refused, halve until it stands alone. The order stays."""
    if not rows:
        return
    drafts = [row.draft for row in rows if row.draft]
    try:
        with transaction.atomic():
            results = register_petitions(drafts=drafts, actor=actor, at=at)
    except (Refusal, IntegrityError) as problem:
        if isinstance(problem, IntegrityError) and not any(name in str(problem) for name in _TAKEN):
            raise
        if len(rows) > 1:
            middle = len(rows) // 2
            _through_the_door(rows[:middle], outcome, actor, at)
            _through_the_door(rows[middle:], outcome, actor, at)
        else:
            alone = rows[0]
            outcome.report(
                refused(alone, problem) if isinstance(problem, Refusal) else taken_elsewhere(alone)
            )
    else:
        for result in results:
            outcome.count(result.outcome)


def _write(run: ImportRun, rows: Sequence[RowIn], outcome: Outcome, at: datetime) -> None:
    for name in COUNTERS:
        setattr(run, name, getattr(run, name) + getattr(outcome.account, name))
    for reason, count in outcome.reasons.items():
        run.problems[reason] = run.problems.get(reason, 0) + count
    run.beat_at = at
    if rows:
        run.position = rows[-1].number
    run.save(update_fields=[*COUNTERS, "problems", "beat_at", "position"])
    ReportedRow.objects.bulk_create(
        ReportedRow(run=run, number=row.number, sealed=seal_bytes(pack_row(row.cells, row.problems)))
        for row in outcome.reported
    )


def _account(run: ImportRun) -> Account:
    return Account(*(getattr(run, name) for name in COUNTERS))
