"""The one place that asks the system for the time; everything below interfaces takes it as an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


def local_day(instant: datetime, zone: str) -> date:
    """Return the calendar day of ``instant`` in the time zone named ``zone`` (a legal day is a local day)."""
    return instant.astimezone(ZoneInfo(zone)).date()
