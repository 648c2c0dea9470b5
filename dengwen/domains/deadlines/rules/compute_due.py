"""When a limit ends.

Counting follows Civil Code Art.200 to 204, by analogy: the petition regulations have no clause of their own.
The day of the start is not counted (Art.201); months and years end on the day of the same number, or on the
last day of a shorter month (Art.202); a limit that ends on a rest day legally ends on the next working day
(Art.203). A limit stands still only for what its own rule names: in both national texts that is the hearing of a
re-review and nothing else (L05 Art.35(2), L22 Art.36(2)).
"""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dengwen.base.errors import Refusal
from dengwen.foundation.calendar.day_status import DayCalendar
from dengwen.foundation.calendar.working_days import calendar_named
from dengwen.foundation.rulebook.model import Limit, Unit

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the count.

    ``kind``: ``start`` (not counted); ``count`` and ``extend`` (``days`` units counted, up to ``day``; the unit is
    in ``note_code``); ``skip`` (a rest day, not counted); ``roll`` (a rest day on which the limit cannot end);
    ``make_up`` (a weekend day that is worked, and counts); ``pause`` (a day on which the limit stood still). For
    days, ``note_code`` is the reason of their status; for a pause its code.
    """

    kind: str
    day: date
    days: int
    note_code: str


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which a limit stands still: the days after ``since``, up to and with ``until`` (None: still open).

    The day on which the pause begins has run as any other day, the one on which it ends no more: so a pause that
    ends on the day of its beginning stops nothing (Civil Code Art.201, by analogy).
    """

    code: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The end of a limit, and how it was found.

    ``target`` is the day shown to the organ, not rolled; ``legal`` the day on which the limit legally ends;
    ``for_petitioner`` the day the petitioner is told, always the later of the two. ``provisional``: it hangs
    on a day whose official holiday notice is not known here.
    """

    limit: Limit
    start: date
    target: date
    legal: date
    for_petitioner: date
    steps: tuple[Step, ...]
    provisional: bool
    extension_days: int = 0
    paused: bool = False
    as_of: date | None = None

    @property
    def article(self) -> str:
        """The article the limit rests on."""
        return self.limit.article

    @property
    def status(self) -> str:
        """``source``, ``unverified`` or ``design``."""
        return self.limit.status.value


def compute_due(
    limit: Limit,
    start: date,
    *,
    extension_days: int = 0,
    pauses: Sequence[Pause] = (),
    as_of: date | None = None,
    calendar: str | DayCalendar,
) -> Due:
    """Count ``limit`` from ``start``; an extension is in its unit (in days for months and years).

    ``as_of`` is the day on which an open pause is taken to end; without it an open pause has stopped no day yet.
    Raises: ``limit.no_extension``, ``limit.extension_too_long`` (L05 Art.33, L22 Art.34: 30 days at most),
    ``limit.pause_not_named`` (a pause that the limit's own rule does not name).
    """
    _check_extension(limit, extension_days)
    paused = _paused_days(limit, pauses, as_of) if pauses else {}
    count = _Count(start, calendar_named(calendar), paused)
    count.add(limit.length, limit.unit, "count")
    if extension_days:
        in_days = Unit.WORKING_DAY if limit.unit is Unit.WORKING_DAY else Unit.CALENDAR_DAY
        count.add(extension_days, in_days, "extend")
    target = count.day
    # A day that a letter or an opinion names is that day: nothing was counted, so nothing rolls.
    legal = target if limit.unit is Unit.GIVEN_DATE else count.roll()
    still = any(pause.until is None and pause.since < target for pause in pauses)
    return Due(
        limit, start, target, legal, max(target, legal), tuple(count.steps), count.provisional, extension_days,
        still, as_of if still else None,
    )  # fmt: skip


def _paused_days(limit: Limit, pauses: Sequence[Pause], as_of: date | None) -> dict[date, str]:
    days: dict[date, str] = {}
    for pause in pauses:
        if pause.code not in limit.pauses:
            raise Refusal(
                "limit.pause_not_named", limit=limit.id, pause=pause.code, article=limit.article,
                named=list(limit.pauses),
            )  # fmt: skip
        until = pause.until if pause.until is not None else as_of or pause.since
        for ahead in range(1, (until - pause.since).days + 1):
            days.setdefault(pause.since + ahead * _DAY, pause.code)
    return days


def _check_extension(limit: Limit, asked: int) -> None:
    if asked < 0:
        raise ValueError("extension_days must be 0 or more")
    if asked and limit.extension is None:
        raise Refusal("limit.no_extension", limit=limit.id, article=limit.article)
    if limit.extension and asked > limit.extension.max:
        raise Refusal("limit.extension_too_long", limit=limit.id, most=limit.extension.max, asked=asked)


class _Count:
    """A walk over the calendar that keeps its steps."""

    def __init__(self, start: date, status: DayCalendar, paused: Mapping[date, str]) -> None:
        self.day, self.status, self.paused, self.provisional = start, status, paused, False
        self.steps = [Step("start", start, 0, "")]

    def add(self, length: int, unit: Unit, kind: str) -> None:
        match unit:
            case Unit.WORKING_DAY:
                self._add_days(length, self._works)
            case Unit.CALENDAR_DAY:
                self._add_until(self.day + timedelta(days=length))
            case Unit.MONTH:
                self._add_until(_months_later(self.day, length))
            case Unit.YEAR:
                self._add_until(_months_later(self.day, 12 * length))
            case Unit.GIVEN_DATE:
                return
        self.steps.append(Step(kind, self.day, length, unit.value))

    def _add_until(self, end: date) -> None:
        """Go to ``end``, and as many days further as the limit stood still on the way."""
        if self.paused:
            self._add_days((end - self.day).days, lambda _: True)
        else:
            self.day = end

    def _add_days(self, left: int, counts: Callable[[date], bool]) -> None:
        while left:
            self.day += _DAY
            if self.day in self.paused:
                self.steps.append(Step("pause", self.day, 1, self.paused[self.day]))
            else:
                left -= counts(self.day)

    def _works(self, day: date) -> bool:
        return self._is_working(day, "skip")

    def roll(self) -> date:
        """Return the first working day from the end on (Civil Code Art.203)."""
        day = self.day
        while not self._is_working(day, "roll"):
            day += _DAY
        return day

    def _is_working(self, day: date, kind: str) -> bool:
        status = self.status(day)
        self.provisional = self.provisional or status.provisional
        if not status.working:
            self.steps.append(Step(kind, day, 1, status.reason))
        elif status.reason == "make_up" and (made_up := Step("make_up", day, 1, "make_up")) not in self.steps:
            self.steps.append(made_up)
        return status.working


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
