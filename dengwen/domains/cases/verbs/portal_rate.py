"""Hold back an address that does too much at the portal."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import PortalDeed
from dengwen.domains.cases.rules.portal import RATES, minutes_to_wait

_KEPT = max(rate.window for rate in RATES.values()) + timedelta(minutes=1)


def count_deed(*, deed: str, address: str, at: datetime) -> None:
    """Count ``deed`` of a network address, kept as a keyed digest for an hour; raises ``portal.too_often``."""
    check_deed(deed=deed, address=address, at=at, count=True)


def check_deed(*, deed: str, address: str, at: datetime, count: bool = False) -> None:
    """Refuse ``deed`` to an address that did it too often: ``portal.too_often`` says how long to wait."""
    digest = salted_hmac(f"dengwen.portal.{deed}", address, algorithm="sha256").digest()
    with transaction.atomic():
        with connection.cursor() as cursor:  # a hundred at once are counted one after another
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest[:8], signed=True)])
        since = at - RATES[deed].window
        done = list(PortalDeed.objects.filter(digest=digest, at__gt=since).values_list("at", flat=True))
        if minutes := minutes_to_wait(deed, done, at=at):
            raise Refusal("portal.too_often", minutes=minutes)
        if count:
            PortalDeed.objects.create(digest=digest, at=at)


def forget_deeds(*, at: datetime) -> int:
    """Delete what is too old to count; returns how many."""
    return PortalDeed.objects.filter(at__lt=at - _KEPT).delete()[0]
