"""From a signed-in session to the post that acts."""

from datetime import date, timedelta

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from dengwen.base.clock import now
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.staff.models import Account

POST_KEY = "dengwen_post"
# Set while the password of the session is one that somebody else chose.
GIVEN_KEY, OWN_PASSWORD = "dengwen_given", "/password/"
# Half-written forms are kept on the server, so nobody loses anything by signing in again.
IDLE = timedelta(hours=2)
# Whoever signs in gets the first note.
SEEN_KEY, _NOTED_EVERY = "dengwen_seen", timedelta(minutes=5)
# Every page asks this first, so it is one fixed statement: who acts, and (inside a transaction) PostgreSQL is told.
_CHOSEN = """
SELECT p.*, set_config('dengwen.post', p.post::text, true), set_config('dengwen.reach', dengwen_reach(p.post), true),
    set_config('plan_cache_mode', %s, true)
FROM (
  SELECT p.id AS post, p.account_id AS account, a.name, p.role, p.organ_id AS organ, o.name AS organ_name, o.level,
    CASE WHEN o.level = 'unit' AND o.parent_id IS NOT NULL THEN o.parent_id ELSE o.id END AS bureau, a.name_en,
    a.password
  FROM staff_post p JOIN staff_account a ON a.id = p.account_id JOIN organs_organ o ON o.id = p.organ_id
  WHERE p.account_id = %s AND a.is_active AND p.since <= %s AND (p.until IS NULL OR p.until >= %s)
  ORDER BY p.id = %s DESC, p.id LIMIT 1) p
"""


def actor_of_session(request: HttpRequest, on: date, *, planned_once: bool = False) -> Actor | None:
    """Return the actor of the session, or None when nobody (any more) is behind it.

    One query: post, account and organ together. The session dies with a changed password, a deactivated account
    or the last post; a post that ended is replaced by the first one still in force. Inside a transaction the rest
    of it acts as that post (see ``acting.set_post``). ``planned_once``: from then on prepared statements run by plans
    made once, not anew for each value; for pages whose few statements take the same way for every value.
    """
    account = request.session.get(SESSION_KEY)
    if account is None:
        return None
    with connection.cursor() as cursor:
        plans = "force_generic_plan" if planned_once else "auto"
        cursor.execute(_CHOSEN, [plans, int(account), on, on, int(request.session.get(POST_KEY) or 0)])
        row = cursor.fetchone()
    if row is None:
        return None
    *found, password, _post, _reach, _plans = row
    stamp = request.session.get(HASH_SESSION_KEY, "")
    if not constant_time_compare(stamp, Account(password=password).get_session_auth_hash()):
        return None
    return Actor(*found)


def was_idle(request: HttpRequest) -> bool:
    """Say whether the session was idle for too long, and end it then; else note, now and then, that it is in use.

    The note is taken every five minutes only: it costs a write.
    """
    at = now().timestamp()
    idle_for = at - request.session.get(SEEN_KEY, at)
    if idle_for > IDLE.total_seconds():
        request.session.flush()
        return True
    if idle_for > _NOTED_EVERY.total_seconds():
        request.session[SEEN_KEY] = at
    return False
