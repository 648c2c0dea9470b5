"""The only code that writes the ledger."""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connection

from dengwen.base.arrays import array_text
from dengwen.base.canonical import canonical_json
from dengwen.foundation.ledger.chain import GENESIS, NewEntry, entry_hash
from dengwen.foundation.ledger.promises import promise_fields, sign_promise
from dengwen.foundation.ledger.signing import SigningKey, signing_keys

_HEADS = """
SELECT h.kind, h.subject, h.seq, h.hash FROM ledger_head h
JOIN unnest(%s::text[], %s::bigint[]) AS w(kind, subject) ON h.kind = w.kind AND h.subject = w.subject
ORDER BY h.kind, h.subject FOR UPDATE OF h
"""

# One statement, so that an entry costs one journey to the database whether it stands alone or in thousands.
_WRITE = """
WITH heads AS (
  INSERT INTO ledger_head (kind, subject, seq, hash)
  SELECT * FROM unnest(%s::text[], %s::bigint[], %s::int[], %s::bytea[])
  ON CONFLICT (kind, subject) DO UPDATE SET seq = EXCLUDED.seq, hash = EXCLUDED.hash
)/* promises */
INSERT INTO ledger_entry (kind, subject, seq, event, actor_post, at, payload, prev_hash, hash)
SELECT * FROM unnest(%s::text[], %s::bigint[], %s::int[], %s::text[], %s::bigint[], %s::timestamptz[],
                     %s::text[], %s::bytea[], %s::bytea[])
"""

_PROMISES = """, promises AS (
  INSERT INTO ledger_promise (kind, subject, seq, number, organ, at, entry_hash, key_id, signature)
  SELECT * FROM unnest(%s::text[], %s::bigint[], %s::int[], %s::text[], %s::text[], %s::timestamptz[], %s::bytea[],
                       %s::text[], %s::bytea[])
)"""
_WRITE_WITH_PROMISES = _WRITE.replace("/* promises */", _PROMISES)

Stream = tuple[str, int]
FEW = 50


def append_entries(entries: Sequence[NewEntry]) -> list[int]:
    """Chain ``entries`` to their streams, in the order given; return the number of each in its stream.

    Must run inside the transaction of the change that they record. The heads of streams that exist are locked;
    a stream that is said to be fresh and is not makes PostgreSQL refuse the whole transaction. An entry with
    ``promised`` gets a signed promise, written by the same statement.
    """
    heads = _lock_heads([entry for entry in entries if not entry.fresh])
    columns: list[list[object]] = [[] for _ in range(9)]
    numbers, promises = [], []
    key = signing_keys()[-1] if any(entry.promised for entry in entries) else None
    for entry in entries:
        stream = (entry.kind, entry.subject)
        seq, prev = heads.get(stream, (0, GENESIS))
        seq += 1
        payload = canonical_json(entry.payload)
        digest = entry_hash(
            kind=entry.kind, subject=entry.subject, seq=seq, event=entry.event, actor_post=entry.actor_post,
            at=entry.at, payload=payload, prev=prev,
        )  # fmt: skip
        heads[stream] = (seq, digest)
        row = (entry.kind, entry.subject, seq, entry.event, entry.actor_post, entry.at, payload, prev, digest)
        for column, value in zip(columns, row, strict=True):
            column.append(value)
        numbers.append(seq)
        if key is not None and entry.promised:
            promises.append(_promise(key, entry, seq, digest))
    if entries:
        written = list({(entry.kind, entry.subject): None for entry in entries})
        head_columns: list[list[object]] = [
            [kind for kind, _ in written],
            [subject for _, subject in written],
            [heads[stream][0] for stream in written],
            [heads[stream][1] for stream in written],
        ]
        promised: list[list[object]] = [list(column) for column in zip(*promises, strict=True)]
        statement = _WRITE_WITH_PROMISES if promises else _WRITE
        execute_with_arrays(statement, [*head_columns, *promised, *columns])
    return numbers


def _promise(key: SigningKey, entry: NewEntry, seq: int, digest: bytes) -> tuple[object, ...]:
    """Return the row of the promise that is signed for the entry in its own transaction."""
    number, organ = entry.promised or ("", "")
    said = promise_fields(
        number=number, organ=organ, at=entry.at, key=key.id,
        kind=entry.kind, subject=entry.subject, seq=seq, digest=digest,
    )  # fmt: skip
    return (
        entry.kind, entry.subject, seq, number, organ, entry.at, digest, key.id, sign_promise(key, said),
    )  # fmt: skip


def execute_with_arrays(statement: str, columns: Sequence[list[Any]]) -> None:
    """Execute a statement that takes whole columns, each place of it cast to its type.

    Long ones travel in PostgreSQL's binary form: to write them as text costs more than the insert itself. Of short
    ones there are many, and the driver looks at each list for long, so they are written here.
    """
    if max(map(len, columns), default=0) < FEW:
        with connection.cursor() as cursor:
            cursor.execute(statement, [array_text(column) for column in columns])
        return
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as raw:
        raw.execute(statement.replace("%s", "%b").encode(), columns)


def _lock_heads(entries: Sequence[NewEntry]) -> dict[Stream, tuple[int, bytes]]:
    if not entries:
        return {}
    streams = sorted({(entry.kind, entry.subject) for entry in entries})
    with connection.cursor() as cursor:
        cursor.execute(_HEADS, [[kind for kind, _ in streams], [subject for _, subject in streams]])
        return {(kind, subject): (seq, bytes(digest)) for kind, subject, seq, digest in cursor.fetchall()}
