"""The only code that writes the ledger."""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connection

from dengwen.base.canonical import canonical_json
from dengwen.foundation.ledger.chain import GENESIS, NewEntry, entry_hash

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
)
INSERT INTO ledger_entry (kind, subject, seq, event, actor_post, at, payload, prev_hash, hash)
SELECT * FROM unnest(%s::text[], %s::bigint[], %s::int[], %s::text[], %s::bigint[], %s::timestamptz[],
                     %s::text[], %s::bytea[], %s::bytea[])
"""

Stream = tuple[str, int]
FEW = 50


def append_entries(entries: Sequence[NewEntry]) -> list[int]:
    """Chain ``entries`` to their streams, in the order given; return the number of each in its stream.

    Must run inside the transaction of the change that they record. The heads of streams that exist are locked;
    a stream that is said to be fresh and is not makes PostgreSQL refuse the whole transaction.
    """
    heads = _lock_heads([entry for entry in entries if not entry.fresh])
    columns: list[list[object]] = [[] for _ in range(9)]
    numbers = []
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
    if entries:
        written = list({(entry.kind, entry.subject): None for entry in entries})
        head_columns: list[list[object]] = [
            [kind for kind, _ in written],
            [subject for _, subject in written],
            [heads[stream][0] for stream in written],
            [heads[stream][1] for stream in written],
        ]
        execute_with_arrays(_WRITE, [*head_columns, *columns])
    return numbers


def execute_with_arrays(statement: str, columns: Sequence[list[Any]]) -> None:
    """Execute a statement that takes whole columns; long ones travel in PostgreSQL's binary form.

    Django writes parameters into the statement's text, which for long arrays costs more than the insert itself.
    """
    if max(map(len, columns), default=0) < FEW:
        with connection.cursor() as cursor:
            cursor.execute(statement, columns)
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
