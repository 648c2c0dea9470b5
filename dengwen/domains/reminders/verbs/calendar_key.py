"""Make, withdraw and use the secret address of a post's calendar."""

import secrets
from datetime import datetime

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.domains.reminders.access import check_may_have_calendar
from dengwen.domains.reminders.models import CalendarKey
from dengwen.domains.reminders.reads.calendar_keys import digest_of
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.permissions.actor import Actor


def make_calendar_key(*, actor: Actor, at: datetime) -> str:
    """Give the post a new secret and return it, this once; an older one is good for nothing from now on.

    Raises ``calendar.no_own_days``.
    """
    check_may_have_calendar(actor)
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        CalendarKey.objects.update_or_create(
            post_id=actor.post,
            defaults={"digest": digest_of(secret), "made_at": at, "content": "", "changed_at": at},
        )
        _record(actor, "calendar_key_made", at)
    return secret


def withdraw_calendar_key(*, actor: Actor, at: datetime) -> None:
    """Take the secret away; raises ``calendar.none``."""
    with transaction.atomic():
        gone, _ = CalendarKey.objects.filter(post=actor.post).delete()
        if not gone:
            raise Refusal("calendar.none")
        _record(actor, "calendar_key_withdrawn", at)


def note_calendar_content(*, post: int, content: str, at: datetime) -> datetime:
    """Remember the digest of what the post's calendar says; return since when it says so."""
    key = CalendarKey.objects.get(post=post)
    if key.content != content:
        key.content, key.changed_at = content, at.replace(microsecond=0)
        key.save(update_fields=["content", "changed_at"])
    return key.changed_at


def _record(actor: Actor, event: str, at: datetime) -> None:
    append_entries([NewEntry("post", actor.post, event, actor.post, at, {})])
