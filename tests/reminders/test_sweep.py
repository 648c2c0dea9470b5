"""The sweep: who is told of which step, once, and of nothing that does not run."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connections

from dengwen.domains.deadlines.models import Clock
from dengwen.domains.reminders.models import Reminder
from dengwen.domains.reminders.reads.asking import Swept
from dengwen.domains.reminders.reads.missed import missed_reminders
from dengwen.domains.reminders.verbs.sweep import sweep
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast
from tests.handling.walk import walk

SHANGHAI = ZoneInfo("Asia/Shanghai")


def six(day: date) -> datetime:
    """Return six o'clock of the day in Shanghai."""
    return datetime.combine(day, time(6), SHANGHAI)


def swept(day: date) -> Swept:
    return sweep(day=day, at=six(day))


def told(cast: Cast, *parts: str) -> dict[str, list[str]]:
    """Return the steps that each part was told, the oldest first."""
    found = {}
    for part in parts or tuple(cast.actors):
        set_post(cast[part].post)
        if steps := list(
            Reminder.objects.filter(post=cast[part].post).order_by("pk").values_list("step", flat=True)
        ):
            found[part] = steps
    return found


def test_try(cast: Cast) -> None:
    cast.registered()
    for day in (0, 6, 7, 8, 11, 12, 14, 15, 16, 17, 23, 24):
        print(
            day, swept(DAY + timedelta(days=day)), told(cast), missed_reminders(day=DAY + timedelta(days=day))
        )
    way = walk(cast, "team")
    print(swept(DAY + timedelta(days=90)), told(cast))
    assert 0
