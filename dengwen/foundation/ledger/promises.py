"""The words of a promise, and its signature."""

from datetime import datetime

from dengwen.base.canonical import plain
from dengwen.base.receipts import RECEIPT, statement
from dengwen.foundation.ledger.signing import SigningKey


def promise_fields(
    *, number: str, organ: str, at: datetime, key: str, kind: str, subject: int, seq: int, digest: bytes
) -> dict[str, object]:
    """Return what the site says: under this number, by this organ, at this instant, this entry was registered."""
    return {
        "number": number, "organ": organ, "registered_at": plain(at), "key": key,
        "entry": {"kind": kind, "subject": subject, "seq": seq, "hash": digest.hex()},
    }  # fmt: skip


def sign_promise(key: SigningKey, fields: dict[str, object]) -> bytes:
    """Return the signature of the promise; with Ed25519 it is the same every time."""
    return key.sign(statement(RECEIPT, fields))
