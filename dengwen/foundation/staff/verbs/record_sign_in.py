"""Write down that somebody signed in."""

from datetime import datetime

from django.db import transaction

from dengwen.foundation.staff.rules.sign_in import check_may_sign_in
from dengwen.foundation.staff.verbs.recording import locked_account, record_account


def record_sign_in(*, account: int, at: datetime) -> None:
    """Call it when the password was right, before the session begins; the count of failures starts anew.

    Raises ``account.inactive``, ``account.locked``, ``account.not_found``: then there must be no session.
    """
    with transaction.atomic():
        row = locked_account(account)
        check_may_sign_in(is_active=row.is_active, locked_until=row.locked_until, at=at)
        row.failed_sign_ins, row.locked_until, row.last_login = 0, None, at
        row.save(update_fields=["failed_sign_ins", "locked_until", "last_login"])
        record_account(row, "signed_in", actor_post=None, at=at)
