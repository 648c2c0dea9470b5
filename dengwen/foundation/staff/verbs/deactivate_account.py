"""End an account: its holder can no longer sign in."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.staff.models import Post
from dengwen.foundation.staff.verbs.recording import locked_account, post_entry, record_account


def deactivate_account(*, account: int, actor_post: int | None, at: datetime) -> None:
    """Shut the account and end its posts with today; account and posts stay, for who did what then.

    Posts that have not begun end on their first day and were never acted in, since the account is shut. Raises
    ``account.not_found``, ``account.inactive_already``.
    """
    today = local_day(at, settings.TIME_ZONE)
    with transaction.atomic():
        row = locked_account(account)
        if not row.is_active:
            raise Refusal("account.inactive_already")
        row.is_active = False
        row.save(update_fields=["is_active"])
        record_account(row, "account_deactivated", "is_active", actor_post=actor_post, at=at)
        open_ended = Q(until=None) | Q(until__gt=today)
        posts = list(Post.objects.select_for_update().filter(open_ended, account=row).order_by("pk"))
        for post in posts:
            post.until = max(today, post.since)
        Post.objects.bulk_update(posts, ["until"])
        append_entries([post_entry(post, "post_ended", actor_post=actor_post, at=at) for post in posts])
