"""What happens each morning: the rules raise items, and silence goes a step up."""

from datetime import datetime

from django.conf import settings

from dengwen.base.clock import local_day
from dengwen.domains.supervision.reads.supervisors import supervising_posts
from dengwen.domains.supervision.verbs.answer_item import escalate_supervision
from dengwen.domains.supervision.verbs.raise_item import sweep_supervision
from dengwen.foundation.permissions.actor import load_actor


def supervise(at: datetime) -> tuple[int, int]:
    """Let the rules look in the name of every organ above others; return how many items were raised and went up."""
    day = local_day(at, settings.TIME_ZONE)
    actors = [load_actor(post, day) for post in supervising_posts(day)]
    raised = sum(sweep_supervision(actor=actor, at=at).raised for actor in actors)
    return raised, escalate_supervision(day=day, at=at)
