"""Sessions in the database, read and kept by one fixed statement each: every page begins with it."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.utils import timezone

from dengwen.foundation.permissions.verbs.keep_session import keep_data

_READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


def latest_end() -> datetime:
    """Return when a session that begins now ends at the latest, by the clock by which sessions are read."""
    return timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)


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
        data = self.encode(dict(self.items()))
        if not keep_data(key=self.session_key, data=data, ends=self.get_expiry_date()):
            raise UpdateError
