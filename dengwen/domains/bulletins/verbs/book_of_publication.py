"""The door of a publication: one transaction, one entry in the stream ``publication/<id>`` that says every column."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.access import publications_seen_by
from dengwen.domains.bulletins.models import Publication, PublicationReply
from dengwen.domains.campaigns.reads.row_pictures import picture
from dengwen.domains.cases.verbs.rows import give_ids, insert_rows, row_key
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor


@dataclass(slots=True)
class PublicationPassage:
    """One publication on its way through its door."""

    row: Publication
    event: str
    actor: Actor
    at: datetime
    today: date
    facts: dict[str, object] = field(default_factory=dict)
    created: list[models.Model] = field(default_factory=list)
    _watched: list[tuple[Any, dict[str, object]]] = field(default_factory=list)

    def create(self, row: models.Model) -> None:
        """Add a new row."""
        self.created.append(row)

    def watch(self, row: models.Model) -> None:
        """Announce a change of an existing row; call it before changing the row."""
        self._watched.append((row, picture(row, bytes(self.row.salt))))


@contextmanager
def publication_door(
    event: str, *, publication: int, actor: Actor, at: datetime, revision: int | None = None, by_writer: bool = True
) -> Iterator[PublicationPassage]:  # fmt: skip
    """Open the door of a publication, which is locked and watched while somebody is inside.

    ``revision``: what the writer saw, so that two do not write over each other. ``by_writer``: only the organ that
    publishes it. Raises ``publication.not_found``, ``publication.not_yours``, ``publication.stale``.
    """
    with transaction.atomic():
        set_post(actor.post)
        row = publications_seen_by(actor).select_for_update(of=("self",)).filter(pk=publication).first()
        if row is None:
            raise Refusal("publication.not_found", publication=publication)
        if by_writer and row.organ_id != actor.bureau:
            raise Refusal("publication.not_yours", organ=row.organ)
        if revision is not None and revision != row.revision:
            raise Refusal("publication.stale")
        passage = PublicationPassage(row, event, actor, at, local_day(at, settings.TIME_ZONE))
        passage.watch(row)
        yield passage
        row.revision += 1
        close(passage)


def close(passage: PublicationPassage) -> None:
    """Write the rows and chain the entry."""
    salt = bytes(passage.row.salt)
    told: dict[str, object] = {}
    for row, before in passage._watched:
        after = picture(row, salt)
        differing = {name: value for name, value in after.items() if before[name] != value}
        if differing:
            told[row_key(row)] = differing
            row.save(update_fields=[name.removesuffix("#") for name in differing])
    give_ids(passage.created)
    insert_rows(passage.created)
    for row in passage.created:
        told[row_key(row)] = picture(row, salt)
    append_entries(
        [
            NewEntry(
                kind="publication", subject=passage.row.pk, event=passage.event, actor_post=passage.actor.post,
                at=passage.at, payload={"facts": passage.facts, "set": told},
            )
        ]
    )  # fmt: skip


def replies_of(row: Publication) -> list[PublicationReply]:
    """Return the organs that were asked, in the order of the tree."""
    return list(
        PublicationReply.objects.filter(publication=row).select_related("organ").order_by("organ__code", "pk")
    )
