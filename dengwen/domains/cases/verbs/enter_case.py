"""Let a petitioner in by number and query code."""

import unicodedata
from datetime import datetime

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import WrongEntry
from dengwen.domains.cases.reads.by_query_code import Opened, opened_by
from dengwen.domains.cases.rules.entering import KEPT, WINDOW, must_wait


def enter_case(*, number: str, code: str, address: str, at: datetime) -> Opened | None:
    """Return what number and code open together, or None; nothing says which of the two was wrong.

    A wrong attempt is counted under keyed digests of the number and of the network address (empty where it is not
    known), for an hour. Raises ``portal.wait`` after too many: then even the right code opens nothing for a while.
    """
    number = unicodedata.normalize("NFKC", number).strip()
    of_number, of_address = _digest("number", number), _digest("address", address) if address else b""
    digests = [digest for digest in (of_number, of_address) if digest]
    with transaction.atomic():
        _one_at_a_time(digests)
        if must_wait(of_number=_recent(of_number, at), of_address=_recent(of_address, at)):
            raise Refusal("portal.wait", minutes=int(WINDOW.total_seconds()) // 60)
        opened = opened_by(number=number, code=code)
        if opened is None:
            forget_wrong_entries(at=at)
            WrongEntry.objects.bulk_create([WrongEntry(digest=each, at=at) for each in digests])
    return opened


def forget_wrong_entries(*, at: datetime) -> int:
    """Delete what is older than an hour; returns how many."""
    return WrongEntry.objects.filter(at__lt=at - KEPT).delete()[0]


def _recent(digest: bytes, at: datetime) -> int:
    return WrongEntry.objects.filter(digest=digest, at__gt=at - WINDOW).count() if digest else 0


def _digest(what: str, value: str) -> bytes:
    return salted_hmac(f"dengwen.entry.{what}", value, algorithm="sha256").digest()


def _one_at_a_time(digests: list[bytes]) -> None:
    """Let who tries the same number, or from the same address, wait for each other: a hundred at once count too."""
    with connection.cursor() as cursor:
        for key in sorted(int.from_bytes(digest[:8], signed=True) for digest in digests):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
