"""Where the bytes of files lie: on disk, under their SHA-256, written whole or not at all."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from dengwen.base.errors import Refusal


def store(content: bytes) -> str:
    """Write ``content`` under its SHA-256, read it back, and return the digest (hex).

    A file that nothing points to is harmless; a row without its file is not: so this comes before the row. Raises
    ``file.not_stored`` when the disk gives back something else.
    """
    digest = hashlib.sha256(content).hexdigest()
    place = place_of(digest)
    if not _holds(place, digest):
        _write(place, content)
    if not _holds(place, digest):
        raise Refusal("file.not_stored")
    return digest


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


def _holds(place: Path, digest: str) -> bool:
    try:
        with place.open("rb") as stored:
            return hashlib.file_digest(stored, "sha256").hexdigest() == digest
    except FileNotFoundError:
        return False


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
