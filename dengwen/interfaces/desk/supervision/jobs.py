"""What happens each morning: the rules raise items, and silence goes a step up."""

from datetime import datetime

from django.conf import settings

from dengwen.base.clock import local_day
from dengwen.domains.supervision.reads.supervisors import supervising_posts
from dengwen.domains.supervision.verbs.answer_item import escalate_supervision
from dengwen.domains.supervision.verbs.raise_item import MOST, sweep_supervision
from dengwen.foundation.permissions.actor import load_actor


def supervise(at: datetime, most: int = MOST) -> tuple[int, int]:
    """Let the rules look in the name of every organ above others; return how many items were raised and went up.

    Each organ sweeps ``most`` at a time until the rules find nothing more: what the city left, the province would
    raise in its stead.
    """
    day, raised = local_day(at, settings.TIME_ZONE), 0
    for post in supervising_posts(day):
        actor = load_actor(post, day)
        while swept := sweep_supervision(actor=actor, at=at, most=most).raised:
            raised += swept
    return raised, escalate_supervision(day=day, at=at)
