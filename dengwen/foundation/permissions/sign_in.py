"""From a signed-in session to the post that acts."""

from datetime import date

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Q
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from dengwen.foundation.permissions.actor import Actor, actor_of
from dengwen.foundation.staff.models import Post

POST_KEY = "dengwen_post"


def actor_of_session(request: HttpRequest, on: date) -> Actor | None:
    """Return the actor of the session, or None when nobody (any more) is behind it.

    One query: post, account and organ together. The session dies with a changed password, a deactivated account
    or the last post; a post that ended is replaced by the first one still in force.
    """
    account = request.session.get(SESSION_KEY)
    if account is None:
        return None
    in_force = Q(until=None) | Q(until__gte=on)
    posts = Post.objects.select_related("account", "organ").filter(in_force, account=account, since__lte=on)
    chosen = request.session.get(POST_KEY)
    post = posts.filter(pk=chosen).first() if chosen else None
    post = post or posts.order_by("pk").first()
    if post is None or not post.account.is_active:
        return None
    stamp = request.session.get(HASH_SESSION_KEY, "")
    if not constant_time_compare(stamp, post.account.get_session_auth_hash()):
        return None
    return actor_of(post)
