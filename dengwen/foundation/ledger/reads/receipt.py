"""The receipt as a file: what the site promised about an entry, signed, with the proof that the log holds it."""

from dengwen.base.receipts import RECEIPT
from dengwen.foundation.ledger.models import Entry, Promise
from dengwen.foundation.ledger.promises import promise_fields, sign_promise
from dengwen.foundation.ledger.reads.log import Fields, inclusion_of, keys_of_log
from dengwen.foundation.ledger.signing import signing_keys


def receipt_of(*, kind: str, subject: int, event: str, number: str, organ: str) -> Fields | None:
    """Return the receipt of the stream's first entry of that event; None where there is none.

    What was promised in the registration's own transaction is handed out as it was signed then, whatever the entry
    says now. A row of a former register got no promise: for it one is made from the entry as it stands, and
    ``number`` and ``organ`` are what its holder is told.
    """
    promised = promise_of(kind=kind, subject=subject)
    entries = Entry.objects.filter(kind=kind, subject=subject)
    if promised is None:
        entry = entries.filter(event=event).order_by("seq").first()
        if entry is None:
            return None
        promised = _promised_now(entry, number, organ)
    else:
        entry = entries.filter(seq=promised["promise"]["entry"]["seq"]).first()
    return {
        "format": RECEIPT, **promised,
        "keys": keys_of_log(), "inclusion": entry and inclusion_of(entry.pk),
    }  # fmt: skip


def promise_of(*, kind: str, subject: int) -> Fields | None:
    """Return the promise that was signed when the thing was registered, with its signature; None where none was."""
    kept = Promise.objects.filter(kind=kind, subject=subject).order_by("seq").first()
    if kept is None:
        return None
    return {"promise": said_by(kept), "signature": bytes(kept.signature).hex()}


def paper_of(*, kind: str, subject: int) -> Fields | None:
    """Return what is printed as the QR code: the promise and its signature, and nothing that may still change."""
    promised = promise_of(kind=kind, subject=subject)
    return promised and {"format": RECEIPT, **promised}


def said_by(kept: Promise) -> Fields:
    """Return the words that the kept promise was signed over."""
    return promise_fields(
        number=kept.number, organ=kept.organ, at=kept.at, key=kept.key_id,
        kind=kept.kind, subject=kept.subject, seq=kept.seq, digest=bytes(kept.entry_hash),
    )  # fmt: skip


def _promised_now(entry: Entry, number: str, organ: str) -> Fields:
    key = signing_keys()[-1]
    said = promise_fields(
        number=number, organ=organ, at=entry.at, key=key.id,
        kind=entry.kind, subject=entry.subject, seq=entry.seq, digest=bytes(entry.hash),
    )  # fmt: skip
    return {"promise": said, "signature": sign_promise(key, said).hex()}
