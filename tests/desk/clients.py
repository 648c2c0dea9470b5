"""Browsers without a browser: test clients that are signed in as a part of the cast, on a day of the cast's time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import time_machine
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from dengwen.foundation.permissions.sign_in import POST_KEY
from dengwen.foundation.staff.models import Account
from tests.cast import MORNING, Cast


def client_of(cast: Cast, part: str, language: str = "en") -> Client:
    """Return a client whose session belongs to ``part``, as sign-in would have made it."""
    Path(settings.STATIC_ROOT).mkdir(
        parents=True, exist_ok=True
    )  # whitenoise warns of a folder that is not there
    account = Account.objects.get(pk=cast[part].account)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[POST_KEY] = cast[part].post
    session.save()
    client = Client(headers={"accept-language": language})
    client.cookies["sessionid"] = session.session_key or ""
    return client


@contextmanager
def at(instant: datetime = MORNING + timedelta(days=3)) -> Iterator[None]:
    """Let it be ``instant``; the clock stands still, so that days in the answers are certain."""
    with time_machine.travel(instant, tick=False):
        yield
