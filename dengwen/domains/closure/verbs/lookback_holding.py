"""What the verbs of a look-back have in common: taking hold of a round, and telling the ledger of it."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.closure.access import rounds_visible_to
from dengwen.domains.closure.models import LookbackRound, LookbackSeat
from dengwen.domains.closure.rules.lookback_sheet import Standing
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

STREAM = "lookback"


def hold_round(found: int, actor: Actor, right: Right) -> LookbackRound:
    """Lock and return a round of the actor's own bureau; must stand inside a transaction.

    Raises ``right.missing``, ``lookback.not_found`` and ``lookback.other_organ``.
    """
    actor.require(right)
    set_post(actor.post)
    row = rounds_visible_to(actor).select_for_update(of=("self",)).filter(pk=found).first()
    if row is None:
        raise Refusal("lookback.not_found")
    if row.organ_id != actor.bureau:
        raise Refusal("lookback.other_organ", organ=row.organ)
    return row


def hold_seat(seat: int, actor: Actor, right: Right) -> LookbackSeat:
    """Lock the round and return the place of the sample with it.

    Raises as :func:`hold_round` does, and ``lookback.place_settled`` where nothing is left to do.
    """
    actor.require(right)
    set_post(actor.post)
    known = LookbackSeat.objects.filter(pk=seat).first()
    if known is None:
        raise Refusal("lookback.not_found")
    hold_round(known.round_id, actor, right)
    row = LookbackSeat.objects.select_related("round", "stratum").get(pk=seat)
    if row.standing in (Standing.SETTLED, Standing.REPLACED):
        raise Refusal("lookback.place_settled")
    return row


def tell(round_id: int, event: str, actor: Actor, at: datetime, facts: dict[str, object]) -> None:
    """Append to the stream of the round what happened to it."""
    entry = NewEntry(
        kind=STREAM, subject=round_id, event=event, actor_post=actor.post, at=at, payload={"facts": facts}
    )
    append_entries([entry])
