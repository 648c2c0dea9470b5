"""Count a wrong password; the fifth locks the account for a quarter of an hour."""

from datetime import datetime

from django.db import transaction

from dengwen.foundation.staff.models import Account
from dengwen.foundation.staff.rules.sign_in import after_failure, is_locked
from dengwen.foundation.staff.verbs.recording import record_account


def record_failed_sign_in(*, username: str, at: datetime) -> datetime | None:
    """Count the failure and return until when the account is locked, if it is.

    An unknown name counts nowhere and returns None. The ledger is told of locks, not of each failure: whoever is
    outside must not be able to make it grow without end.
    """
    with transaction.atomic():
        row = Account.objects.select_for_update().filter(username=username).first()
        if row is None:
            return None
        was_locked = is_locked(row.locked_until, at)
        row.failed_sign_ins, row.locked_until = after_failure(row.failed_sign_ins, row.locked_until, at)
        row.save(update_fields=["failed_sign_ins", "locked_until"])
        if row.locked_until is not None and not was_locked:
            record_account(row, "account_locked", "locked_until", actor_post=None, at=at)
        return row.locked_until
