"""The door of an item, an inspection or a note: one transaction, one entry in its stream that says every column.

What happens to a case goes through the door of the case, and has its entry there as well.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import QuerySet

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.rows import give_ids, insert_rows, row_key, settle_relations
from dengwen.domains.supervision.models import (
    ExperienceNote,
    Inspection,
    Problem,
    Suggestion,
    SupervisionItem,
)
from dengwen.domains.supervision.reads.row_pictures import picture, stream_of
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor

R = TypeVar("R", SupervisionItem, Inspection, ExperienceNote, Problem, Suggestion)


@dataclass(slots=True)
class Sheet(Generic[R]):
    """One item, inspection or note on its way through its door."""

    root: R
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
        self._watched.append((row, picture(row, bytes(self.root.salt))))


def new_salt() -> bytes:
    """Return the salt of a new root."""
    return secrets.token_bytes(16)


@contextmanager
def begin(root: R, event: str, *, actor: Actor, at: datetime) -> Iterator[Sheet[R]]:
    """Write a new ``root``, with what the block adds, and the first entry of its stream."""
    with transaction.atomic():
        set_post(actor.post)
        sheet = Sheet(root, event, actor, at, local_day(at, settings.TIME_ZONE))
        sheet.create(root)
        yield sheet
        _close(sheet)


@contextmanager
def change(
    found: QuerySet[R], pk: int, event: str, *, actor: Actor, at: datetime, missing: str
) -> Iterator[Sheet[R]]:
    """Lock the root ``pk`` of ``found`` (what the actor sees), let the block change it, and chain the entry.

    Raises ``missing`` where the actor sees no such root.
    """
    with transaction.atomic():
        set_post(actor.post)
        row = found.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None:
            raise Refusal(missing)
        sheet = Sheet(row, event, actor, at, local_day(at, settings.TIME_ZONE))
        sheet.watch(row)
        yield sheet
        _close(sheet)


def _close(sheet: Sheet[R]) -> None:
    salt = bytes(sheet.root.salt)
    told: dict[str, object] = {}
    for row, before in sheet._watched:
        after = picture(row, salt)
        differing = {name: value for name, value in after.items() if before[name] != value}
        if differing:
            told[row_key(row)] = differing
            row.save(update_fields=[name.removesuffix("#") for name in differing])
    give_ids(sheet.created)
    for row in sheet.created:
        settle_relations(row)
    insert_rows(sheet.created)
    for row in sheet.created:
        told[row_key(row)] = picture(row, salt)
    append_entries(
        [
            NewEntry(
                kind=stream_of(sheet.root), subject=sheet.root.pk, event=sheet.event, actor_post=sheet.actor.post,
                at=sheet.at, payload={"facts": sheet.facts, "set": told},
            )
        ]
    )  # fmt: skip
