"""The door that every verb of a case goes through.

A door opens the transaction, tells the database who acts, locks the matter, checks version, state, right and
place, lets the verb do its work, runs the reactions, writes the rows and chains the ledger entry that says all
of it. If anything refuses, nothing happened.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.db import models, transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import STORED, alive, check
from dengwen.domains.cases.models import Involvement, Matter, Statement
from dengwen.domains.cases.states import State, is_open
from dengwen.domains.cases.verbs.lock_pair import lock_pair
from dengwen.domains.cases.verbs.react import react
from dengwen.domains.cases.verbs.rows import (
    give_ids,
    hiding,
    insert_rows,
    ledger_picture,
    new_row,
    row_key,
    settle_relations,
)
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor

if TYPE_CHECKING:
    from dengwen.domains.cases.verbs.book import Book

M = TypeVar("M", bound=models.Model)
T = TypeVar("T")
_open_book: "ContextVar[Book | None]" = ContextVar("open_book", default=None)


def open_book() -> "Book | None":
    """Return the book that is open in this thread, if any (see ``book.py``)."""
    return _open_book.get()


@contextmanager
def use_book(book: "Book") -> Iterator[None]:
    """Let every door of the block write into ``book``."""
    token = _open_book.set(book)
    try:
        yield
    finally:
        _open_book.reset(token)


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
    book: "Book | None" = None
    promised: tuple[str, str] | None = None  # number and organ on the receipt that is signed with this entry
    hides: bool = False  # from now on whoever acts may not see the matter (``keep_apart.py``)
    beside: list["Passage"] = field(default_factory=list)  # of other matters that this deed is about too
    _watched: list[tuple[Any, dict[str, object]]] = field(default_factory=list)
    _before: list[tuple[Any, dict[str, Any], dict[str, Any]]] = field(default_factory=list)

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
        if any(known is row for known, _ in self._watched):
            return
        if self.book is None:
            picture = ledger_picture(row, bytes(self.matter.salt))
        else:
            picture = self.book.picture_of(row, self.matter)
            self._before.append((row, dict(row.__dict__), dict(row._state.fields_cache)))
        self._watched.append((row, picture))

    def was(self, column: str) -> object:
        """Return what ``column`` of the matter was before this passage; None where the matter begins with it."""
        return next((before.get(column) for row, before in self._watched if row is self.matter), None)

    def undo(self) -> None:
        """Put every watched row back as it was: after a refusal a book goes on with rows that nothing happened to."""
        for told in self.beside:
            told.undo()
        for row, columns, related in self._before:
            row.__dict__.clear()
            row.__dict__.update(columns)
            row._state.fields_cache = related

    def say(self, label: str, text: str) -> None:
        """Keep words that belong to this event; the ledger holds their digest."""
        if text.strip():
            self.create(new_row(Statement, matter=self.matter, seq=self.seq, label=label, text=text.strip()))

    def move_to(self, state: State) -> None:
        """Set the state and what follows from it."""
        self.matter.state = state.value
        self.matter.is_open = is_open(state)
        if self.matter.is_open:
            self.matter.ended_on = None
        elif self.matter.ended_on is None:
            self.matter.ended_on = self.matter.closed_on or self.today

    def rows(self, model: type[M], **wanted: object) -> list[M]:
        """Return the rows of this case in ``model``, those of this passage too; ``wanted`` are column values.

        Verbs ask here and not the manager: so the same verb serves a single click and a book of a thousand lives.
        """
        if self.book is not None:  # the rows of a book are the very rows that are watched
            found = [
                *self.book.rows_of(self.matter, model),
                *(row for row in self.created if isinstance(row, model)),
            ]
            return [row for row in found if _agrees(row, wanted)] if wanted else found
        stored = [] if self.is_new else list(model._default_manager.filter(matter=self.matter).order_by("pk"))
        new = [row for row in self.created if isinstance(row, model)]
        known = [row for row, _ in self._watched if isinstance(row, model)]
        merged = [next((same for same in known if same.pk == row.pk), row) for row in stored] + new
        return [row for row in merged if _agrees(row, wanted)]

    def look_up(self, key: tuple[object, ...], ask: Callable[[], T]) -> T:
        """Return what ``ask`` says of organs and posts; a book asks once for every ``key`` and remembers."""
        return ask() if self.book is None else self.book.remember(key, ask)

    def other(self, case: int) -> Matter | None:
        """Return another matter, if it is there for the actor; in a book, if it stands in the book."""
        if self.book is not None:
            return self.book.find(case)
        return Matter.objects.filter(pk=case).first()

    def tell(self, other: Matter, event: str, facts: dict[str, object]) -> "Passage":
        """Let the ledger of ``other`` say ``event`` too, in the same transaction; ``pair`` locked it."""
        told = Passage(other, event, self.actor, self.at, self.today, facts, book=self.book)
        told.watch(other)
        self.beside.append(told)
        return told

    def deeds(self) -> list[tuple[str, int | None]]:
        """Return what was done in this case before this passage, oldest first: event and acting post."""
        if self.book is not None:
            return self.book.deeds_of(self.matter)
        entries = Entry.objects.filter(kind="case", subject=self.matter.pk).order_by("seq")
        return list(entries.values_list("event", "actor_post"))

    def involve(self, organ: int, kind: str) -> None:
        """Let ``organ`` see the matter from today on, because it has a part in it."""
        known = next(iter(self.rows(Involvement, organ_id=organ, kind=kind)), None)
        if known is None:
            self.create(new_row(Involvement, matter=self.matter, organ_id=organ, kind=kind, since=self.today))
        elif known.until is not None:
            self.watch(known)
            known.until = None


def _agrees(row: models.Model, wanted: dict[str, object]) -> bool:
    return all(getattr(row, name) == value for name, value in wanted.items())


@contextmanager
def door(
    verb: str, *, case: int, actor: Actor, at: datetime, version: int | None = None, event: str = "",
    pair: int | None = None,
) -> Iterator[Passage]:  # fmt: skip
    """Open the door for ``verb`` on the matter with id ``case``; raises :class:`Refusal`, see the module.

    ``version`` is the matter's version that the form showed: a stale or repeated submit is refused
    (``case.stale``). ``at`` is an instant; the legal day is the local day of it. ``pair``: another matter that the
    deed is about (``Passage.tell``), locked with this one; 0: the one it was merged into.
    """
    book = open_book()
    with nullcontext() if book else transaction.atomic():
        if book is None:
            set_post(actor.post, case=actor.case, party=actor.party)
            if pair is not None:
                lock_pair(case, pair)
        matter = book.matter(case) if book else lock(case)
        if version is not None and version != matter.version:
            raise Refusal("case.stale", number=matter.number)
        line = check(actor, verb, matter, book or STORED)
        today = local_day(at, settings.TIME_ZONE)
        passage = Passage(matter, event or verb, actor, at, today, book=book)
        passage.watch(matter)
        if actor.is_petitioner:
            passage.facts["by_petitioner"] = actor.party or True
        try:
            yield passage
            if line.to is not None:
                passage.move_to(line.to)
            elif line.back_to and State(matter.state) not in line.back_to:
                raise RuntimeError(
                    f"{verb} must lead back to one of {sorted(line.back_to)}, not {matter.state}"
                )
            finish([passage, *passage.beside])
        except Refusal:
            passage.undo()
            raise


def lock(case: int) -> Matter:
    """Lock and return the matter; to whom it is not visible, it does not exist (``case.not_found``)."""
    matter = Matter.objects.select_for_update(of=("self",)).filter(pk=case).first()
    if matter is None:
        raise Refusal("case.not_found", case=case)
    return matter


def finish(passages: Sequence[Passage]) -> None:
    """Run the reactions, write all rows and chain one ledger entry a passage (or leave that to the open book)."""
    book = open_book()
    for passage in passages:
        alive(passage.matter)  # a row of a former register attaches without a door
        passage.book = book
    react(passages)
    if book is not None:
        book.absorb(passages)
        return
    created = [row for passage in passages for row in passage.created]
    new_matters: list[models.Model] = [passage.matter for passage in passages if passage.is_new]
    give_ids([*new_matters, *created])
    changes = [changes_of(passage) for passage in passages]
    for passage in passages:
        passage.matter.version += 1
    insert_rows([*new_matters, *created])
    for passage, (updates, _) in zip(passages, changes, strict=True):
        with hiding(passage.matter.pk if passage.hides else None):
            for row, names in updates:
                row.save(update_fields=names)
            if passage.matter.version > 1 and not any(row is passage.matter for row, _ in updates):
                passage.matter.save(update_fields=["version"])
    append_entries([entry_of(passage, told) for passage, (_, told) in zip(passages, changes, strict=True)])


def entry_of(passage: Passage, told: dict[str, object], *, fresh: bool = False) -> NewEntry:
    """Return the entry of a passage whose matter has its new version; ``fresh``: nobody else holds the stream."""
    return NewEntry(
        kind="case", subject=passage.matter.pk, event=passage.event, actor_post=passage.actor.post, at=passage.at,
        payload={"facts": passage.facts, "set": told}, fresh=fresh or passage.matter.version == 1,
        promised=passage.promised,
    )  # fmt: skip


def changes_of(
    passage: Passage, pictures: dict[int, dict[str, object]] | None = None
) -> tuple[list[tuple[Any, list[str]]], dict[str, object]]:
    """Return the updates to write (row, columns) and what the ledger is told (row -> columns).

    ``pictures`` takes the whole picture of every row, by the row's identity, for whoever goes on with the rows.
    """
    salt = bytes(passage.matter.salt)
    told: dict[str, object] = {}
    updates = []
    for row, before in passage._watched:
        settle_relations(row)
        after = ledger_picture(row, salt)
        differing = {name: value for name, value in after.items() if before[name] != value}
        if differing:
            told[row_key(row)] = differing
            names = [name.removesuffix("#") for name in differing]
            if row is passage.matter:
                names.append("version")
            updates.append((row, names))
        if pictures is not None:
            pictures[id(row)] = after
    for row in [passage.matter, *passage.created] if passage.is_new else passage.created:
        settle_relations(row)
        if hasattr(row, "LEDGER_PLAIN"):
            picture = ledger_picture(row, salt)
            told[row_key(row)] = picture
            if pictures is not None:
                pictures[id(row)] = picture
    return updates, told
