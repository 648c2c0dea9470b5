"""From the secret in an address to the post, and whether a post has one."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from dengwen.domains.reminders.models import CalendarKey
from dengwen.foundation.permissions.actor import Actor


@dataclass(frozen=True, slots=True)
class KeySeen:
    """The key of a post, and the language of the person who holds it."""

    post: int
    language: str
    made_at: datetime


def digest_of(secret: str) -> bytes:
    """Return what is kept of a secret. It is 256 random bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).digest()


def key_with_secret(secret: str) -> KeySeen | None:
    """Return the key that this secret opens, or None."""
    return _seen(CalendarKey.objects.filter(digest=digest_of(secret)).select_related("post__account").first())


def calendar_key_of(actor: Actor) -> KeySeen | None:
    """Return the key of the post, or None where there is none."""
    return _seen(CalendarKey.objects.filter(post=actor.post).select_related("post__account").first())


def _seen(key: CalendarKey | None) -> KeySeen | None:
    return KeySeen(key.post_id, key.post.account.language, key.made_at) if key else None
