"""On which days something can have been done."""

from datetime import date

from dengwen.base.errors import Refusal


def check_done_on(done_on: date, *, today: date) -> None:
    """Refuse a day that is still to come; raises ``day.future``."""
    if done_on > today:
        raise Refusal("day.future", day=done_on)


def check_served_on(served_on: date, *, issued_on: date, today: date) -> None:
    """Refuse a service before the opinion was issued or in the future.

    Raises ``service.before_issue``, ``day.future``. The petitioner's period counts from this day (L22 Art.35).
    """
    if served_on < issued_on:
        raise Refusal("service.before_issue", served_on=served_on, issued_on=issued_on)
    check_done_on(served_on, today=today)
