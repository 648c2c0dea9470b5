"""Make accounts for members of staff, one or hundreds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import identify_hasher, make_password
from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.staff.models import Account
from dengwen.foundation.staff.verbs.recording import account_entry

_USERNAME = re.compile(r"[\w.@+-]{2,60}")


@dataclass(frozen=True, slots=True)
class AccountSpec:
    """An account to make. ``password_hash`` is what ``make_password`` returned; empty: no sign-in until one is set.

    ``language`` empty: that of the installation.
    """

    username: str
    name: str
    name_en: str = ""
    email: str = ""
    language: str = ""
    password_hash: str = ""


def create_accounts(specs: Sequence[AccountSpec], *, actor_post: int | None, at: datetime) -> list[int]:
    """Make the accounts and return their ids in the same order; if one is refused none is made.

    Raises ``account.username_malformed``, ``account.name_missing``, ``account.language_unknown``,
    ``account.username_taken``.
    """
    for spec in specs:
        _check(spec)
    with transaction.atomic():
        _check_free(specs)
        accounts = Account.objects.bulk_create([_account(spec) for spec in specs])
        append_entries(
            [
                account_entry(
                    account,
                    "account_created",
                    "language",
                    "is_active",
                    actor_post=actor_post,
                    at=at,
                    fresh=True,
                )
                for account in accounts
            ]
        )
    return [account.pk for account in accounts]


def _check(spec: AccountSpec) -> None:
    if not _USERNAME.fullmatch(spec.username):
        raise Refusal("account.username_malformed", username=spec.username)
    if not spec.name.strip():
        raise Refusal("account.name_missing", username=spec.username)
    check_language(spec.language or settings.LANGUAGE_CODE)
    if spec.password_hash:
        identify_hasher(spec.password_hash)  # a password in the clear is a programmer's mistake: ValueError


def check_language(language: str) -> None:
    """Refuse (``account.language_unknown``) a language that this installation does not speak."""
    if language not in dict(settings.LANGUAGES):
        raise Refusal("account.language_unknown", language=language)


def _check_free(specs: Sequence[AccountSpec]) -> None:
    """Names that differ only in case would be mistaken for each other."""
    wanted: set[str] = set()
    for spec in specs:
        folded = spec.username.casefold()
        if folded in wanted:
            raise Refusal("account.username_taken", username=spec.username)
        wanted.add(folded)
    for username in Account.objects.values_list("username", flat=True):
        if username.casefold() in wanted:
            raise Refusal("account.username_taken", username=username)


def _account(spec: AccountSpec) -> Account:
    return Account(
        username=spec.username, name=spec.name.strip(), name_en=spec.name_en.strip(), email=spec.email,
        language=spec.language or settings.LANGUAGE_CODE, password=spec.password_hash or make_password(None),
    )  # fmt: skip
