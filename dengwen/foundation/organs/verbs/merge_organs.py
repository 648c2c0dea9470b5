"""Merge one organ into another."""

from datetime import date, datetime

from django.db import transaction

from dengwen.foundation.organs.models import Organ
from dengwen.foundation.organs.rules.days import check_founded
from dengwen.foundation.organs.rules.levels import Level, check_merge, check_parent
from dengwen.foundation.organs.verbs.tree import (
    Change,
    check_not_below,
    lock_tree,
    open_organ,
    record,
    rehang,
)


def merge_organs(*, organ: int, into: int, on: date, actor_post: int | None, at: datetime) -> None:
    """Close ``organ`` on the day ``on`` (the first without it); ``into`` answers for its cases.

    What stood directly below ``organ`` stands below ``into`` from that day. Its posts are ended by
    ``staff.verbs.end_posts_of_organ``. Raises ``organ.merge_levels``, ``organ.cycle``, ``organ.not_found``,
    ``organ.closed``, ``organ.not_yet_founded``, ``organ.future_dated``, ``organ.back_dated``.
    """
    with transaction.atomic():
        lock_tree()
        row, successor = open_organ(organ), open_organ(into)
        check_merge(row.level, successor.level)
        check_not_below(successor, row)
        check_founded(successor.name, successor.founded_on, on)
        merged = Change(row, "organ_merged", on, facts={"into": into})
        merged.close(at, successor)
        changes = [merged, Change(successor, "organ_took_over", on, facts={"from": organ})]
        if row.level != Level.OUTSIDE:
            rehang(organ, into)
        for child in Organ.objects.select_for_update().filter(parent=row, closed_on=None).order_by("pk"):
            check_parent(child.level, successor.level)
            moved = Change(child, "organ_moved", on, facts={"was": organ, "to": into})
            moved.alter(at, parent_id=into)
            if child.level != Level.OUTSIDE:
                rehang(child.pk, into)
            changes.append(moved)
        record(changes, actor_post=actor_post, at=at)
