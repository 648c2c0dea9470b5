"""Where the bytes of files lie: on disk, outside the database, under their SHA-256."""

import hashlib
from pathlib import Path

from django.conf import settings

from dengwen.base.errors import Refusal


def fetch(digest: str) -> bytes:
    """Return the bytes stored under ``digest``; raises ``file.lost``, or ``file.altered`` if they are not those."""
    try:
        content = place_of(digest).read_bytes()
    except FileNotFoundError:
        raise Refusal("file.lost", sha256=digest) from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise Refusal("file.altered", sha256=digest)
    return content


def place_of(digest: str) -> Path:
    """Return where the file with this digest lies."""
    return Path(settings.ATTACHMENTS) / digest[:2] / digest[2:4] / digest


def holds(place: Path, digest: str) -> bool:
    """Say whether the file at ``place`` has this digest."""
    try:
        with place.open("rb") as stored:
            return hashlib.file_digest(stored, "sha256").hexdigest() == digest
    except FileNotFoundError:
        return False
