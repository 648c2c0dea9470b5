"""When sign-in is refused for a while."""

from datetime import datetime, timedelta

from dengwen.base.errors import Refusal

FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=15)


def is_locked(locked_until: datetime | None, at: datetime) -> bool:
    """Say whether the account is locked at the instant ``at``."""
    return locked_until is not None and at < locked_until


def after_failure(failures: int, locked_until: datetime | None, at: datetime) -> tuple[int, datetime | None]:
    """Return (failures, locked until) after one more wrong password.

    The fifth failure locks. Failures while locked do not count, so that the lock always ends; after it the
    count begins anew.
    """
    if is_locked(locked_until, at):
        return failures, locked_until
    failures = 1 if locked_until is not None else failures + 1
    return failures, at + LOCKED_FOR if failures >= FAILURES_ALLOWED else None


def check_may_sign_in(*, is_active: bool, locked_until: datetime | None, at: datetime) -> None:
    """Refuse (``account.inactive``, ``account.locked``) whoever may not sign in now, password right or wrong."""
    if not is_active:
        raise Refusal("account.inactive")
    if is_locked(locked_until, at):
        raise Refusal("account.locked", until=locked_until)
