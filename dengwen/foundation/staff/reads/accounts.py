"""Accounts, for the administrator and for sign-in."""

from datetime import datetime

from django.db.models import QuerySet

from dengwen.foundation.staff.models import Account
from dengwen.foundation.staff.rules.sign_in import check_may_sign_in


def check_sign_in(*, username: str, at: datetime) -> None:
    """Refuse (``account.locked``, ``account.inactive``) before the password is even looked at.

    An unknown name passes here and fails later as a wrong password does, so that nobody learns which exist.
    """
    row = Account.objects.filter(username=username).first()
    if row is not None:
        check_may_sign_in(is_active=row.is_active, locked_until=row.locked_until, at=at)


def accounts() -> QuerySet[Account]:
    """Return all accounts in the order of their user names, with their posts and organs at hand."""
    return Account.objects.order_by("username").prefetch_related("posts__organ")


def account_row(account: int) -> Account:
    """Return one account; raises ``Account.DoesNotExist``."""
    return Account.objects.get(pk=account)
