"""All entries of one stream, each with its proof against one signed head: what leaves the house with a case file."""

from dengwen.base.canonical import plain
from dengwen.base.merkle import inclusion_path
from dengwen.foundation.ledger.models import Entry, LogLeaf
from dengwen.foundation.ledger.reads.log import Fields, head_fields, kept_heads, keys_of_log, subtrees_for


def stream_proofs(*, kind: str, subject: int) -> Fields:
    """Return the stream as ``ledger.json`` of an export holds it: the log's keys, one head, every entry in order.

    An entry that waits to be put into the log has neither index nor path. The head is one that a deposit keeps.
    """
    entries = list(Entry.objects.filter(kind=kind, subject=subject).order_by("seq"))
    found = LogLeaf.objects.filter(entry__in=[entry.pk for entry in entries])
    places = dict(found.values_list("entry", "index"))
    head = kept_heads(after=max(places.values()) + 1)[0] if places else None
    return {
        "stream": {"kind": kind, "subject": subject}, "keys": keys_of_log(), "head": head and head_fields(head),
        "entries": [_entry(entry, places.get(entry.pk), head.size if head else 0) for entry in entries],
    }  # fmt: skip


def _entry(entry: Entry, index: int | None, size: int) -> Fields:
    path = None if index is None else subtrees_for(lambda subtree: inclusion_path(index, size, subtree))
    return {
        "seq": entry.seq, "event": entry.event, "actor_post": entry.actor_post, "at": plain(entry.at),
        "payload": entry.payload, "prev": bytes(entry.prev_hash).hex(), "hash": bytes(entry.hash).hex(),
        "index": index, "path": path and [step.hex() for step in path],
    }  # fmt: skip
