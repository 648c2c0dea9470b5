"""What the verbs of linkage have in common: taking hold of a run, and telling the stream ``linkage/<organ>``."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from dengwen.base.errors import Refusal
from dengwen.domains.linkage.access import visible_to
from dengwen.domains.linkage.models import LinkageRun
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def hold_run(run: int, actor: Actor, *, claim: UUID | None = None) -> LinkageRun:
    """Lock and return a run of the actor's bureau; must stand inside a transaction.

    Raises ``right.missing``, ``linkage.run_not_found`` and, when another process carries it out by now,
    ``linkage.overtaken``.
    """
    actor.require(Right.LINK)
    set_post(actor.post)
    row = visible_to(actor).select_for_update(of=("self",)).filter(pk=run, organ=actor.bureau).first()
    if row is None:
        raise Refusal("linkage.run_not_found")
    if claim is not None and row.claim != claim:
        raise Refusal("linkage.overtaken")
    return row


def tell(event: str, organ: int, facts: Mapping[str, object], actor: Actor, at: datetime) -> None:
    """Append what happened to the organ's stream of linkage."""
    entry = NewEntry(
        kind="linkage",
        subject=organ,
        event=event,
        actor_post=actor.post,
        at=at,
        payload={"facts": dict(facts)},
    )
    append_entries([entry])
