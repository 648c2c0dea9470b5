"""The posts that nobody holds while matters wait."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dengwen.domains.reminders.access import open_posts_visible_to
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.staff.models import Post

MOST = 200


@dataclass(frozen=True, slots=True)
class Lacking:
    """In an organ somebody lacks since a day, and so many matters wait."""

    organ: int
    name: str
    name_en: str
    kind: str
    matters: int
    since: date


def open_posts(actor: Actor, today: date) -> list[Lacking]:
    """Return what this post can do something about, where most matters wait first.

    An open post is gone as soon as somebody is appointed; one who left is gone with the next sweep, when no matter
    names her any more.
    """
    rows = list(open_posts_visible_to(actor).select_related("organ").order_by("-matters", "pk")[:MOST])
    if not rows:
        return []
    held = _held({row.organ_id for row in rows}, today)
    return [
        Lacking(row.organ_id, row.organ.name, row.organ.name_en, row.kind, row.matters, row.since)
        for row in rows
        if not any((row.organ_id, role) in held for role in mending_roles(row.kind))
    ]


def mending_roles(kind: str) -> list[str]:
    """Return the roles of which one, once it is held, ends the gap; none where another name is needed."""
    return code_list("reminder_gaps").entry(kind).extras.get("mends", "").split()


def _held(organs: set[int], today: date) -> set[tuple[int, str]]:
    in_force = Q(until=None) | Q(until__gte=today)
    posts = Post.objects.filter(in_force, since__lte=today, account__is_active=True, organ__in=organs)
    return set(posts.values_list("organ_id", "role"))
