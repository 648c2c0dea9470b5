"""Change the keys of personal data while the site runs: a new key, every row under it that can be, the old one gone.

The rows are reached as the owner, since no post sees all of them; the ledger's stream ``keys/1`` tells what was done.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from django.db import connections, transaction

from dengwen.base.errors import Refusal
from dengwen.foundation.identity.keyring import BLIND, WRAP, Key, add_key, drop_key, ring
from dengwen.foundation.identity.reads.key_use import has_older, key_use
from dengwen.foundation.identity.sealed_columns import SealedColumn, sealed_columns
from dengwen.foundation.identity.sealing import (
    HEADER,
    PREFIX,
    blind,
    open_bytes,
    open_person,
    prefix_of,
    rewrapped,
    seal_bytes,
)
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries

STREAM, SUBJECT = "keys", 1
BATCH = 500
# A process may write with the key that it read before for a second; a transaction that did lasts no ten minutes.
SETTLE = 2.0
YOUNG = timedelta(minutes=10)
_LOCK = 0x4B455953  # one rotation at a time
_PEOPLE = """
SELECT id, sealed FROM identity_sealedperson WHERE id > %s AND blind_key <> %s ORDER BY id LIMIT %s FOR UPDATE
"""
_INDEX = """
UPDATE identity_sealedperson p SET blind_key = %s, blind_name = w.name, blind_phone = w.phone,
  blind_document = w.document
FROM unnest(%s::bigint[], %s::bytea[], %s::bytea[], %s::bytea[]) AS w(id, name, phone, document) WHERE p.id = w.id
"""
Moved = dict[str, int]
Told = Callable[[str, int], None]


def rotate_keys(
    *, use: str, at: datetime, told: Told | None = None, settle: float = SETTLE
) -> tuple[str, Moved]:
    """Bring every row that can be changed under the newest key for ``use``; return its id and the rows by table.

    A new key is made, unless rows still wait for the newest one: then an earlier run was stopped, and this one goes
    on. ``wrap`` rewraps data keys and reads no plaintext, but of rows from before there were envelopes; ``blind``
    opens each person to index her anew, and shows her to nobody. ``told`` hears of every batch.
    """
    with _alone():
        moved = Moved()
        if len(ring(anew=True).of(use)) > 1 and has_older(use):
            _pass(use, moved, told)
        if not any(moved.values()):
            with transaction.atomic():
                fresh = add_key(use, at=at)
                _tell("identity_key_made", at, {"use": use, "key": fresh.id})
            time.sleep(settle)
        while _pass(use, moved, told):
            pass
        key = ring().of(use)[-1].id
        with transaction.atomic():
            _tell(
                "identity_rewrapped" if use == WRAP else "identity_indexed", at, {"key": key, "rows": moved}
            )
        return key, moved


def retire_key(*, key: str, at: datetime) -> None:
    """Take a key off the ring that no row needs.

    Raises ``identity.key_unknown``, ``identity.key_newest``, ``identity.key_young``, ``identity.key_in_use``.
    """
    with _alone():
        found = ring(anew=True).find(key)
        if found is None:
            raise Refusal("identity.key_unknown", key=key)
        for use in (found.use,) if found.use else (WRAP, BLIND):
            line = ring().of(use)
            if line[-1] is found:
                raise Refusal("identity.key_newest", key=key)
            after = line[line.index(found) + 1].made
            if after is not None and at - after < YOUNG:
                raise Refusal("identity.key_young", key=key)
        for table, rows in key_use().get(key, {}).items():
            raise Refusal("identity.key_in_use", key=key, table=table, rows=rows)
        with transaction.atomic():
            _tell("identity_key_retired", at, {"key": key})
        drop_key(found)


@contextmanager
def _alone() -> Iterator[None]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise Refusal("identity.rotating")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _tell(event: str, at: datetime, facts: dict[str, object]) -> None:
    append_entries(
        [
            NewEntry(
                kind=STREAM, subject=SUBJECT, event=event, actor_post=None, at=at, payload={"facts": facts}
            )
        ]
    )


def _pass(use: str, moved: Moved, told: Told | None) -> int:
    """Go once through all rows that wait for the newest key; return how many were brought under it."""
    total, key = 0, ring(anew=True).of(use)[-1]
    for each in [None] if use == BLIND else [each for each in sealed_columns() if not each.fixed]:
        name, last = each.table if each else "identity_sealedperson", 0
        while True:
            with transaction.atomic(using="owner"):
                last, done = _wrap_batch(each, key, last) if each else _index_batch(key, last)
            moved[name] = moved.get(name, 0) + done
            total += done
            if not last:
                break
            if told is not None:
                told(name, moved[name])
    return total


def _wrap_batch(each: SealedColumn, key: Key, last: int) -> tuple[int, int]:
    """Rewrap the next rows after the id ``last``; return the last id looked at (0: no more) and how many were done."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            f"SELECT id, substring({each.column} from 1 for {HEADER}) FROM {each.table}"  # noqa: S608 - own words
            f" WHERE id > %s AND octet_length({each.column}) > 0 AND substring({each.column} from 1 for {PREFIX}) <> %s"
            " ORDER BY id LIMIT %s FOR UPDATE",
            [last, prefix_of(key), BATCH],
        )
        found = cursor.fetchall()
        rows = [row for pk, header in found if (row := _anew(each, pk, bytes(header)))]
        named = f", {each.key_column} = {key.id!r}" if each.key_column else ""
        cursor.execute(
            f"UPDATE {each.table} t SET {each.column} = w.head || substring(t.{each.column} from w.cut){named}"  # noqa: S608
            " FROM unnest(%s::bigint[], %s::bytea[], %s::int[]) AS w(id, head, cut) WHERE t.id = w.id",
            [[row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]],
        )
    return (found[-1][0] if found else 0), len(rows)


def _anew(each: SealedColumn, pk: int, header: bytes) -> tuple[int, bytes, int] | None:
    """Return id, what the row begins with from now on, and where the rest of it begins; None if it cannot be opened."""
    try:
        return pk, rewrapped(header), HEADER + 1
    except (InvalidTag, ValueError):
        pass
    with connections["owner"].cursor() as cursor:  # from before there were envelopes: sealed whole, once
        cursor.execute(f"SELECT {each.column} FROM {each.table} WHERE id = %s", [pk])  # noqa: S608 - own words
        sealed = bytes(cursor.fetchone()[0])
    try:
        return pk, seal_bytes(open_bytes(sealed)), len(sealed) + 1
    except InvalidTag:
        return None


def _index_batch(key: Key, last: int) -> tuple[int, int]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(_PEOPLE, [last, key.id, BATCH])
        found = cursor.fetchall()
        rows = [row for pk, sealed in found if (row := _indexed(pk, bytes(sealed)))]
        columns: Sequence[list[object]] = [list(column) for column in zip(*rows, strict=True)] or [
            [],
            [],
            [],
            [],
        ]
        cursor.execute(_INDEX, [key.id, *columns])
    return (found[-1][0] if found else 0), len(rows)


def _indexed(pk: int, sealed: bytes) -> tuple[object, ...] | None:
    try:
        person = open_person(sealed)
    except (InvalidTag, ValueError, TypeError):
        return None
    return pk, blind("name", person.name), blind("phone", person.phone), blind("document", person.document)
