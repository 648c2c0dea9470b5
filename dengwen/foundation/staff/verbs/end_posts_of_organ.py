"""End all posts of an organ that was merged or closed."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.staff.models import Post
from dengwen.foundation.staff.verbs.recording import post_entry


def end_posts_of_organ(*, organ: int, until: date, actor_post: int | None, at: datetime) -> list[int]:
    """Let ``until`` be the last day of every post of the organ that would last longer; return their ids.

    A post that would begin later ends on its first day.
    """
    with transaction.atomic():
        longer = Q(until=None) | Q(until__gt=until)
        posts = list(Post.objects.select_for_update().filter(longer, organ=organ).order_by("pk"))
        for post in posts:
            post.until = max(until, post.since)
        Post.objects.bulk_update(posts, ["until"])
        append_entries([post_entry(post, "post_ended", actor_post=actor_post, at=at) for post in posts])
    return [post.pk for post in posts]
