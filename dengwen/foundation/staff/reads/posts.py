"""Who holds, and held, which post."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from dengwen.foundation.organs.rules.levels import Level
from dengwen.foundation.staff.models import Post


def posts_in_force(day: date) -> QuerySet[Post]:
    """Return the posts that hold on ``day``, account and organ loaded; those of shut accounts are left out."""
    in_force = Q(until=None) | Q(until__gte=day)
    posts = Post.objects.filter(in_force, since__lte=day, account__is_active=True)
    return posts.select_related("account", "organ")


def posts_of_account(account: int, day: date) -> list[Post]:
    """Return the posts in force of one person, the oldest first: what she may act as."""
    return list(posts_in_force(day).filter(account=account).order_by("since", "pk"))


def posts_of_organ(organ: int, day: date, roles: Collection[str] | None = None) -> list[Post]:
    """Return the posts in force of the organ itself (not of its units), by role and name."""
    posts = posts_in_force(day).filter(organ=organ)
    if roles is not None:
        posts = posts.filter(role__in=roles)
    return list(posts.order_by("role", "account__name", "pk"))


def who_held(organ: int, role: str, day: date) -> list[Post]:
    """Return the posts of the role in the organ that held on ``day``, also those of accounts shut since."""
    in_force = Q(until=None) | Q(until__gte=day)
    posts = Post.objects.filter(in_force, since__lte=day, organ=organ, role=role)
    return list(posts.select_related("account", "organ").order_by("since", "pk"))


def assignable_posts(bureau: int, day: date, roles: Collection[str]) -> list[Post]:
    """Return the posts that can be assigned in a bureau: its own in these roles and those of its open units."""
    units = Q(organ__parent=bureau, organ__level=Level.UNIT, organ__closed_on=None)
    posts = posts_in_force(day).filter(Q(organ=bureau) | units, role__in=roles)
    return list(posts.order_by("organ__code", "account__name", "pk"))


def find_officers(words: str, day: date) -> list[Post]:
    """Return a post in force of each person whom ``words`` names: by user name, or by the whole name; at most nine."""
    asked = words.strip()
    named = Q(account__username__iexact=asked) | Q(account__name=asked) | Q(account__name_en__iexact=asked)
    found = posts_in_force(day).filter(named).order_by("account", "since", "pk").distinct("account")
    exact = [post for post in found[:50] if post.account.username.casefold() == asked.casefold()]
    return exact or list(found[:9])
