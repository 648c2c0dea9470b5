"""Write the bytes of a file to disk, whole or not at all."""

import hashlib
import os
import tempfile
from pathlib import Path

from dengwen.base.errors import Refusal
from dengwen.domains.letters.reads.stored_file import holds, place_of


def store_file(content: bytes) -> str:
    """Write ``content`` under its SHA-256, read it back, and return the digest (hex).

    A file that nothing points to is harmless; a row without its file is not: so this comes before the row. Raises
    ``file.not_stored`` when the disk gives back something else.
    """
    digest = hashlib.sha256(content).hexdigest()
    place = place_of(digest)
    if not holds(place, digest):
        _write(place, content)
    if not holds(place, digest):
        raise Refusal("file.not_stored")
    return digest


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
