"""The calendars of this installation: those built in, with the holiday notices that were adopted."""

from datetime import date
from functools import lru_cache

from django.db import connection

from dengwen.domains.deadlines.models import HolidayNotice
from dengwen.foundation.calendar.day_status import DayCalendar
from dengwen.foundation.calendar.notice import Notice, under_notices
from dengwen.foundation.calendar.working_days import calendar_named

# Whoever adopts a notice waits for those who count by the older calendar, before their clocks are counted again.
LOCK = 7_304_185
_NEWEST = (
    "SELECT (SELECT coalesce(max(id), 0) FROM deadlines_holidaynotice), pg_advisory_xact_lock_shared(%s)"
)


def newest_calendar() -> int:
    """Return the number of the newest notice, 0 where none was adopted; until the transaction ends none is adopted.

    Processes keep no answer of their own: each transaction that counts asks once, so that a notice is obeyed by all
    of them from the moment on in which it was adopted.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [LOCK])
        return int(cursor.fetchone()[0])


def calendar_at(name: str, version: int) -> DayCalendar:
    """Return the calendar ``name`` as it was with the notice ``version``; notices never change, so it is kept."""
    if version == 0:
        return calendar_named(name)
    return _calendar_at(str(connection.settings_dict["NAME"]), name, version)


@lru_cache(maxsize=64)
def _calendar_at(database: str, name: str, version: int) -> DayCalendar:
    del database  # only there to tell the notices of one database from those of another
    return lru_cache(maxsize=8192)(under_notices(calendar_named(name), notices(name, version)))


def notices(name: str, version: int) -> list[Notice]:
    """Return the notices for the calendar ``name`` up to ``version``, in the order in which they were adopted."""
    found = HolidayNotice.objects.filter(calendar=name, pk__lte=version).order_by("pk")
    return [as_notice(row) for row in found]


def as_notice(row: HolidayNotice) -> Notice:
    """Return a stored notice as the calendar reads it."""
    return Notice(tuple(row.years), {date.fromisoformat(day): said for day, said in row.days.items()})
