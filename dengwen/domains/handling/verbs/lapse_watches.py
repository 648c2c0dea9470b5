"""Watches end with the leader's post or on their day although nothing happens in the case."""

from datetime import date, datetime

from django.conf import settings
from django.db import connection, transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, finish, lock
from dengwen.domains.cases.verbs.keep_watch import end_if_over
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import load_actor

EVENT = "watch_lapsed"


def lapse_watches(*, day: date, at: datetime) -> int:
    """End every watch whose leader's post or whose own last day is over before ``day``; return how many.

    It may run twice. Each case is a transaction of its own and has its entry, under a post of the leader's organ, or
    of the holder where that one has none: the sentence says that it ended by itself. Raises ``day.future``.
    """
    if day > local_day(at, settings.TIME_ZONE):
        raise Refusal("day.future", day=day)
    with connection.cursor() as cursor:
        cursor.execute("SELECT matter, post FROM cases_watches_lapsing(%s)", [day])
        found = cursor.fetchall()
    return sum(_lapse(matter, post, day, at) for matter, post in found)


def _lapse(case: int, post: int, day: date, at: datetime) -> bool:
    with transaction.atomic():
        set_post(post)
        try:
            matter = lock(case)
        except Refusal:
            return False  # it accuses the organ of this very post, which does not see it
        passage = Passage(matter, EVENT, load_actor(post, day), at, local_day(at, settings.TIME_ZONE))
        passage.watch(matter)
        if not end_if_over(passage):
            return False
        finish([passage])
    return True
