"""The fingerprint of a pack: what a case was promised, whatever the words of comments and the order of fields."""

import hashlib

from dengwen.base.canonical import canonical_json
from dengwen.foundation.rulebook.model import Pack


def pack_digest(law: Pack) -> str:
    """Return SHA-256 over the validated pack as canonical JSON.

    Fields that say nothing but their default are left out, so that a later version of Dengwen, which knows more
    fields, finds the same digest. So is the last day: a pack that is followed by another one ends, and what it
    promised to its cases stays.
    """
    plain = law.model_dump(mode="json", exclude_defaults=True, exclude={"in_force_to"})
    return hashlib.sha256(canonical_json(plain).encode()).hexdigest()


def stream_of(code: str) -> int:
    """Return the number of a pack's stream in the ledger, ``rules/<number>``: 63 bits of the digest of its code."""
    return int.from_bytes(hashlib.sha256(code.encode()).digest()[:8], "big") >> 1
