"""The package of an export as one ZIP: manifest, signature, files. Plain Python."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import IO

from dengwen.base.canonical import canonical_json
from dengwen.base.exports import EXPORT, MANIFEST, SIGNATURE

_EPOCH = (2011, 1, 1, 0, 0, 0)  # the time inside the archive says nothing, so it is always the same
_PIECE = 1 << 20


def readable(value: object) -> bytes:
    """Return ``value`` as JSON that a person can read too."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def write_files(archive: zipfile.ZipFile, files: Iterable[tuple[str, bytes]]) -> list[dict[str, object]]:
    """Write files into the archive, one after the other, and return their lines of the manifest."""
    listed: list[dict[str, object]] = []
    for name, content in files:
        _write(archive, name, content)
        listed.append({"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()})
    return listed


def make_manifest(facts: Mapping[str, object], listed: list[dict[str, object]]) -> bytes:
    """Return the manifest: what the package is about, and each file with its size and SHA-256."""
    return canonical_json({"type": EXPORT, **facts, "files": listed}).encode()


def seal(archive: zipfile.ZipFile, manifest: bytes, *, key: str, signature: bytes) -> None:
    """Close the package: the manifest and the signature over it."""
    _write(archive, MANIFEST, manifest)
    _write(archive, SIGNATURE, readable({"key": key, "signature": signature.hex()}))


def digest_of(package: IO[bytes]) -> tuple[int, str]:
    """Return size and SHA-256 of what was written, and put the reader back to its beginning."""
    package.seek(0)
    digest = hashlib.sha256()
    while piece := package.read(_PIECE):
        digest.update(piece)
    size = package.tell()
    package.seek(0)
    return size, digest.hexdigest()


def archive_name(number: int, name: str) -> str:
    """Return the name of an attachment in the archive: numbered, without folders or signs that trouble a disk."""
    plain = "".join(sign if sign.isalnum() or sign in "._- " else "_" for sign in name).strip(" .")
    return f"files/{number:03}-{plain[-120:] or 'file'}"


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
