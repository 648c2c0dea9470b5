"""Make an account for a member of staff."""

from datetime import datetime

from django.db import transaction

from dengwen.foundation.staff.verbs.create_accounts import AccountSpec, create_accounts
from dengwen.foundation.staff.verbs.set_password import set_password


def create_account(
    *,
    username: str,
    name: str,
    actor_post: int | None,
    at: datetime,
    name_en: str = "",
    email: str = "",
    language: str = "",
    password: str | None = None,
) -> int:
    """Make the account and return its id; without ``password`` nobody signs in with it until one is set.

    The password is a given one: at the first sign-in the person chooses her own.

    Refuses like :func:`create_accounts` and :func:`set_password`.
    """
    spec = AccountSpec(username=username, name=name, name_en=name_en, email=email, language=language)
    with transaction.atomic():
        account = create_accounts([spec], actor_post=actor_post, at=at)[0]
        if password is not None:
            set_password(account=account, password=password, actor_post=actor_post, at=at, given=True)
    return account
