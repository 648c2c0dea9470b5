"""End a post; it stays as history."""

from datetime import date, datetime

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.staff.rules.posts import check_days
from dengwen.foundation.staff.verbs.recording import locked_post, post_entry


def end_post(*, post: int, until: date, actor_post: int | None, at: datetime) -> None:
    """Let ``until`` be the last day of the post; an end that was set already can only become earlier.

    Raises ``post.not_found``, ``post.ends_before_start``, ``post.ended_already``.
    """
    with transaction.atomic():
        row = locked_post(post)
        check_days(row.since, until)
        if row.until is not None and row.until <= until:
            raise Refusal("post.ended_already", until=row.until)
        row.until = until
        row.save(update_fields=["until"])
        append_entries([post_entry(row, "post_ended", actor_post=actor_post, at=at)])
