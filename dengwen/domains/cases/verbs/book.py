"""A book of whole lives: many new matters taken through their doors in memory, then written at once.

For building a demo province and for tests with thousands of lives. The doors are the same, every check runs and
every entry is chained; only the journeys to the database are saved up. A book holds matters that begin in it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, models, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import EXAMINING, STORED, posts_of
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.verbs.door import Passage, changes_of, entry_of, use_book
from dengwen.domains.cases.verbs.rows import insert_rows
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries

M = TypeVar("M", bound=models.Model)
_BLOCK = 2000


class Book:
    """The lives written so far; also the facts that the rules of place ask about."""

    def __init__(self) -> None:
        self._matters: dict[int, Matter] = {}
        self._rows: dict[int, dict[type[models.Model], list[models.Model]]] = {}
        self._entries: list[NewEntry] = []
        self._acted: dict[int, set[int]] = defaultdict(set)
        self._ids: dict[type[models.Model], Iterator[int]] = {}
        self._above: dict[tuple[int, int], bool] = {}
        self._posts: dict[int, set[int]] = {}

    def matter(self, case: int) -> Matter:
        """Return a matter of this book; raises ``case.not_found``."""
        if case not in self._matters:
            raise Refusal("case.not_found", case=case)
        return self._matters[case]

    def rows_of(self, matter: Matter, model: type[M]) -> list[M]:
        """Return the rows of ``matter`` in ``model`` that earlier doors made."""
        found = self._rows.get(matter.pk, {}).get(model, [])
        return [row for row in found if isinstance(row, model)]

    def is_above(self, bureau: int, organ: int) -> bool:
        """See :class:`dengwen.domains.cases.access.Facts`."""
        if (bureau, organ) not in self._above:
            self._above[bureau, organ] = STORED.is_above(bureau, organ)
        return self._above[bureau, organ]

    def acted(self, account: int, matter: Matter) -> bool:
        """See :class:`dengwen.domains.cases.access.Facts`."""
        if account not in self._posts:
            self._posts[account] = set(posts_of(account))
        return bool(self._posts[account] & self._acted[matter.pk])

    def absorb(self, passages: Sequence[Passage]) -> None:
        """Take what came through a door into the book."""
        for passage in passages:
            matter = passage.matter
            self._give_ids([matter, *passage.created] if passage.is_new else passage.created)
            _, told = changes_of(passage)
            matter.version += 1
            self._entries.append(entry_of(passage, told))
            self._entries[-1] = _as_fresh(self._entries[-1])
            if passage.event not in EXAMINING:
                self._acted[matter.pk].add(passage.actor.post)
            self._matters[matter.pk] = matter
            shelf = self._rows.setdefault(matter.pk, defaultdict(list))
            for row in passage.created:
                shelf[type(row)].append(row)

    def write(self) -> None:
        """Write everything; the transaction must be open and its acting post set."""
        rows = [row for shelf in self._rows.values() for group in shelf.values() for row in group]
        insert_rows([*self._matters.values(), *rows])
        append_entries(self._entries)

    def _give_ids(self, rows: Sequence[models.Model]) -> None:
        for row in rows:
            if row.pk is None:
                row.pk = self._next_id(type(row))

    def _next_id(self, model: type[models.Model]) -> int:
        found = next(self._ids.get(model, iter(())), None)
        if found is not None:
            return found
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [model._meta.db_table, _BLOCK],
            )
            self._ids[model] = iter([pk for (pk,) in cursor.fetchall()])
        return next(self._ids[model])


def _as_fresh(entry: NewEntry) -> NewEntry:
    return NewEntry(
        entry.kind, entry.subject, entry.event, entry.actor_post, entry.at, entry.payload, fresh=True
    )


@contextmanager
def writing_book() -> Iterator[Book]:
    """Open a book and a transaction; at the end of the block everything is written and committed together."""
    book = Book()
    with transaction.atomic():
        with use_book(book):
            yield book
        book.write()
