"""The hash chain of a stream, as plain functions; the verifier and the writer share them."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from dengwen.base.canonical import canonical_json, plain

GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What a verb wants recorded: the stream, the event, who (post id), when (UTC), and the facts."""

    kind: str
    subject: int
    event: str
    actor_post: int | None
    at: datetime
    payload: dict[str, object]
    fresh: bool = False  # the stream begins with this entry, so nobody can hold its head
    promised: tuple[str, str] | None = (
        None  # number and organ as the petitioner is told them, for a signed promise
    )


def entry_hash(
    *,
    kind: str,
    subject: int,
    seq: int,
    event: str,
    actor_post: int | None,
    at: datetime,
    payload: str,
    prev: bytes,
) -> bytes:
    """Return SHA-256 over the previous hash and every field of the entry, each length-prefixed by JSON."""
    head = canonical_json([kind, subject, seq, event, actor_post, plain(at)])
    return hashlib.sha256(prev + head.encode() + b"\n" + payload.encode()).digest()


def salted_digest(salt: bytes, text: str) -> str:
    """Return the digest that stands for ``text`` in the ledger.

    Personal data never enters the ledger: once row and salt are erased by law, the digest proves that the
    entry was made and tells nothing of what it said.
    """
    return hmac.digest(salt, text.encode(), "sha256").hex()
