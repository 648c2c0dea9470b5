"""Give an account a new password."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.foundation.staff.models import Account
from dengwen.foundation.staff.rules.passwords import LONGEST, is_made_of
from dengwen.foundation.staff.verbs.recording import locked_account, record_account


def set_password(
    *, account: int, password: str, actor_post: int | None, at: datetime, given: bool = False
) -> None:
    """Set the password and lift a lock; Django's sessions of the old password end by themselves.

    ``given``: somebody else chose it, so at the next sign-in the person must choose her own.
    Raises ``account.not_found`` and ``account.password_weak`` (its ``problems`` are codes of ``password_problems``).
    """
    with transaction.atomic():
        row = locked_account(account)
        problems = _problems(password, row)
        if problems:
            raise Refusal("account.password_weak", problems=problems)
        row.password = make_password(password)
        row.failed_sign_ins, row.locked_until, row.password_given = 0, None, given
        row.save(update_fields=["password", "failed_sign_ins", "locked_until", "password_given"])
        record_account(row, "password_set", "password_given", actor_post=actor_post, at=at)


def _problems(password: str, row: Account) -> list[str]:
    """Return what is wrong with the password, by code."""
    if len(password) > LONGEST:
        return ["password_too_long"]
    try:
        validate_password(password, row)
    except ValidationError as error:
        found = [str(problem.code) for problem in error.error_list]
    else:
        found = []
    words = (row.username, row.name, row.name_en, row.email)
    return [*found, "password_site_words"] if is_made_of(password, words) else found
