"""Events on a matter of the cast, whether or not a verb for them exists yet: through the passage, not around it."""

from datetime import UTC, datetime, time, timedelta

from django.db import transaction

from dengwen.base.clock import local_day
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.verbs.door import Passage, finish, lock
from dengwen.domains.deadlines.models import Clock
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast

AT_NINE = time(1, 0, tzinfo=UTC)


def at_day(number: int) -> datetime:
    """Return nine o'clock in Shanghai, ``number`` days after the first day of the cast."""
    return datetime.combine(DAY + timedelta(days=number), AT_NINE)


def happen(cast: Cast, case: int, event: str, at: datetime = MORNING, **facts: object) -> None:
    """Let ``event`` happen to the matter, with nothing but its effect on limits."""
    with transaction.atomic():
        set_post(cast["registrar"].post)
        matter = lock(case)
        passage = Passage(matter, event, cast["registrar"], at, local_day(at, "Asia/Shanghai"))
        passage.watch(matter)
        if event in ("record_service", "serve_review"):
            matter.served_on = passage.today
        passage.facts |= facts
        finish([passage])


def clock(cast: Cast, case: int, rule: str) -> Clock:
    """Return the newest clock of a rule."""
    matter: Matter = cast.matter(case)
    return Clock.objects.filter(matter=matter, rule=rule).order_by("-pk")[0]
