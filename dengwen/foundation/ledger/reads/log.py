"""Proofs out of the log: that an entry is in it, that an older log begins a newer one, and the heads to deposit."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from django.db import connection

from dengwen.base.canonical import plain
from dengwen.base.merkle import Subtree, consistency_path, inclusion_path
from dengwen.base.receipts import HEADS
from dengwen.foundation.ledger.models import LogKey, LogLeaf, TreeHead

Fields = dict[str, Any]
_SUBTREES = """
SELECT w.level, w.index, coalesce(l.hash, n.hash)
FROM unnest(%s::int[], %s::bigint[]) AS w(level, index)
LEFT JOIN ledger_logleaf l ON w.level = 0 AND l.index = w.index
LEFT JOIN ledger_lognode n ON w.level > 0 AND n.level = w.level AND n.index = w.index
"""
_KEPT = """
SELECT * FROM (
  SELECT DISTINCT ON (date_trunc('hour', at)) * FROM ledger_treehead WHERE size >= %s
  ORDER BY date_trunc('hour', at), size DESC) kept ORDER BY size
"""


def keys_of_log() -> list[Fields]:
    """Return the keys, the first that ever signed first."""
    return [
        {
            "key": key.key_id, "public": bytes(key.public).hex(), "since": plain(key.since),
            "signed_by": key.signed_by, "signature": bytes(key.signature).hex(),
        }
        for key in LogKey.objects.order_by("pk")
    ]  # fmt: skip


def head_fields(head: TreeHead) -> Fields:
    """Return a head as it is written into receipts and deposits."""
    return {
        "size": head.size, "root": bytes(head.root).hex(), "at": plain(head.at), "key": head.key_id,
        "signature": bytes(head.signature).hex(),
    }  # fmt: skip


def inclusion_of(entry: int) -> Fields | None:
    """Return the proof that the entry with this id is in the log, or None while it waits to be put in.

    It leads to a head that a deposit keeps: the last of its hour, or the newest while the hour runs.
    """
    leaf = LogLeaf.objects.filter(entry=entry).first()
    if leaf is None:
        return None
    head = kept_heads(after=leaf.index + 1)[0]
    path = subtrees_for(lambda subtree: inclusion_path(leaf.index, head.size, subtree))
    return {"index": leaf.index, "path": [step.hex() for step in path], "head": head_fields(head)}


def proof_for(*, kind: str, subject: int, seq: int, digest: bytes) -> Fields | None:
    """Return the proof for the entry that a promise names; None where it is not in the log, or has another hash."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT dengwen_entry_with(%s, %s, %s, %s)", [kind, subject, seq, digest])
        entry = cursor.fetchone()[0]
    return inclusion_of(entry) if entry is not None else None


def newest_head() -> Fields | None:
    """Return the newest signed head; None before anything was put into the log."""
    head = TreeHead.objects.order_by("-size").first()
    return head_fields(head) | {"signed_at": head.at} if head else None


def heads_to_deposit(*, after: int = 0) -> Fields:
    """Return the signed heads of more than ``after`` leaves, each proved to begin the next, and the keys.

    The head of exactly ``after`` leaves, deposited before, is the first of the chain. A site signs a head every few
    seconds: of each hour the last one is given, and the newest.
    """
    heads = kept_heads(after=after)
    if after and heads and heads[0].size > after:
        heads = [*TreeHead.objects.filter(size=after), *heads]
    consistency = [
        {
            "old": old.size, "new": new.size,
            "path": [step.hex() for step in _consistency(old.size, new.size)],
        }
        for old, new in pairwise(heads)
    ]  # fmt: skip
    return {
        "format": HEADS, "keys": keys_of_log(), "heads": [head_fields(head) for head in heads],
        "consistency": consistency,
    }  # fmt: skip


def kept_heads(*, after: int = 0, using: str = "default") -> list[TreeHead]:
    """Return the heads of at least ``after`` leaves that are kept for good: the last of every hour, and the newest."""
    return list(TreeHead.objects.using(using).raw(_KEPT, [after]))


def _consistency(old: int, new: int) -> list[bytes]:
    return subtrees_for(lambda subtree: consistency_path(old, new, subtree))


def subtrees_for(prove: Callable[[Subtree], list[bytes]]) -> list[bytes]:
    """Run ``prove`` twice: to learn which subtrees it needs, and with those, read by one statement."""
    wanted: dict[tuple[int, int], None] = {}

    def note(level: int, index: int) -> bytes:
        wanted[level, index] = None
        return b""

    prove(note)
    with connection.cursor() as cursor:
        cursor.execute(_SUBTREES, [[level for level, _ in wanted], [index for _, index in wanted]])
        found = {(level, index): bytes(digest) for level, index, digest in cursor.fetchall()}
    return prove(lambda level, index: found[level, index])
