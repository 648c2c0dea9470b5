"""Choose the language of an account."""

from datetime import datetime

from django.db import transaction

from dengwen.foundation.staff.verbs.create_accounts import check_language
from dengwen.foundation.staff.verbs.recording import locked_account, record_account


def change_language(*, account: int, language: str, actor_post: int | None, at: datetime) -> None:
    """Show the desk in ``language`` from now on; raises ``account.language_unknown``, ``account.not_found``."""
    check_language(language)
    with transaction.atomic():
        row = locked_account(account)
        if row.language != language:
            row.language = language
            row.save(update_fields=["language"])
            record_account(row, "language_changed", "language", actor_post=actor_post, at=at)
