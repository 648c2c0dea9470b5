"""Give an account a new password."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.foundation.staff.verbs.recording import locked_account, record_account


def set_password(*, account: int, password: str, actor_post: int | None, at: datetime) -> None:
    """Set the password and lift a lock; Django's sessions of the old password end by themselves.

    Raises ``account.not_found`` and ``account.password_weak`` (its ``problems`` are Django's codes, as
    ``password_too_short``).
    """
    with transaction.atomic():
        row = locked_account(account)
        try:
            validate_password(password, row)
        except ValidationError as error:
            problems = [str(problem.code) for problem in error.error_list]
            raise Refusal("account.password_weak", problems=problems) from None
        row.password = make_password(password)
        row.failed_sign_ins, row.locked_until = 0, None
        row.save(update_fields=["password", "failed_sign_ins", "locked_until"])
        record_account(row, "password_set", actor_post=actor_post, at=at)
