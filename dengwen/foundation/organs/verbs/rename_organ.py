"""Give an organ a new name."""

from datetime import date, datetime

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.foundation.organs.verbs.tree import Change, lock_tree, open_organ, record


def rename_organ(
    *, organ: int, name: str, on: date, actor_post: int | None, at: datetime, name_en: str | None = None
) -> None:
    """Name the organ ``name`` from the day ``on``; without ``name_en`` the English name stays.

    Raises ``organ.name_missing``, ``organ.nothing_changes``, ``organ.not_found``, ``organ.closed``,
    ``organ.future_dated``, ``organ.back_dated``.
    """
    with transaction.atomic():
        lock_tree()
        row = open_organ(organ)
        new = (name.strip(), row.name_en if name_en is None else name_en.strip())
        if not new[0]:
            raise Refusal("organ.name_missing", organ_code=row.code)
        if new == (row.name, row.name_en):
            raise Refusal("organ.nothing_changes", name=row.name)
        change = Change(row, "organ_renamed", on, facts={"was": row.name})
        change.alter(at, name=new[0], name_en=new[1])
        record([change], actor_post=actor_post, at=at)
