"""Sealing and opening personal data: AES-256-GCM in envelopes, keys from a file outside the database.

An envelope holds the data under a random key of its own, and that key wrapped by a key of the ring (``keyring.py``).
Changing the ring's key rewraps the small key and leaves the data as they are.
"""

import hmac
import json
import os
import unicodedata
from dataclasses import asdict, dataclass, fields
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dengwen.foundation.identity.keyring import BLIND, FIRST, WRAP, Key, ring

# An envelope: mark, id of the wrapping key, wrapped data key, sealed data. Older rows are sealed data alone, under k1.
MARK = b"DWE2"
ID_BYTES = 8
PREFIX = len(MARK) + ID_BYTES
_NONCE, _KEY, _TAG = 12, 32, 16
HEADER = PREFIX + _NONCE + _KEY + _TAG
# Of marks that recognise a row for ever, by the first key of the ring.
LASTING = "outside-row"


class UnknownKeyError(InvalidTag):
    """The ring does not hold the key that wraps an envelope."""


@dataclass(frozen=True, slots=True)
class PersonData:
    """What a petitioner chose to tell about herself; every part may be empty (facts, 3.6: never mandatory)."""

    name: str = ""
    phone: str = ""
    address: str = ""
    document: str = ""
    email: str = ""

    def is_empty(self) -> bool:
        """Say whether nothing was told, that is, the petition is anonymous."""
        return not any(getattr(self, field.name) for field in fields(self))


@lru_cache(maxsize=16)
def prefix_of(key: Key) -> bytes:
    """Return what every envelope wrapped by ``key`` begins with."""
    return MARK + key.id.encode().ljust(ID_BYTES)


def key_id_of(sealed: bytes) -> str:
    """Return the id of the key that is needed to open ``sealed``."""
    return sealed[len(MARK) : PREFIX].decode("ascii", "replace").rstrip() if _is_envelope(sealed) else FIRST


def _is_envelope(sealed: bytes) -> bool:
    return sealed.startswith(MARK) and len(sealed) >= HEADER + _NONCE + _TAG


@lru_cache(maxsize=16)
def _wrapping(key: Key) -> AESGCM:
    return AESGCM(key.derived("wrap"))


def _sealed(secret: AESGCM, data: bytes, bound: bytes | None) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + secret.encrypt(nonce, data, bound)


def _opened(secret: AESGCM, sealed: bytes, bound: bytes | None) -> bytes:
    return secret.decrypt(sealed[:_NONCE], sealed[_NONCE:], bound)


def seal_bytes(data: bytes) -> bytes:
    """Return ``data`` encrypted and authenticated under a key of its own, which the newest key of the ring wraps."""
    key = ring().of(WRAP)[-1]
    prefix, own = prefix_of(key), os.urandom(_KEY)
    return prefix + _sealed(_wrapping(key), own, prefix) + _sealed(AESGCM(own), data, MARK)


def open_bytes(sealed: bytes) -> bytes:
    """Return what :func:`seal_bytes` sealed, by whatever key of the ring it is wrapped.

    Raises ``cryptography.exceptions.InvalidTag`` if altered, :class:`UnknownKeyError` if its key is gone.
    """
    sealed = bytes(sealed)
    if not _is_envelope(sealed):
        return _open_first(sealed)
    try:
        return _opened(AESGCM(_own_key(sealed[:HEADER])), sealed[HEADER:], MARK)
    except InvalidTag as problem:
        try:  # one older row in four thousand million begins like an envelope
            return _open_first(sealed)
        except InvalidTag:
            raise problem from None


def _open_first(sealed: bytes) -> bytes:
    """Open what was sealed before there were envelopes."""
    first = ring().find(FIRST)
    if first is None:
        raise UnknownKeyError
    return _opened(AESGCM(first.derived("seal")), sealed, None)


def _own_key(header: bytes) -> bytes:
    """Unwrap the data key of an envelope."""
    key_id = key_id_of(header.ljust(HEADER + _NONCE + _TAG))
    key = ring().find(key_id) or ring(anew=True).find(key_id)
    if key is None:
        raise UnknownKeyError(key_id)
    return _opened(_wrapping(key), header[PREFIX:], header[:PREFIX])


def rewrapped(header: bytes) -> bytes:
    """Return the header of an envelope with the same data key wrapped by the newest key; the data are not needed."""
    key = ring().of(WRAP)[-1]
    prefix = prefix_of(key)
    return prefix + _sealed(_wrapping(key), _own_key(bytes(header)), prefix)


def seal_person(person: PersonData) -> bytes:
    """Return ``person`` sealed."""
    return seal_bytes(json.dumps(asdict(person), ensure_ascii=False).encode())


def open_person(sealed: bytes) -> PersonData:
    """Return the sealed person; the caller has checked the ground and writes the reading down."""
    return PersonData(**json.loads(open_bytes(sealed)))


@lru_cache(maxsize=64)
def _blinding(key: Key, purpose: str) -> bytes:
    return key.derived("blind-" + purpose)


def _hashed(key: Key, purpose: str, value: str) -> bytes | None:
    folded = unicodedata.normalize("NFKC", value).casefold().replace(" ", "").replace("-", "")
    return hmac.digest(_blinding(key, purpose), folded.encode(), "sha256")[:16] if folded else None


def blind(purpose: str, value: str) -> bytes | None:
    """Return the keyed hash by which an exact value can be found again, or None for an empty value."""
    keys = ring().of(BLIND)
    return _hashed(keys[0] if purpose == LASTING else keys[-1], purpose, value)


def blinds(purpose: str, value: str) -> list[bytes]:
    """Return the hashes under which an exact value may stand: one for each key, for rows that wait for the newest."""
    return [
        found for key in reversed(ring().of(BLIND)) if (found := _hashed(key, purpose, value)) is not None
    ]


def mask(name: str) -> str:
    """Return the name as lists may show it: the first character, the rest starred (``王**``, ``J***``)."""
    return name[:1] + "*" * min(3, max(1, len(name) - 1)) if name else ""
