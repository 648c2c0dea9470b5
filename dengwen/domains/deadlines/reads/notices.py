"""What an installation knows of its holiday notices."""

from dataclasses import dataclass
from datetime import datetime

from dengwen.domains.deadlines.models import HolidayNotice
from dengwen.domains.deadlines.reads.touched_clocks import moves, touched

_BLOCK = 2000


@dataclass(frozen=True, slots=True)
class Adopted:
    """A notice that was adopted."""

    number: int
    calendar: str
    years: list[int]
    file_name: str
    adopted_at: datetime


def adopted_notices() -> list[Adopted]:
    """Return the notices in the order in which they were adopted."""
    rows = HolidayNotice.objects.order_by("pk")
    return [Adopted(row.pk, row.calendar, row.years, row.file_name, row.adopted_at) for row in rows]


def matters_still_waiting(using: str = "owner") -> int:
    """Return how many matters have a limit that the newest notice moves; asked as the owner, who sees all."""
    newest = HolidayNotice.objects.using(using).order_by("-pk").values_list("pk", flat=True).first() or 0
    found: set[int] = set()
    last = 0
    while clocks := list(touched(newest, using).filter(pk__gt=last).order_by("pk")[:_BLOCK]):
        found |= moves(clocks, newest, using).keys()
        last = clocks[-1].pk
    return len(found)
