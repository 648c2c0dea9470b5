"""Provisional views: who is heard before the opinion, and until when (PHS-3)."""

from collections.abc import Iterable
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.handling.rules.days import check_done_on


def check_comment_day(*, comment_by: date, least: date, article: str) -> None:
    """Refuse a last day for comments that comes too soon; raises ``view.too_soon``."""
    if comment_by < least:
        raise Refusal("view.too_soon", comment_by=comment_by, least=least, article=article)


def check_comment(*, side_known: bool, text: str, received_on: date, shown_on: date, today: date) -> None:
    """Refuse a comment without words or older than the view.

    Raises ``view.side_unknown``, ``view.no_comment``, ``view.comment_before``, ``day.future``.
    """
    if not side_known:
        raise Refusal("view.side_unknown")
    if not text.strip():
        raise Refusal("view.no_comment")
    if received_on < shown_on:
        raise Refusal("view.comment_before", shown_on=shown_on)
    check_done_on(received_on, today=today)


def check_heard(*, comment_by: date | None, answered: Iterable[bool], today: date) -> None:
    """Refuse an opinion before the last day for comments is over, or while a comment has no answer.

    ``comment_by`` is None where no view was shown. Raises ``view.still_open``, ``view.comment_unanswered``.
    """
    if comment_by is None:
        return
    if today <= comment_by:
        raise Refusal("view.still_open", comment_by=comment_by)
    if not all(answered):
        raise Refusal("view.comment_unanswered")
