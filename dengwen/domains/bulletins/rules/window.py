"""The month that is looked at, and from which day."""

from dataclasses import dataclass
from datetime import date, timedelta

from dengwen.base.errors import Refusal


@dataclass(frozen=True, slots=True)
class Window:
    """``start`` to ``end`` is the month. A past month is seen as it stood at the end of its last day, the running
    one as it stands today: ``through`` is the last day whose events count, and a limit is past when it ended
    before the day ``before`` (the first of the next month, or today: today's limits can still be met).
    """

    start: date
    end: date
    through: date
    before: date

    @property
    def running(self) -> bool:
        """Say whether the month is not over."""
        return self.before <= self.end

    @property
    def label(self) -> str:
        """Return the month as ``2026-03``."""
        return f"{self.start:%Y-%m}"


def window(month: date, today: date) -> Window:
    """Return the window of the month that holds the day ``month``; raises ``figures.month_to_come``."""
    start = month.replace(day=1)
    if start > today:
        raise Refusal("figures.month_to_come", month=f"{start:%Y-%m}")
    end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if end < today:
        return Window(start, end, end, end + timedelta(days=1))
    return Window(start, end, today, today)


def parse_month(text: str) -> date | None:
    """Return the first day of ``2026-03``, or None where the text is no month."""
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None


def months_up_to(month: date, count: int = 12) -> list[date]:
    """Return the first days of ``count`` months, the last of them ``month``."""
    last = month.year * 12 + month.month - 1
    return [date((last - back) // 12, (last - back) % 12 + 1, 1) for back in reversed(range(count))]
