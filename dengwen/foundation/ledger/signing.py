"""The keys that sign heads and receipts: Ed25519, seeds in a file outside the database, the newest last."""

import hashlib
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from dengwen.base.receipts import key_id
from dengwen.base.secret_files import read_or_make_secret


class SigningKey:
    """A private key with its public half and its short name."""

    def __init__(self, seed: str) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(seed.encode()).digest())
        self.public = self._private.public_key().public_bytes_raw()
        self.id = key_id(self.public)

    def sign(self, message: bytes) -> bytes:
        """Return the signature of ``message``."""
        return self._private.sign(message)


def signing_keys() -> list[SigningKey]:
    """Return the keys of the installation, the one that signs now last; the first is made when there is none."""
    return [_key_of(seed) for seed in read_or_make_secret(_file()).split()]


@lru_cache(maxsize=16)
def _key_of(seed: str) -> SigningKey:
    return SigningKey(seed)


def add_signing_key() -> SigningKey:
    """Make a new key, which signs from now on, and return it; the file changes as a whole or not at all."""
    file = _file()
    seed = secrets.token_urlsafe(48)
    fresh = file.with_suffix(".new")
    with os.fdopen(
        os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii"
    ) as out:
        out.write("\n".join([*read_or_make_secret(file).split(), seed]) + "\n")
    fresh.replace(file)
    return SigningKey(seed)


def holds(public: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether the signature of ``message`` holds."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _file() -> Path:
    return Path(settings.LOG_KEY_FILE)
