"""Checking the log against the ledger and against heads that were deposited elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connections

from dengwen.base.merkle import leaf_hash
from dengwen.base.receipts import RECEIPT, check_heads, head_holds, statement, trusted_keys
from dengwen.foundation.ledger.models import Promise
from dengwen.foundation.ledger.reads.log import head_fields, kept_heads, keys_of_log
from dengwen.foundation.ledger.reads.receipt import said_by
from dengwen.foundation.ledger.reads.verify_chains import Finding
from dengwen.foundation.ledger.signing import holds
from dengwen.foundation.ledger.verbs.sequence_entries import Frontier

LOG = "log"
_LEAVES = """
SELECT l.index, l.hash, l.entry, e.kind, e.subject, e.seq, e.hash
FROM ledger_logleaf l LEFT JOIN ledger_entry e ON e.id = l.entry ORDER BY l.index
"""
# What has a lower number than the log holds and is not in it was slipped in, or was committed in the last seconds.
_LEFT_OUT = """
SELECT e.kind, e.subject, e.seq FROM ledger_entry e
WHERE NOT EXISTS (SELECT 1 FROM ledger_logleaf l WHERE l.entry = e.id)
  AND e.id <= (SELECT max(through) FROM ledger_treehead)
ORDER BY e.id LIMIT 100
"""
_BROKEN = """
SELECT p.kind, p.subject, p.seq, p.number FROM ledger_promise p
LEFT JOIN ledger_entry e ON e.kind = p.kind AND e.subject = p.subject AND e.seq = p.seq
WHERE e.hash IS DISTINCT FROM p.entry_hash ORDER BY p.id
"""

Head = Mapping[str, Any]


def verify_log(*, deposited: Mapping[str, Any] | None = None, using: str = "owner") -> Iterator[Finding]:
    """Yield what is wrong: leaves without their entry, changed entries, roots that are not those that were signed.

    ``deposited`` is a file of heads from outside: what they signed must still be the beginning of the log. Runs in
    one pass over the log; memory stays flat.
    """
    keys, wrong = trusted_keys(keys_of_log(), holds)
    yield from (Finding(LOG, 0, None, code, "a signing key of the log is not vouched for") for code in wrong)
    heads: list[Head] = [head_fields(head) for head in kept_heads(using=using)]
    for head in heads:
        if not head_holds(head, keys, holds):
            yield _about(head, "head_forged", "its signature does not hold")
    if deposited is not None:
        for code in check_heads(deposited, holds).wrong:
            yield Finding(LOG, 0, None, code, "the deposited file itself does not hold together")
        if [key["key"] for key in deposited["keys"]][:1] != list(keys)[:1]:
            yield Finding(
                LOG, 0, None, "key_unknown", "the deposited heads were signed by the keys of another log"
            )
        heads = sorted([*heads, *deposited["heads"]], key=lambda head: int(head["size"]))
    yield from _roots(heads, using)
    yield from _promises(keys, using)
    with connections[using].cursor() as cursor:
        cursor.execute(_LEFT_OUT)
        for kind, subject, seq in cursor.fetchall():
            yield Finding(
                kind,
                subject,
                seq,
                "not_in_log",
                "it was never put into the log; where it is new, look again in a minute",
            )


def _promises(keys: Mapping[str, bytes], using: str) -> Iterator[Finding]:
    """Hold what petitioners were promised against their entries as they are now."""
    for kept in Promise.objects.using(using).order_by("pk").iterator(chunk_size=10_000):
        public = keys.get(kept.key_id)
        said = statement(RECEIPT, said_by(kept))
        if public is not None and not holds(public, bytes(kept.signature), said):
            detail = f"the promise for {kept.number} is not as it was signed"
            yield Finding(kept.kind, kept.subject, kept.seq, "promise_forged", detail)
    with connections[using].cursor() as cursor:
        cursor.execute(_BROKEN)
        for kind, subject, seq, number in cursor.fetchall():
            detail = f"the petitioner of {number} holds a promise for an entry that is not there as it was"
            yield Finding(kind, subject, seq, "promise_broken", detail)


def _roots(heads: Sequence[Head], using: str) -> Iterator[Finding]:
    """Grow the tree from the entries as they are now, and hold it against each head at its size."""
    frontier, waiting, good_until, bent = Frontier(0, {}), list(reversed(heads)), 0, False
    connection = connections[using]
    connection.ensure_connection()
    with connection.connection.transaction(), connection.connection.cursor(name="log_verify") as cursor:
        cursor.itersize = 10_000
        cursor.execute(_LEAVES)
        for index, stored, entry, kind, subject, seq, digest in cursor:
            if index != frontier.size:
                yield Finding(
                    LOG, frontier.size, None, "missing", f"leaves {frontier.size} to {index - 1} are gone"
                )
                return
            leaf = bytes(stored) if digest is None else leaf_hash(bytes(digest))
            if digest is None:
                yield Finding(LOG, index, None, "missing", f"entry {entry}, which the log holds, is gone")
            elif leaf != bytes(stored):
                yield Finding(
                    kind, subject, seq, "not_as_logged", "the entry is not the one that was put into the log"
                )
            frontier.add(leaf)
            while waiting and waiting[-1]["size"] == frontier.size:
                head = waiting.pop()
                if bent:  # from the first wrong root on every later one is wrong too
                    continue
                if frontier.root().hex() == head["root"]:
                    good_until = frontier.size
                else:
                    bent = True
                    last = int(head["size"]) - 1
                    detail = f"the entries {good_until} to {last} of the log are not those that were signed"
                    yield _about(head, "head_differs", detail)
    for head in reversed(waiting):
        yield _about(head, "cut", f"the log holds {frontier.size} entries, and {head['size']} were signed")


def _about(head: Head, what: str, detail: str) -> Finding:
    return Finding(LOG, int(head["size"]), None, what, f"head of {head['at']}: {detail}")
