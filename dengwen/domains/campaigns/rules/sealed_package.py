"""A sealed package: files, a manifest with the hash of each, and a signature over the manifest. Plain Python."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dengwen.base.canonical import canonical_json
from dengwen.base.receipts import key_id

TYPE = "dengwen-filing/1"
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
RECORD, SHEET = "register.json", "register.xlsx"
LARGEST = 64 * 1024 * 1024
_EPOCH = (2011, 1, 1, 0, 0, 0)  # the time inside the archive says nothing, so it is always the same

Holds = Callable[[bytes, bytes, bytes], bool]


@dataclass
class Checked:
    """What a check found: ``wrong`` are codes with the name of what they are about; the manifest, if it can be read."""

    wrong: list[tuple[str, str]] = field(default_factory=list)
    manifest: dict[str, Any] = field(default_factory=dict)


def make_manifest(facts: Mapping[str, object], files: Mapping[str, bytes]) -> str:
    """Return the manifest: what the package is about, and each file with its size and SHA-256."""
    listed = [
        {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(files.items())
    ]
    return canonical_json({"type": TYPE, **facts, "files": listed})


def pack_up(manifest: str, signature: str, public: str, files: Mapping[str, bytes]) -> bytes:
    """Return the package as one ZIP; the same package has the same bytes."""
    sealed = canonical_json({"public": public, "signature": signature}).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {MANIFEST: manifest.encode(), SIGNATURE: sealed, **files}.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def check_package(content: bytes, keys: Mapping[str, bytes], holds: Holds) -> Checked:
    """Say what is wrong with a package; ``keys`` are the public keys that are trusted, by their short names.

    Codes: ``not_a_package``, ``signature_wrong``, ``key_unknown``, and for a file ``file_changed``, ``file_missing``,
    ``file_added``.
    """
    found = Checked()
    files = _unpacked(content)
    try:
        manifest, sealed = files.pop(MANIFEST), json.loads(files.pop(SIGNATURE))
        found.manifest = json.loads(manifest)
        listed = {each["name"]: each["sha256"] for each in found.manifest["files"]}
        public, signature = bytes.fromhex(sealed["public"]), bytes.fromhex(sealed["signature"])
    except (KeyError, ValueError, TypeError):
        found.wrong.append(("not_a_package", ""))
        return found
    if keys.get(key_id(public)) != public or found.manifest.get("key") != key_id(public):
        found.wrong.append(("key_unknown", key_id(public)))
    if not holds(public, signature, manifest):
        found.wrong.append(("signature_wrong", MANIFEST))
    for name in sorted(listed.keys() | files.keys()):
        if name not in files:
            found.wrong.append(("file_missing", name))
        elif name not in listed:
            found.wrong.append(("file_added", name))
        elif hashlib.sha256(files[name]).hexdigest() != listed[name]:
            found.wrong.append(("file_changed", name))
    return found


def _unpacked(content: bytes) -> dict[str, bytes]:
    """Return the files of an archive; none of what is no archive, or is larger than any package."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST:
                return {}
            return {each.filename: archive.read(each) for each in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, NotImplementedError):
        return {}
