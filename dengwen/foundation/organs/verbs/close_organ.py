"""Close an organ that ceases to exist without being merged into its like."""

from datetime import date, datetime

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.organs.rules.days import check_founded
from dengwen.foundation.organs.rules.levels import Level, check_successor
from dengwen.foundation.organs.verbs.tree import (
    Change,
    check_not_below,
    lock_tree,
    open_organ,
    record,
    rehang,
)


def close_organ(*, organ: int, successor: int | None, on: date, actor_post: int | None, at: datetime) -> None:
    """Close the organ on the day ``on`` (the first without it); ``successor`` answers for it.

    There is always a successor, else its cases would belong to nobody: for a bureau one of its level or
    higher, for a unit another unit or a bureau. Raises ``organ.successor_missing``,
    ``organ.successor_unfit``, ``organ.has_open_children``, ``organ.cycle``, ``organ.not_found``, ``organ.closed``,
    ``organ.not_yet_founded``, ``organ.future_dated``, ``organ.back_dated``.
    """
    with transaction.atomic():
        lock_tree()
        row = open_organ(organ)
        if successor is None:
            raise Refusal("organ.successor_missing", name=row.name)
        heir = open_organ(successor)
        check_not_below(heir, row)
        check_successor(row.level, heir.level)
        check_founded(heir.name, heir.founded_on, on)
        children = Organ.objects.filter(parent=row, closed_on=None).order_by("pk")
        if names := list(children.values_list("name", flat=True)):
            raise Refusal("organ.has_open_children", name=row.name, children=names)
        closed = Change(row, "organ_closed", on, facts={"successor": successor})
        closed.close(at, heir)
        if row.level != Level.OUTSIDE:
            rehang(organ, successor)
        took_over = Change(heir, "organ_took_over", on, facts={"from": organ})
        record([closed, took_over], actor_post=actor_post, at=at)
