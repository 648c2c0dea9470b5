"""Which packs cases use already, and whether they are still what they were."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections, transaction

from dengwen.foundation.rulebook.campaign_file import campaign_packs
from dengwen.foundation.rulebook.digest import pack_digest
from dengwen.foundation.rulebook.families import family
from dengwen.foundation.rulebook.findings import Finding, RulebookError
from dengwen.foundation.rulebook.loading import code_list, code_lists, families, pack, packs, site_packs
from dengwen.foundation.rulebook.reads.pinned_campaigns import changed_campaigns
from dengwen.foundation.rulebook.shape import UnknownCodeError

STREAM, EVENT = "rules", "pack_pinned"
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Pin:
    """The pack as the first case found it."""

    code: str
    family: str
    digest: str


def pinned_packs(using: str = "default") -> dict[str, Pin]:
    """Return the packs that cases use, by code."""
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
    return {row["code"]: Pin(row["code"], row["family"], row["digest"]) for row in rows}


def what_differs(pin: Pin) -> Finding | None:
    """Return what is wrong with a pack that cases use, or None while it is what it was."""
    file = f"{pin.code}.toml"
    if pin.family != family():
        return Finding(file, "DENGWEN_RULES", "other_family", {"pinned": pin.family, "found": family()})
    try:
        found = pack_digest(pack(pin.code))
    except UnknownCodeError:
        return Finding(file, "", "pack_gone", {"name": pin.code})
    if found == pin.digest:
        return None
    facts = {"name": pin.code, "pinned": pin.digest[:_SHORT], "found": found[:_SHORT]}
    return Finding(file, "", "pack_changed", facts)


def installation_findings(using: str | None = "default") -> list[Finding]:
    """Return what is wrong with the rules of this installation.

    The family must exist and every pack and list of it be right, the site's changes must be allowed, and no pack
    that a case or a campaign uses may have changed. ``using`` is the database to ask, None for the files alone.
    """
    try:
        if family() not in families():
            known = ", ".join(families())
            return [
                Finding(
                    "docs/operations.md", "DENGWEN_RULES", "no_family", {"name": family(), "known": known}
                )
            ]
        packs()
        site_packs()
        for name in code_lists():
            code_list(name)
        campaign_packs()
    except RulebookError as error:
        return list(error.findings)
    return list(_broken_promises(using)) if using else []


def _broken_promises(using: str) -> Iterator[Finding]:
    for _, pin in sorted(pinned_packs(using).items()):
        if found := what_differs(pin):
            yield found
    yield from changed_campaigns(using)
