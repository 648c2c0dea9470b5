"""Fix the campaign pack that a campaign is opened with: from then on a changed file is refused."""

from datetime import datetime

from django.db import connection, transaction

from dengwen.base.errors import Refusal
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.rulebook.campaign_file import campaign_digest, campaign_pack
from dengwen.foundation.rulebook.digest import stream_of
from dengwen.foundation.rulebook.reads.pinned_campaigns import (
    EVENT,
    STREAM,
    campaign_differs,
    pinned_campaigns,
)


def pin_campaign(code: str, *, actor_post: int | None, at: datetime) -> str:
    """Pin the campaign pack ``code`` in the ledger's stream ``rules``, once, and return its digest.

    Raises ``rules.pack_changed`` for a pack that is pinned with another digest.
    """
    digest = campaign_digest(campaign_pack(code))
    with transaction.atomic():
        with connection.cursor() as cursor:  # two first campaigns at once: one waits, and then finds the pin
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('dengwen.rules'))")
        pinned = pinned_campaigns().get(code)
        if pinned is None:
            payload: dict[str, object] = {"code": code, "digest": digest}
            append_entries([NewEntry(STREAM, stream_of(code), EVENT, actor_post, at, payload)])
        elif campaign_differs(code, pinned):
            raise Refusal("rules.pack_changed", pack=code)
    return digest
