"""Sealing and opening personal data: AES-256-GCM, keys from a file outside the database."""

import hashlib
import hmac
import json
import os
import unicodedata
from dataclasses import asdict, dataclass, fields
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from dengwen.base.secret_files import read_or_make_secret

KEY_ID = "k1"
_NONCE = 12


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


@lru_cache(maxsize=1)
def _master() -> bytes:
    return hashlib.sha256(read_or_make_secret(settings.IDENTITY_KEY_FILE).encode()).digest()


def _derived(purpose: str) -> bytes:
    return hmac.digest(_master(), purpose.encode(), "sha256")


def seal_bytes(data: bytes) -> bytes:
    """Return ``data`` encrypted and authenticated; the nonce stands in front."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(_derived("seal")).encrypt(nonce, data, None)


def open_bytes(sealed: bytes) -> bytes:
    """Return what :func:`seal_bytes` sealed; raises ``cryptography.exceptions.InvalidTag`` if altered."""
    sealed = bytes(sealed)
    return AESGCM(_derived("seal")).decrypt(sealed[:_NONCE], sealed[_NONCE:], None)


def seal_person(person: PersonData) -> bytes:
    """Return ``person`` sealed."""
    return seal_bytes(json.dumps(asdict(person), ensure_ascii=False).encode())


def open_person(sealed: bytes) -> PersonData:
    """Return the sealed person; the caller has checked the ground and writes the reading down."""
    return PersonData(**json.loads(open_bytes(sealed)))


def blind(purpose: str, value: str) -> bytes | None:
    """Return the keyed hash by which an exact value can be found again, or None for an empty value."""
    folded = unicodedata.normalize("NFKC", value).casefold().replace(" ", "").replace("-", "")
    return hmac.digest(_derived("blind-" + purpose), folded.encode(), "sha256")[:16] if folded else None


def mask(name: str) -> str:
    """Return the name as lists may show it: the first character, the rest starred (``王**``, ``J***``)."""
    return name[:1] + "*" * min(3, max(1, len(name) - 1)) if name else ""
