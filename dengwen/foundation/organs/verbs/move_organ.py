"""Put an organ under another one."""

from datetime import date, datetime

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.foundation.organs.rules.days import check_founded
from dengwen.foundation.organs.rules.levels import Level, check_parent
from dengwen.foundation.organs.verbs.tree import (
    Change,
    check_not_below,
    lock_tree,
    open_organ,
    record,
    rehang,
)


def move_organ(*, organ: int, to: int | None, on: date, actor_post: int | None, at: datetime) -> None:
    """Hang the organ, with all below it, under ``to`` from the day ``on`` (None: it stands at the top).

    Raises ``organ.cycle``, ``organ.level_nonsense``, ``organ.nothing_changes``, ``organ.not_found``,
    ``organ.closed``, ``organ.not_yet_founded``, ``organ.future_dated``, ``organ.back_dated``.
    """
    with transaction.atomic():
        lock_tree()
        row = open_organ(organ)
        if row.parent_id == to:
            raise Refusal("organ.nothing_changes", name=row.name)
        parent = open_organ(to) if to is not None else None
        if parent is not None:
            check_not_below(parent, row)
            check_founded(parent.name, parent.founded_on, on)
        check_parent(row.level, parent.level if parent is not None else None)
        change = Change(row, "organ_moved", on, facts={"was": row.parent_id, "to": to})
        change.alter(at, parent_id=to)
        if row.level != Level.OUTSIDE:
            rehang(organ, to)
        record([change], actor_post=actor_post, at=at)
