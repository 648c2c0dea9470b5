"""What the verbs about runs have in common: taking hold of one, and telling the ledger of it."""

from datetime import datetime
from uuid import UUID

from dengwen.base.errors import Refusal
from dengwen.domains.registers.access import visible_to
from dengwen.domains.registers.models import ImportRun
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

COUNTERS = ("rows", "matters", "contacts", "already", "reported")


def hold_run(run: int, actor: Actor, *, claim: UUID | None = None) -> ImportRun:
    """Lock and return the run; must stand inside a transaction.

    Raises ``right.missing``, ``import.not_found`` and, when another process carries the run out by now,
    ``import.overtaken``.
    """
    actor.require(Right.IMPORT)
    set_post(actor.post)
    row = visible_to(actor).select_for_update(of=("self",)).filter(pk=run).first()
    if row is None:
        raise Refusal("import.not_found")
    if claim is not None and row.claim != claim:
        raise Refusal("import.overtaken", name=row.file_name)
    return row


def tell(run: ImportRun, event: str, actor: Actor, at: datetime) -> None:
    """Append what happened to the run's own stream: which file by its digest, never by its name, and the counters."""
    facts: dict[str, object] = {name: getattr(run, name) for name in COUNTERS}
    facts |= {
        "file": bytes(run.file_digest).hex(),
        "register": run.register,
        "organ": run.organ_id,
        "state": run.state,
    }
    append_entries(
        [
            NewEntry(
                kind="import",
                subject=run.pk,
                event=event,
                actor_post=actor.post,
                at=at,
                payload={"facts": facts},
            )
        ]
    )
