"""The door of a campaign: one transaction, one entry in the stream ``campaign/<id>`` that says every column.

What happens to a case goes through the door of the case instead, and has its entry there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.access import visible_to
from dengwen.domains.campaigns.models import Campaign
from dengwen.domains.campaigns.reads.row_pictures import picture
from dengwen.domains.cases.verbs.rows import give_ids, insert_rows, row_key
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.campaign import CampaignPack
from dengwen.foundation.rulebook.campaign_file import campaign_digest, campaign_pack


@dataclass(slots=True)
class CampaignPassage:
    """One campaign on its way through its door."""

    campaign: Campaign
    pack: CampaignPack
    event: str
    actor: Actor
    at: datetime
    today: date
    facts: dict[str, object] = field(default_factory=dict)
    created: list[models.Model] = field(default_factory=list)
    _watched: list[tuple[Any, dict[str, object]]] = field(default_factory=list)

    def create(self, row: models.Model) -> None:
        """Add a new row of the campaign."""
        self.created.append(row)

    def watch(self, row: models.Model) -> None:
        """Announce a change of an existing row; call it before changing the row."""
        self._watched.append((row, picture(row, bytes(self.campaign.salt))))


@contextmanager
def campaign_door(event: str, *, campaign: int, actor: Actor, at: datetime) -> Iterator[CampaignPassage]:
    """Open the door of a campaign; raises ``campaign.not_found``, ``rules.pack_changed``.

    The campaign is locked while somebody is inside, so the numbers that a stage begins with hold still.
    """
    with transaction.atomic():
        set_post(actor.post)
        row = visible_to(actor).select_for_update(of=("self",)).filter(pk=campaign).first()
        if row is None:
            raise Refusal("campaign.not_found", campaign=campaign)
        passage = CampaignPassage(row, pack_of(row), event, actor, at, local_day(at, settings.TIME_ZONE))
        yield passage
        close(passage)


def close(passage: CampaignPassage) -> None:
    """Write the rows and chain the entry."""
    told = write_told(passage.created, passage._watched, bytes(passage.campaign.salt))
    append_entries(
        [
            NewEntry(
                kind="campaign", subject=passage.campaign.pk, event=passage.event, actor_post=passage.actor.post,
                at=passage.at, payload={"facts": passage.facts, "set": told},
            )
        ]
    )  # fmt: skip


def write_told(
    created: list[models.Model], watched: list[tuple[Any, dict[str, object]]], salt: bytes
) -> dict[str, object]:
    """Write new and changed rows and return what the entry says of them, column by column."""
    told: dict[str, object] = {}
    for row, before in watched:
        after = picture(row, salt)
        differing = {name: value for name, value in after.items() if before[name] != value}
        if differing:
            told[row_key(row)] = differing
            row.save(update_fields=[name.removesuffix("#") for name in differing])
    give_ids(created)
    insert_rows(created)
    for row in created:
        told[row_key(row)] = picture(row, salt)
    return told


def pack_of(campaign: Campaign) -> CampaignPack:
    """Return the pack of a campaign; raises ``rules.pack_changed`` if its file is not what it was."""
    found = campaign_pack(campaign.pack)
    if campaign_digest(found) != campaign.digest:
        raise Refusal("rules.pack_changed", pack=campaign.pack)
    return found
