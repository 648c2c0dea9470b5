"""The one post through which petitioners act for themselves."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.organs.rules.levels import Level
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.staff.models import Post
from dengwen.foundation.staff.rules.posts import PETITIONER
from dengwen.foundation.staff.verbs.create_accounts import AccountSpec, create_accounts
from dengwen.foundation.staff.verbs.deactivate_account import deactivate_account
from dengwen.foundation.staff.verbs.recording import post_entry

_USERNAME = "petitioner.portal"


def petitioners_post(*, at: datetime) -> Post:
    """Return the petitioners' post, with account and organ; the first call makes it, at the highest organ here.

    Its account is shut from the first moment: nobody can sign in with it, and it reaches no case. What a petitioner
    sees and does goes by ``Actor.case`` alone. Raises ``portal.no_organ`` where no organ was founded yet.
    """
    found = Post.objects.select_related("account", "organ").filter(role=PETITIONER).order_by("pk").first()
    return found or _made(at)


def _made(at: datetime) -> Post:
    with transaction.atomic():
        top = (
            Organ.objects.select_for_update().filter(parent=None, closed_on=None).exclude(level=Level.OUTSIDE)
        )
        organ = top.order_by("pk").first()
        if organ is None:
            raise Refusal("portal.no_organ")
        found = Post.objects.select_related("account", "organ").filter(role=PETITIONER).order_by("pk").first()
        if found is not None:  # somebody else was quicker
            return found
        called = code_list("portal_words").entry("petitioner")
        spec = AccountSpec(username=_USERNAME, name=called.zh, name_en=called.en)
        account = create_accounts([spec], actor_post=None, at=at)[0]
        deactivate_account(account=account, actor_post=None, at=at)
        since = local_day(at, settings.TIME_ZONE)
        post = Post.objects.create(account_id=account, organ=organ, role=PETITIONER, since=since)
        append_entries([post_entry(post, "appointed", actor_post=None, at=at, fresh=True)])
        return Post.objects.select_related("account", "organ").get(pk=post.pk)
