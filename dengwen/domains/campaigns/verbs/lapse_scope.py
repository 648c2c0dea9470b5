"""A reason for leaving a matter outside lapses by itself: its day passes, or what it rests on ends."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from django.conf import settings
from django.db import connection, transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.models import ScopeDecision
from dengwen.domains.campaigns.rules.scope import ended_by, lapses
from dengwen.domains.campaigns.states import Cause, ScopeOutcome
from dengwen.domains.campaigns.verbs.book_of_campaign import pack_of
from dengwen.domains.campaigns.verbs.change_scope import back_into_scope, hold_campaign, standing_decision
from dengwen.domains.cases.verbs.door import Passage, finish, lock
from dengwen.domains.deadlines.rules.when_clocks_run import EVENT_OF
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import load_actor
from dengwen.foundation.rulebook.campaign_file import campaign_packs
from dengwen.foundation.rulebook.families import family

EVENT = "scope_lapsed"
_VERB_OF = {event: verb for verb, event in EVENT_OF.items()}


def lapse_scope(*, day: date, at: datetime) -> int:
    """Bring back every case whose reason has lapsed before ``day``; return how many. It may run twice.

    Each case is a transaction of its own and has its entry, under the post of the office that runs the campaign:
    nobody else sees it, and the sentence says that it lapsed by itself. Raises ``day.future``.
    """
    if day > local_day(at, settings.TIME_ZONE):
        raise Refusal("day.future", day=day)
    with connection.cursor() as cursor:
        cursor.execute("SELECT campaign, matter, post FROM campaigns_lapsing(%s)", [day])
        found = cursor.fetchall()
    return sum(_lapse(campaign, matter, post, day, at) for campaign, matter, post in found)


def _lapse(campaign: int, case: int, post: int, day: date, at: datetime) -> bool:
    with transaction.atomic():
        set_post(post)
        try:
            matter = lock(case)
        except Refusal:
            return False  # it accuses this very organ, which does not see it: the office above brings it back
        actor = load_actor(post, day)
        passage = Passage(matter, EVENT, actor, at, local_day(at, settings.TIME_ZONE))
        passage.watch(matter)
        row = standing_decision(passage, campaign)
        if row is None or not lapses(row.review_on, day):
            return False
        held = hold_campaign(campaign)
        back_into_scope(passage, held, pack_of(held), row, cause=Cause.LAPSED, why="day_passed")
        finish([passage])
    return True


def lapse_on_event(passages: Sequence[Passage]) -> None:
    """End the reasons that this event of the case ends (see ``ends_with`` of the pack).

    A reaction to every event: the case is back within the same transaction, by the same entry. An event that no pack
    names costs nothing.
    """
    ending = _ending(family())
    for passage in passages:
        event = _VERB_OF.get(passage.event, passage.event)
        if event not in ending or passage.is_new:
            continue
        for row in passage.rows(ScopeDecision, ended_on=None):
            held = hold_campaign(row.campaign_id)
            pack = pack_of(held)
            if row.outcome == ScopeOutcome.CONFIRMED and ended_by(pack, row.reason, event):
                back_into_scope(passage, held, pack, row, cause=Cause.EVENT, why=event[:24])


@cache
def _ending(of: str) -> frozenset[str]:
    """Return every event that ends a reason of some campaign."""
    packs = campaign_packs(of)
    return frozenset(event for pack in packs for reason in pack.reasons for event in reason.ends_with)
