"""What the tests of reminders share: sweeping a day, and who was told what."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dengwen.domains.reminders.models import Reminder
from dengwen.domains.reminders.reads.asking import Swept
from dengwen.domains.reminders.verbs.sweep import sweep
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, Cast

ZONE = ZoneInfo("Asia/Shanghai")


def after(days: int) -> date:
    """Return the day so many days after the cast's."""
    return DAY + timedelta(days=days)


def six(day: date) -> datetime:
    """Return six o'clock of the day in Shanghai."""
    return datetime.combine(day, time(6), ZONE)


def swept(days: int) -> Swept:
    """Sweep the day so many days after the cast's, at six o'clock."""
    return sweep(day=after(days), at=six(after(days)))


def told(cast: Cast) -> dict[str, list[str]]:
    """Return the steps that each part of the cast was told, the oldest first; each as that part sees it."""
    found = {}
    for part in cast.actors:
        set_post(cast[part].post)
        steps = list(Reminder.objects.order_by("pk").values_list("step", flat=True))
        if steps:
            found[part] = steps
    return found
