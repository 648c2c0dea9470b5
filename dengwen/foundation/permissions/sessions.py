"""Sessions in the database, read and kept by one fixed statement each: every page begins with it."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import connection
from django.utils import timezone

_READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
_KEEP = "UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s"


def latest_end() -> datetime:
    """Return when a session that begins now ends at the latest, by the clock by which sessions are read."""
    return timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)


def keep_now(session: SessionBase) -> None:
    """Keep what the session holds within the transaction that is open; the answer then writes nothing more.

    Raises ``SessionInterrupted`` when the session ended meanwhile: whatever the transaction did is undone with it.
    """
    try:
        session.save()
    except UpdateError:
        raise SessionInterrupted("The session ended before the page was done.") from None
    session.modified = False


class SessionStore(db.SessionStore):
    """Django's own store; only reading and keeping are shorter."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing for one that is unknown or over."""
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        found: dict[str, Any] = self.decode(row[0])
        return found

    def save(self, must_create: bool = False) -> None:
        """Keep what the session holds; a new one, or one with a new key, is made as Django makes it.

        Raises ``UpdateError`` when the session ended meanwhile: it is never made anew.
        """
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        kept: list[Any] = [self.encode(dict(self.items())), self.get_expiry_date(), self.session_key]
        with connection.cursor() as cursor:
            cursor.execute(_KEEP, kept)
            if not cursor.rowcount:
                raise UpdateError
