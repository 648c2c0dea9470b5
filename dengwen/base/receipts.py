"""What heads, keys and receipts say, and how each is checked; without a database, a site or a clock.

``dengwen-verify`` carries this very file: it imports the standard library and its neighbour ``merkle`` alone.
Whether an Ed25519 signature holds is asked of ``Holds``, so that the caller brings the library.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from .merkle import begins, includes, leaf_hash  # noqa: TID252 - the same line in both packages

HEAD, KEY, RECEIPT, HEADS = "dengwen-head/1", "dengwen-key/1", "dengwen-receipt/1", "dengwen-heads/1"
_HEAD_FIELDS = ("size", "root", "at", "key")
_KEY_FIELDS = ("key", "public", "since")

# A site that has not put an entry into its log a day after it was registered broke its promise.
MOST_DELAY = timedelta(days=1)

# (public key, signature, message) -> whether the signature holds
Holds = Callable[[bytes, bytes, bytes], bool]


@dataclass
class Outcome:
    """What a check found: ``wrong`` are codes of what speaks against it, ``notes`` of what could not be checked."""

    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    proved: list[str] = field(default_factory=list)


def key_id(public: bytes) -> str:
    """Return the short name of a public key: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:16]


def statement(kind: str, fields: Mapping[str, object]) -> bytes:
    """Return the bytes that are signed: the kind and the fields as JSON with sorted keys and no spaces."""
    said = {"type": kind, **fields}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def trusted_keys(
    keys: Sequence[Mapping[str, Any]], holds: Holds, *, first: str = ""
) -> tuple[dict[str, bytes], list[str]]:
    """Return the public keys that hang together, and what is wrong with the others.

    The first key vouches for itself (compare its id with one that was made known elsewhere: ``first``), each later
    one is signed by one before it.
    """
    good: dict[str, bytes] = {}
    wrong: list[str] = []
    for number, key in enumerate(keys):
        public = bytes.fromhex(key["public"])
        signer = public if number == 0 else good.get(key["signed_by"], b"")
        said = statement(KEY, {name: key[name] for name in _KEY_FIELDS})
        if (
            key_id(public) != key["key"]
            or not signer
            or not holds(signer, bytes.fromhex(key["signature"]), said)
        ):
            wrong.append("key_forged")
        elif number == 0 and first and key["key"] != first:
            wrong.append("key_unknown")
        else:
            good[key["key"]] = public
    return good, wrong


def head_holds(head: Mapping[str, Any], keys: Mapping[str, bytes], holds: Holds) -> bool:
    """Say whether the head is signed by a known key."""
    public = keys.get(head["key"])
    said = statement(HEAD, {name: head[name] for name in _HEAD_FIELDS})
    return public is not None and holds(public, bytes.fromhex(head["signature"]), said)


def check_heads(heads: Mapping[str, Any], holds: Holds, *, first_key: str = "") -> Outcome:
    """Check a file of heads: keys, signatures, and that each head's tree begins the next one's."""
    found = Outcome()
    keys, wrong = trusted_keys(heads["keys"], holds, first=first_key)
    found.wrong += wrong
    listed = sorted(heads["heads"], key=lambda head: int(head["size"]))
    found.wrong += ["head_forged" for head in listed if not head_holds(head, keys, holds)]
    paths = {(step["old"], step["new"]): step["path"] for step in heads.get("consistency", ())}
    for old, new in pairwise(listed):
        path = paths.get((old["size"], new["size"]))
        if path is None:
            found.notes.append("consistency_unproved")
        elif not begins(
            old["size"], bytes.fromhex(old["root"]), new["size"], bytes.fromhex(new["root"]),
            [bytes.fromhex(step) for step in path],
        ):  # fmt: skip
            found.wrong.append("heads_inconsistent")
    if not found.wrong:
        found.proved.append("heads")
    return found


def check_receipt(
    receipt: Mapping[str, Any],
    heads: Mapping[str, Any] | None,
    holds: Holds,
    *,
    number: str = "",
    first_key: str = "",
) -> Outcome:
    """Check a receipt, against a file of heads where there is one; ``number`` is what its holder was told.

    The promise alone, as it is printed on paper, has neither keys nor a proof: ``no_keys``, ``paper_only``.
    Notes may be: ``unanchored`` (nobody but the receipt vouches for its key), ``not_yet_included``, ``no_heads``,
    ``head_not_deposited`` (fetch it again: its proof leads to a head that was not kept). With a note the receipt is
    not proved.

    Wrong may be: ``overdue`` (promised, and not in the log a day later), ``key_forged``, ``key_unknown``, ``forged``
    (the promise is not signed by its key), ``other_number`` (it was made for another petition), ``head_forged``,
    ``not_included``, ``head_differs`` (the site showed its holder another log than the one deposited), and what
    :func:`check_heads` finds.
    """
    found = Outcome()
    listed = (heads or receipt).get("keys", ())
    keys, wrong = trusted_keys(listed, holds, first=first_key)
    found.wrong += wrong
    if heads is None and not (listed and first_key):
        found.notes.append("unanchored")
    promise = receipt["promise"]
    public = keys.get(promise["key"])
    if not listed:
        found.notes.append("no_keys")
    elif public is None:
        found.wrong.append("key_unknown")
    elif not holds(public, bytes.fromhex(receipt["signature"]), statement(RECEIPT, promise)):
        found.wrong.append("forged")
    else:
        found.proved.append("promise")
    if number and promise["number"] != number:
        found.wrong.append("other_number")
    _check_inclusion(receipt, heads, keys, holds, found)
    if heads is not None:
        found.wrong += check_heads(heads, holds, first_key=first_key).wrong
    return found


def _check_inclusion(
    receipt: Mapping[str, Any],
    heads: Mapping[str, Any] | None,
    keys: Mapping[str, bytes],
    holds: Holds,
    found: Outcome,
) -> None:
    if "inclusion" not in receipt:
        found.notes.append("paper_only")
        return
    proof = receipt["inclusion"]
    if proof is None:
        late = (
            heads is not None and _newest(heads) > _instant(receipt["promise"]["registered_at"]) + MOST_DELAY
        )
        (found.wrong if late else found.notes).append("overdue" if late else "not_yet_included")
        return
    head = proof["head"]
    if not head_holds(head, keys, holds):
        found.wrong.append("head_forged")
        return
    leaf = leaf_hash(bytes.fromhex(receipt["promise"]["entry"]["hash"]))
    path = [bytes.fromhex(step) for step in proof["path"]]
    if not includes(leaf, proof["index"], head["size"], path, bytes.fromhex(head["root"])):
        found.wrong.append("not_included")
        return
    found.proved.append("inclusion")
    if heads is None:
        found.notes.append("no_heads")
        return
    same = [other for other in heads["heads"] if other["size"] == head["size"]]
    if any(other["root"] != head["root"] for other in same):
        found.wrong.append("head_differs")
    elif same:
        found.proved.append("deposited")
    else:
        found.notes.append("head_not_deposited")


def _newest(heads: Mapping[str, Any]) -> datetime:
    return max(_instant(head["at"]) for head in heads["heads"])


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
