"""A book of whole lives: many new matters taken through their doors in memory, then written at once.

For building a demo province, for the run of a whole campaign, and for tests with thousands of lives. The doors are
the same, every check runs and every entry is chained; only the journeys to the database are saved up. A book holds
matters that begin in it and those that it takes up (``take_up``, see ``taken_up.py``); what it read of organs and
posts it takes for unchanged until it is written.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, models, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import EXAMINING, STORED, posts_of
from dengwen.domains.cases.models import Matter, Recusal, Respondent, Watch
from dengwen.domains.cases.reads.conflicts import GRANTED, apart, named_by
from dengwen.domains.cases.verbs.door import Passage, changes_of, entry_of, use_book
from dengwen.domains.cases.verbs.rows import insert_rows, ledger_picture
from dengwen.domains.cases.verbs.taken_up import TakenUp
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor

M = TypeVar("M", bound=models.Model)
T = TypeVar("T")
_BLOCK = 2000
_HOLDER: Any = Matter._meta.get_field("organ")
# A series of numbers is locked by the first number that a book takes of it, until the book is written.
_LOCK_SERIES = """
INSERT INTO {table} (organ_id, year, last) VALUES (%s, %s, 0)
ON CONFLICT (organ_id, year) DO UPDATE SET last = {table}.last RETURNING last
"""
_WRITE_SERIES = """
UPDATE {table} s SET last = w.last
FROM unnest(%s::bigint[], %s::int[], %s::int[]) AS w(organ_id, year, last)
WHERE s.organ_id = w.organ_id AND s.year = w.year
"""


class Memory:
    """What one book may leave to the next: ids drawn and not used, and what was read of organs and posts.

    For a series of books by one writer, while no organ and no post changes.
    """

    def __init__(self) -> None:
        self.ids: dict[type[models.Model], Iterator[int]] = {}
        self.answers: dict[tuple[object, ...], Any] = {}


class Book:
    """The lives written so far; also the facts that the rules of place ask about."""

    def __init__(self, memory: Memory) -> None:
        self._matters: dict[int, Matter] = {}
        self._rows: dict[int, dict[type[models.Model], list[Any]]] = {}
        self._entries: list[NewEntry] = []
        self._deeds: dict[int, list[tuple[str, int | None]]] = defaultdict(list)
        self._acted: dict[int, set[int]] = defaultdict(set)
        self._ids, self._answers = memory.ids, memory.answers
        self._pictures: dict[int, dict[str, object]] = {}
        self._series: dict[str, dict[tuple[int, int], int]] = defaultdict(dict)
        self._stored = TakenUp()

    def take_up(self, cases: Collection[int], *, post: int) -> None:
        """Take matters that exist into the book and lock them until it is written.

        ``post`` sees them all, for the database; every door asks what its own actor may. Raises ``case.not_found``.
        """
        for matter in self._stored.take(cases, post=post):
            self._matters[matter.pk] = matter

    def matter(self, case: int) -> Matter:
        """Return a matter of this book; raises ``case.not_found``."""
        found = self.find(case)
        if found is None:
            raise Refusal("case.not_found", case=case)
        # Every check of place asks whether the holder is closed: the book knows its organs, whoever asks.
        if not _HOLDER.is_cached(found):
            key = found.organ_id
            _HOLDER.set_cached_value(found, self.remember(("organ", key), lambda: Organ.objects.get(pk=key)))
        return found

    def find(self, case: int) -> Matter | None:
        """Return a matter of this book, or None."""
        return self._matters.get(case)

    def rows_of(self, matter: Matter, model: type[M]) -> list[M]:
        """Return the rows of ``matter`` in ``model`` that earlier doors made."""
        stored = self._stored.rows(matter.pk, model)
        shelf = self._rows.get(matter.pk)
        return [*stored, *(shelf[model] if shelf and model in shelf else ())]

    def rows_called(self, case: int, label: str) -> list[Any]:
        """Return the same by the model's label, as ``cases.claim``: for interfaces, which know no models."""
        return self.rows_of(self.matter(case), apps.get_model(label))

    def deeds_of(self, matter: Matter) -> list[tuple[str, int | None]]:
        """Return what earlier doors did in ``matter``: event and acting post."""
        return [*self._stored.deeds(matter.pk), *self._deeds[matter.pk]]

    def picture_of(self, row: Any, matter: Matter) -> dict[str, object]:
        """Return what the ledger says of ``row``; it was worked out when the row last came through a door."""
        found = self._pictures.get(id(row))
        return ledger_picture(row, bytes(matter.salt)) if found is None else found

    def remember(self, key: tuple[object, ...], ask: Callable[[], T]) -> T:
        """Return the answer that ``ask`` gave when ``key`` was first asked for."""
        if key not in self._answers:
            self._answers[key] = ask()
        found: T = self._answers[key]
        return found

    def next_number(self, table: str, organ: int, year: int) -> int:
        """Return the next number of a series that ``table`` keeps by organ and year."""
        series, key = self._series[table], (organ, year)
        if key not in series:
            with connection.cursor() as cursor:
                cursor.execute(_LOCK_SERIES.format(table=connection.ops.quote_name(table)), key)
                series[key] = cursor.fetchone()[0]
        series[key] += 1
        return series[key]

    def is_above(self, bureau: int, organ: int) -> bool:
        """See :class:`dengwen.domains.cases.access.Facts`."""
        return self.remember(("above", bureau, organ), lambda: STORED.is_above(bureau, organ))

    def acted(self, account: int, matter: Matter) -> bool:
        """See :class:`dengwen.domains.cases.access.Facts`."""
        posts = self.posts_of(account)
        if any(post in posts and event not in EXAMINING for event, post in self._stored.deeds(matter.pk)):
            return True
        return not self._acted[matter.pk].isdisjoint(posts)

    def posts_of(self, account: int) -> list[int]:
        """See :class:`dengwen.domains.cases.access.Facts`."""
        return self.remember(("posts", account), lambda: posts_of(account))

    def apart(self, actor: Actor, matter: Matter) -> Refusal | None:
        """See :class:`dengwen.domains.cases.access.Facts`."""
        respondents = [row for row in self.rows_of(matter, Respondent) if row.until is None]
        recusals = [row for row in self.rows_of(matter, Recusal) if row.decision == GRANTED]
        return apart(actor, matter, named_by(respondents, recusals, self.remember), self.remember)

    def watches(self, account: int, matter: Matter) -> bool:
        """See :class:`dengwen.domains.cases.access.Facts`."""
        posts = self.posts_of(account)
        return any(row.post_id in posts for row in self.rows_of(matter, Watch))

    def absorb(self, passages: Sequence[Passage]) -> None:
        """Take what came through a door into the book."""
        for passage in passages:
            matter = passage.matter
            self._give_ids([matter, *passage.created] if passage.is_new else passage.created)
            updates, told = changes_of(passage, self._pictures)
            matter.version += 1
            stored = matter.pk in self._stored
            if stored:
                self._stored.note([*updates, (matter, ["version"])])
            self._entries.append(entry_of(passage, told, fresh=not stored))
            self._deeds[matter.pk].append((passage.event, passage.actor.post))
            if passage.event not in EXAMINING:
                self._acted[matter.pk].add(passage.actor.post)
            self._matters[matter.pk] = matter
            shelf = self._rows.setdefault(matter.pk, defaultdict(list))
            for row in passage.created:
                shelf[type(row)].append(row)

    def write(self) -> None:
        """Write everything; the transaction must be open."""
        rows = [row for shelf in self._rows.values() for group in shelf.values() for row in group]
        insert_rows([*(each for each in self._matters.values() if each.pk not in self._stored), *rows])
        self._stored.write()
        append_entries(self._entries)
        with connection.cursor() as cursor:
            for table, series in self._series.items():
                columns = [[key[0] for key in series], [key[1] for key in series], list(series.values())]
                cursor.execute(_WRITE_SERIES.format(table=connection.ops.quote_name(table)), columns)

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


@contextmanager
def writing_book(memory: Memory | None = None) -> Iterator[Book]:
    """Open a book and a transaction; at the end of the block everything is written and committed together."""
    book = Book(memory or Memory())
    with transaction.atomic():
        with use_book(book):
            yield book
        book.write()
