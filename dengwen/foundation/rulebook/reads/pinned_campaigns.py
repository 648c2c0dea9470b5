"""Which campaign packs are in use already, and whether they are still what they were."""

import json
from collections.abc import Iterator

from django.db import connections, transaction

from dengwen.foundation.rulebook.campaign_file import campaign_digest, campaign_pack
from dengwen.foundation.rulebook.findings import Finding
from dengwen.foundation.rulebook.shape import UnknownCodeError

STREAM, EVENT = "rules", "campaign_pinned"
_SHORT = 12


def pinned_campaigns(using: str = "default") -> dict[str, str]:
    """Return the digest of each campaign pack in use, by code, as it was when the first campaign opened with it."""
    with transaction.atomic(using), connections[using].cursor() as cursor:
        # The ledger shows what belongs to no case to whoever acts; where nobody does, we look in as no post at all.
        cursor.execute("SELECT coalesce(current_setting('dengwen.post', true), '')")
        (acting,) = cursor.fetchone()
        if not acting:
            cursor.execute("SELECT set_config('dengwen.post', '0', true)")
        cursor.execute("SELECT payload FROM ledger_entry WHERE kind = %s AND event = %s", [STREAM, EVENT])
        rows = [json.loads(payload) for (payload,) in cursor.fetchall()]
        if not acting:
            cursor.execute("SELECT set_config('dengwen.post', '', true)")
    return {row["code"]: row["digest"] for row in rows}


def campaign_differs(code: str, digest: str) -> Finding | None:
    """Return what is wrong with a campaign pack in use, or None while it is what it was."""
    try:
        found = campaign_digest(campaign_pack(code))
    except UnknownCodeError:
        return Finding(f"{code}.toml", "", "pack_gone", {"name": code})
    if found == digest:
        return None
    facts = {"name": code, "pinned": digest[:_SHORT], "found": found[:_SHORT]}
    return Finding(f"{code}.toml", "", "pack_changed", facts)


def changed_campaigns(using: str = "default") -> Iterator[Finding]:
    """Yield what is wrong with the campaign packs in use."""
    for code, digest in sorted(pinned_campaigns(using).items()):
        if found := campaign_differs(code, digest):
            yield found
