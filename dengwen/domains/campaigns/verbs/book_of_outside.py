"""The door of a register of an outside body: one transaction, entries in the stream ``outside/<id>``."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.models import OutsideRegister, OutsideRow
from dengwen.domains.campaigns.reads.row_pictures import picture
from dengwen.domains.campaigns.verbs.book_of_campaign import write_told
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


@dataclass(slots=True)
class OutsidePassage:
    """One register of an outside body on its way through its door."""

    register: OutsideRegister
    event: str
    actor: Actor
    at: datetime
    today: date
    facts: dict[str, object] = field(default_factory=dict)
    created: list[models.Model] = field(default_factory=list)
    _watched: list[tuple[Any, dict[str, object]]] = field(default_factory=list)

    def watch(self, row: models.Model) -> None:
        """Announce a change of an existing row; call it before changing the row."""
        self._watched.append((row, picture(row, bytes(self.register.salt))))

    def write(self) -> None:
        """Write the rows so far and chain an entry about them."""
        told = write_told(self.created, self._watched, bytes(self.register.salt))
        append_entries(
            [
                NewEntry(
                    kind="outside", subject=self.register.pk, event=self.event, actor_post=self.actor.post, at=self.at,
                    payload={"facts": self.facts, "set": told},
                )
            ]
        )  # fmt: skip
        self.created, self._watched = [], []


@contextmanager
def outside_door(
    event: str, *, row: int, actor: Actor, at: datetime
) -> Iterator[tuple[OutsidePassage, OutsideRow]]:
    """Open the door for one row; raises ``right.missing``, ``outside.not_found``, ``outside.not_yours``.

    The row is locked while somebody is inside; only the organ to which the body gave its register decides.
    """
    actor.require(Right.IMPORT)
    with transaction.atomic():
        set_post(actor.post)
        found = OutsideRow.objects.select_for_update(of=("self",)).filter(pk=row).first()
        if found is None:
            raise Refusal("outside.not_found")
        register = OutsideRegister.objects.select_related("organ").get(pk=found.register_id)
        if register.organ_id != actor.bureau:
            raise Refusal("outside.not_yours", organ=register.organ)
        passage = OutsidePassage(register, event, actor, at, local_day(at, settings.TIME_ZONE))
        passage.watch(found)
        yield passage, found
        passage.write()
