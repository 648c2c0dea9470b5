"""Checking that every stream is whole: nothing altered, missing, moved, cut off or dated back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import connections

from dengwen.foundation.ledger.chain import GENESIS, entry_hash


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: ``what`` is altered, missing, moved, cut, broken, back_dated, or about a row."""

    kind: str
    subject: int
    seq: int | None
    what: str
    detail: str

    def __str__(self) -> str:
        place = f"{self.kind}/{self.subject}" + (f" entry {self.seq}" if self.seq else "")
        return f"{place}: {self.what}: {self.detail}"


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as it lies in the database."""

    kind: str
    subject: int
    seq: int
    event: str
    actor_post: int | None
    at: datetime
    payload: str
    prev_hash: bytes
    hash: bytes

    def computed(self, seq: int | None = None) -> bytes:
        """Return the hash that the entry's content has, at its own place or at ``seq``."""
        return entry_hash(
            kind=self.kind, subject=self.subject, seq=seq or self.seq, event=self.event,
            actor_post=self.actor_post, at=self.at, payload=self.payload, prev=self.prev_hash,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream: its entries in order, and what its head says (number, hash), if it has one."""

    kind: str
    subject: int
    entries: list[StoredEntry]
    head: tuple[int, bytes] | None


Say = Callable[[int | None, str, str], None]

_READ = """
SELECT coalesce(e.kind, h.kind), coalesce(e.subject, h.subject), e.seq, e.event, e.actor_post, e.at, e.payload,
       e.prev_hash, e.hash, h.seq, h.hash
FROM ledger_entry e FULL JOIN ledger_head h ON h.kind = e.kind AND h.subject = e.subject
ORDER BY 1, 2, 3
"""


def read_streams(using: str = "owner") -> Iterator[Stream]:
    """Yield every stream of the ledger, also those of which only the head is left; memory stays flat."""
    connection = connections[using]
    connection.ensure_connection()
    with connection.connection.transaction(), connection.connection.cursor(name="ledger_verify") as cursor:
        cursor.itersize = 5000
        cursor.execute(_READ)
        for (kind, subject), rows in groupby(cursor, key=lambda row: (row[0], row[1])):
            entries, head = [], None
            for row in rows:
                if row[2] is not None:
                    entries.append(_stored(row))
                if row[9] is not None:
                    head = (row[9], bytes(row[10]))
            yield Stream(kind, subject, entries, head)


def _stored(row: Sequence[Any]) -> StoredEntry:
    kind, subject, seq, event, actor_post, at, payload, prev, digest = row[:9]
    return StoredEntry(kind, subject, seq, event, actor_post, at, payload, bytes(prev), bytes(digest))


def check_stream(stream: Stream) -> list[Finding]:
    """Return what is wrong with the chain of ``stream``; empty when it is whole."""
    found: list[Finding] = []

    def say(seq: int | None, what: str, detail: str) -> None:
        found.append(Finding(stream.kind, stream.subject, seq, what, detail))

    expected, prev, last_at = 1, GENESIS, None
    for entry in stream.entries:
        if entry.seq > expected:
            say(expected, "missing", f"entries {expected} to {entry.seq - 1} are not there")
        elif entry.prev_hash != prev:
            say(entry.seq, "broken", "it does not follow from the entry before it")
        if entry.computed() != entry.hash:
            place = _true_place(entry, len(stream.entries) + 1)
            if place:
                say(entry.seq, "moved", f"its hash says that it was entry {place}")
            else:
                say(entry.seq, "altered", "its content does not match its hash")
        if last_at is not None and entry.at < last_at:
            say(entry.seq, "back_dated", "it is dated before the entry that precedes it")
        expected, prev, last_at = entry.seq + 1, entry.hash, entry.at
    _check_end(stream, expected - 1, prev, say)
    return found


def _check_end(stream: Stream, last: int, last_hash: bytes, say: Say) -> None:
    if stream.head is None:
        say(None, "cut", "the stream has entries and no head")
    elif stream.head[0] > last:
        say(last + 1, "cut", f"entries {last + 1} to {stream.head[0]} were cut off the end")
    elif stream.head[1] != last_hash:
        say(last, "broken", "the head names another last entry")


def _true_place(entry: StoredEntry, most: int) -> int | None:
    """Return the place at which the entry's content does match its hash, if there is one."""
    return next((seq for seq in range(1, most + 1) if entry.computed(seq) == entry.hash), None)
