"""The door that every verb of a case goes through.

A door opens the transaction, tells the database who acts, locks the matter, checks version, state, right and
place, lets the verb do its work, runs the reactions, writes the rows and chains the ledger entry that says all
of it. If anything refuses, nothing happened.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.module_loading import import_string

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import check
from dengwen.domains.cases.models import Involvement, Matter, Statement
from dengwen.domains.cases.states import State, is_open
from dengwen.domains.cases.verbs.rows import give_ids, insert_rows, ledger_picture, row_key
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor


@dataclass(slots=True)
class Passage:
    """One matter on its way through a door: what is changed, created and said about it."""

    matter: Matter
    event: str
    actor: Actor
    at: datetime
    today: date
    facts: dict[str, object] = field(default_factory=dict)
    created: list[models.Model] = field(default_factory=list)
    _watched: list[tuple[Any, dict[str, object]]] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Say whether the matter begins with this passage."""
        return self.matter.version == 0

    @property
    def seq(self) -> int:
        """Return the number that the ledger entry of this passage will have."""
        return self.matter.version + 1

    def create(self, row: models.Model) -> None:
        """Add a new row of this case; it is written, and told to the ledger, when the door closes."""
        self.created.append(row)

    def watch(self, row: models.Model) -> None:
        """Announce a change of an existing row of this case; call it before changing the row."""
        if not any(known is row for known, _ in self._watched):
            self._watched.append((row, ledger_picture(row, bytes(self.matter.salt))))

    def say(self, label: str, text: str) -> None:
        """Keep words that belong to this event; the ledger holds their digest."""
        if text.strip():
            self.create(Statement(matter=self.matter, seq=self.seq, label=label, text=text.strip()))

    def move_to(self, state: State) -> None:
        """Set the state and what follows from it."""
        self.matter.state = state.value
        self.matter.is_open = is_open(state)

    def involve(self, organ: int, kind: str) -> None:
        """Let ``organ`` see the matter from today on, because it has a part in it."""
        if self.is_new:
            self.create(Involvement(matter=self.matter, organ_id=organ, kind=kind, since=self.today))
            return
        known = Involvement.objects.filter(matter=self.matter, organ_id=organ, kind=kind).first()
        if known is None:
            self.create(Involvement(matter=self.matter, organ_id=organ, kind=kind, since=self.today))
        elif known.until is not None:
            self.watch(known)
            known.until = None


@contextmanager
def door(  # noqa: PLR0913 - a door asks who, what, when and on which version
    verb: str, *, case: int, actor: Actor, at: datetime, version: int | None = None, event: str = ""
) -> Iterator[Passage]:
    """Open the door for ``verb`` on the matter with id ``case``; raises :class:`Refusal`, see the module.

    ``version`` is the matter's version that the form showed: a stale or repeated submit is refused
    (``case.stale``). ``at`` is an instant; the legal day is the local day of it.
    """
    with transaction.atomic():
        set_post(actor.post)
        matter = lock(case)
        if version is not None and version != matter.version:
            raise Refusal("case.stale", number=matter.number)
        line = check(actor, verb, matter)
        passage = Passage(matter, event or verb, actor, at, local_day(at, settings.TIME_ZONE))
        passage.watch(matter)
        yield passage
        if line.to is not None:
            passage.move_to(line.to)
        finish([passage])


def lock(case: int) -> Matter:
    """Lock and return the matter; to whom it is not visible, it does not exist (``case.not_found``)."""
    matter = Matter.objects.select_for_update(of=("self",)).filter(pk=case).first()
    if matter is None:
        raise Refusal("case.not_found", case=case)
    return matter


def finish(passages: Sequence[Passage]) -> None:
    """Run the reactions, write all rows and chain one ledger entry a passage."""
    _react(passages)
    created = [row for passage in passages for row in passage.created]
    new_matters: list[models.Model] = [passage.matter for passage in passages if passage.is_new]
    give_ids([*new_matters, *created])
    changes = [_changes(passage) for passage in passages]
    for passage in passages:
        passage.matter.version += 1
    insert_rows([*new_matters, *created])
    for passage, (updates, _) in zip(passages, changes, strict=True):
        for row, names in updates:
            row.save(update_fields=names)
        if not passage.is_new and not any(row is passage.matter for row, _ in updates):
            passage.matter.save(update_fields=["version"])
    append_entries([_entry(passage, told) for passage, (_, told) in zip(passages, changes, strict=True)])


def _entry(passage: Passage, told: dict[str, object]) -> NewEntry:
    return NewEntry(
        kind="case", subject=passage.matter.pk, event=passage.event, actor_post=passage.actor.post, at=passage.at,
        payload={"facts": passage.facts, "set": told}, fresh=passage.matter.version == 1,
    )  # fmt: skip


def _changes(passage: Passage) -> tuple[list[tuple[Any, list[str]]], dict[str, object]]:
    """Return the updates to write (row, columns) and what the ledger is told (row -> columns)."""
    salt = bytes(passage.matter.salt)
    told: dict[str, object] = {}
    updates = []
    for row, before in passage._watched:
        _settle_relations(row)
        after = ledger_picture(row, salt)
        differing = {name: value for name, value in after.items() if before[name] != value}
        if differing:
            told[row_key(row)] = differing
            names = [name.removesuffix("#") for name in differing]
            if row is passage.matter:
                names.append("version")
            updates.append((row, names))
    for row in [passage.matter, *passage.created] if passage.is_new else passage.created:
        _settle_relations(row)
        if hasattr(row, "LEDGER_PLAIN"):
            told[row_key(row)] = ledger_picture(row, salt)
    return updates, told


def _settle_relations(row: models.Model) -> None:
    """Copy the ids of related rows, which got theirs only now, into the row's own columns."""
    for column in row._meta.concrete_fields:
        if column.is_relation and column.is_cached(row):
            related = column.get_cached_value(row)
            setattr(row, column.attname, related.pk if related is not None else None)


@lru_cache(maxsize=1)
def _reactions() -> dict[str, list[Any]]:
    table: dict[str, tuple[str, ...]] = import_string(settings.DENGWEN_REACTIONS)
    return {event: [import_string(path) for path in paths] for event, paths in table.items()}


def _react(passages: Sequence[Passage]) -> None:
    table = _reactions()
    for event in dict.fromkeys(passage.event for passage in passages):
        concerned = [passage for passage in passages if passage.event == event]
        for reaction in (*table.get("*", ()), *table.get(event, ())):
            reaction(concerned)
