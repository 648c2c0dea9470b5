"""The ring of keys for personal data: a file outside the database, the newest key last.

A line is ``<secret>`` (the first key of an installation, called ``k1``, which wraps data keys and makes blind
indexes until it is relieved) or ``<use> <day it was made> <secret>`` with the use ``wrap`` or ``blind``.
"""

import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from dengwen.base.errors import Refusal
from dengwen.base.secret_files import read_or_make_secret

FIRST = "k1"
WRAP, BLIND = "wrap", "blind"
USES = (WRAP, BLIND)
# A process looks at the file at most this often; a key that it does not know it looks for at once.
_SECONDS = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Key:
    """One key. ``use``: wrap, blind, or empty for the first key, which serves both. ``made``: empty for the first."""

    id: str
    use: str
    made: datetime | None
    line: str = field(repr=False)
    master: bytes = field(repr=False)

    def derived(self, purpose: str) -> bytes:
        """Return the key for one purpose; none tells anything of another."""
        return hmac.digest(self.master, purpose.encode(), "sha256")


class Ring:
    """The keys in the order in which they were made; of those for one use there is always one."""

    def __init__(self, keys: tuple[Key, ...]) -> None:
        self.keys = keys
        self._of = {use: tuple(key for key in keys if key.use in ("", use)) for use in USES}
        self._by_id = {key.id: key for key in keys}

    def of(self, use: str) -> tuple[Key, ...]:
        """Return the keys for ``use``, the newest last."""
        return self._of[use]

    def find(self, key_id: str) -> Key | None:
        """Return the key with that id."""
        return self._by_id.get(key_id)


@dataclass(slots=True)
class _Known:
    """What this process read last."""

    path: Path | None = None
    stamp: tuple[Path, int, int, int] | None = None
    looked: float = 0.0
    ring: Ring = field(default_factory=lambda: Ring(()))


_known = _Known()


def ring(*, anew: bool = False) -> Ring:
    """Return the ring of this installation; its first key is made when there is none.

    ``anew`` looks at the file now; else a change is seen within a second, without a restart.
    """
    path = settings.IDENTITY_KEY_FILE
    moment = time.monotonic()
    if moment - _known.looked < _SECONDS and _known.path is path and not anew:
        return _known.ring
    stamp = _stamp(path)
    if stamp != _known.stamp or stamp is None:
        text = read_or_make_secret(path)
        _known.ring, _known.stamp = _parsed(text), _stamp(path)
    _known.path, _known.looked = path, moment
    return _known.ring


def _stamp(path: Path) -> tuple[Path, int, int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return path, found.st_mtime_ns, found.st_size, found.st_ino


@lru_cache(maxsize=4)
def _parsed(text: str) -> Ring:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    keys = tuple(_key(line, is_first=not place) for place, line in enumerate(lines))
    found = Ring(keys)
    if len({key.id for key in keys}) < len(keys) or not all(map(found.of, USES)):
        raise Refusal("identity.ring_broken")
    return found


def _key(line: str, *, is_first: bool = False) -> Key:
    use, made, secret = line.split() if len(line.split()) == 3 else ("", "", "")
    if use not in USES:
        if not is_first:
            raise Refusal("identity.ring_broken")
        return Key(FIRST, "", None, line, hashlib.sha256(line.encode()).digest())
    master = hashlib.sha256(secret.encode()).digest()
    name = hmac.digest(master, b"name", "sha256").hex()[:8]
    return Key(name, use, datetime.fromisoformat(made), line, master)


def add_key(use: str, *, at: datetime) -> Key:
    """Make a new key for ``use``, the newest from now on, and return it."""
    made = at.astimezone(UTC).isoformat(timespec="seconds")
    line = f"{use} {made} {secrets.token_urlsafe(48)}"
    _rewrite(lambda lines: [*lines, line])
    return _key(line)


def drop_key(key: Key) -> None:
    """Take a key off the ring; whoever calls has made sure that nothing needs it."""
    _rewrite(lambda lines: [line for line in lines if line != key.line])


def _rewrite(change: Callable[[list[str]], list[str]]) -> None:
    """Change the lines of the file; it changes as a whole or not at all, and is on the disk before anybody uses it."""
    file = Path(settings.IDENTITY_KEY_FILE)
    lines = [line.strip() for line in read_or_make_secret(file).splitlines() if line.strip()]
    text = "\n".join(change(lines)) + "\n"
    _parsed(text)
    fresh = file.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    ring(anew=True)
