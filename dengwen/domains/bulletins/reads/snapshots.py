"""The snapshots there are: what the ledger says of each, where its files lie, and whether they are what was signed."""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import connections, transaction

from dengwen.base.canonical import canonical_json
from dengwen.base.errors import Refusal
from dengwen.base.secret_files import read_or_make_secret
from dengwen.domains.bulletins.reads.parquet import digests

STREAM, EVENT = "snapshot", "figures_frozen"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of a month, as the ledger says it. ``manifest`` is what was signed."""

    month: str
    version: int
    frozen_at: datetime
    manifest: dict[str, Any]
    digest: str
    signature: str
    public_key: str

    @property
    def name(self) -> str:
        """Return the name by which a command asks for it: ``2026-10.v1``."""
        return f"{self.month}.v{self.version}"

    @property
    def folder(self) -> Path:
        """Return the folder of its files, outside the database."""
        return folder_of(self.name)


def folder_of(name: str) -> Path:
    """Return where the files of the snapshot of this name lie."""
    return Path(settings.DATA) / "snapshots" / name


def signing_key() -> Ed25519PrivateKey:
    """Return the installation's key for snapshots, made on first use, beside the other secrets."""
    secret = read_or_make_secret(Path(settings.DATA) / "secrets" / "snapshots.key")
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(secret.encode()).digest())


@contextmanager
def _looking(using: str) -> Iterator[Any]:
    # The ledger shows what belongs to no case to whoever acts; where nobody does, we look in as no post at all.
    with transaction.atomic(using), connections[using].cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('dengwen.post', true), '')")
        (post,) = cursor.fetchone()
        if not post:
            cursor.execute("SELECT set_config('dengwen.post', '0', true)")
        yield cursor
        if not post:
            cursor.execute("SELECT set_config('dengwen.post', '', true)")


def snapshots(using: str = "default") -> list[Snapshot]:
    """Return every snapshot, by month and version."""
    with _looking(using) as cursor:
        cursor.execute(
            "SELECT seq, at, payload FROM ledger_entry WHERE kind = %s ORDER BY subject, seq", [STREAM]
        )
        return [_snapshot(seq, at, json.loads(payload)) for seq, at, payload in cursor.fetchall()]


def _snapshot(version: int, at: datetime, said: dict[str, Any]) -> Snapshot:
    manifest = said["manifest"]
    return Snapshot(
        manifest["month"], version, at, manifest, said["sha256"], said["signature"], said["public_key"]
    )


def snapshot_named(name: str, using: str = "default") -> Snapshot:
    """Return the snapshot ``2026-10.v1``, or the newest of ``2026-10``; raises ``snapshot.unknown``."""
    wanted = re.fullmatch(r"(\d{4}-\d{2})(?:\.v(\d+))?", name)
    found = [each for each in snapshots(using) if wanted and each.month == wanted[1]]
    if wanted and wanted[2]:
        found = [each for each in found if each.version == int(wanted[2])]
    if not found:
        raise Refusal("snapshot.unknown", name=name)
    return found[-1]


def file_mistakes(snapshot: Snapshot) -> list[str]:
    """Return what is wrong with the files, the digest or the signature of ``snapshot``; empty when all holds."""
    wrong = []
    text = canonical_json(snapshot.manifest).encode()
    if hashlib.sha256(text).hexdigest() != snapshot.digest:
        wrong.append("manifest")
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(snapshot.public_key)).verify(
            bytes.fromhex(snapshot.signature), text
        )
    except (InvalidSignature, ValueError):
        wrong.append("signature")
    there = digests(snapshot.folder)
    wrong += [
        f"{name}.parquet" for name, said in snapshot.manifest["files"].items() if there.get(name) != said
    ]
    return wrong
