"""The receipt as a file: what the site promised about an entry, signed, with the proof that the log holds it."""

from dengwen.base.canonical import plain
from dengwen.base.receipts import RECEIPT, statement
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.ledger.reads.log import Fields, inclusion_of, keys_of_log
from dengwen.foundation.ledger.signing import signing_keys


def receipt_of(*, kind: str, subject: int, event: str, number: str, organ: str) -> Fields | None:
    """Return the receipt of the stream's first entry of that event; None where there is none.

    ``number`` and ``organ`` are what the holder is told. The signature of Ed25519 is the same every time, so the
    promise needs no place in the database: the same entry gives the same promise for as long as the key signs.
    """
    entry = Entry.objects.filter(kind=kind, subject=subject, event=event).order_by("seq").first()
    if entry is None:
        return None
    key = signing_keys()[-1]
    promise: Fields = {
        "number": number, "organ": organ, "registered_at": plain(entry.at), "key": key.id,
        "entry": {
            "kind": entry.kind, "subject": entry.subject, "seq": entry.seq, "hash": bytes(entry.hash).hex(),
        },
    }  # fmt: skip
    return {
        "format": RECEIPT, "promise": promise, "signature": key.sign(statement(RECEIPT, promise)).hex(),
        "keys": keys_of_log(), "inclusion": inclusion_of(entry.pk),
    }  # fmt: skip
