"""The one place that says which matters a number counts; the number and its list are both made from it."""

from datetime import date

from django.db.models import F, Q

from dengwen.domains.bulletins.rules.measures import BY_ID
from dengwen.domains.bulletins.rules.window import Window, window
from dengwen.domains.cases.states import CloseBasis


def measure_condition(measure: str, month_start: date, month_end: date, today: date) -> Q:
    """Return the condition for the matters that ``measure`` counts in the month, seen on the day ``today``.

    Raises ``figures.month_to_come``; an unknown measure is a ``KeyError``. It asks only for columns that
    the matter and its picture have in common.
    """
    seen = window(month_start, today)
    if seen.end != month_end:
        raise ValueError(f"{month_start} to {month_end} is no month")
    return condition(measure, seen)


def condition(measure: str, seen: Window) -> Q:
    """Return the same for a window that is known already."""
    BY_ID[measure]
    if measure in ("accept_due", "decide_due"):
        return _due(*_LIMITS[measure], seen)
    if measure in ("accept_in_time", "decide_in_time"):
        due, done = _LIMITS[measure]
        return (
            _received_before(seen)
            & Q(**{f"{due}__gte": seen.start, f"{due}__lt": seen.before})
            & _met(due, done)
        )
    if measure == "open":
        return _open(seen)
    if measure == "overdue":
        late = _late("accept_due", "accepted_on", seen) | _late("handling_due", "decided_on", seen)
        return _open(seen) & late
    if measure == "returned":
        return ~Q(returned_in="") & Q(returned_in__contains=seen.label)
    return _happened(measure, seen)


_LIMITS = {
    "accept_due": ("accept_due", "accepted_on"),
    "accept_in_time": ("accept_due", "accepted_on"),
    "decide_due": ("handling_due", "decided_on"),
    "decide_in_time": ("handling_due", "decided_on"),
}


def _happened(measure: str, seen: Window) -> Q:
    if measure == "received":
        return Q(received_on__gte=seen.start, received_on__lte=seen.through)
    basis = CloseBasis.VERIFIED if measure == "closed" else CloseBasis.FORMER_REGISTER
    return Q(close_basis=basis.value, closed_on__gte=seen.start, closed_on__lte=seen.through)


def _not_by(column: str, day: date) -> Q:
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gt": day})


def _open(seen: Window) -> Q:
    return Q(received_on__lte=seen.through) & _not_by("ended_on", seen.through)


def _late(due: str, done: str, seen: Window) -> Q:
    return Q(**{f"{due}__lt": seen.before}) & _not_by(done, seen.through)


def _met(due: str, done: str) -> Q:
    """Answered, or ended otherwise than by merging, on or before the last day of the limit."""
    return Q(**{f"{done}__lte": F(due)}) | Q(ended_on__lte=F(due), merged_into__isnull=True)


def _due(due: str, done: str, seen: Window) -> Q:
    """The limit ended in the month (and did not fall away by a merger), or before it and was still not met."""
    in_month = Q(**{f"{due}__gte": seen.start, f"{due}__lt": seen.before})
    missed = (Q(**{f"{done}__isnull": True}) | Q(**{f"{done}__gt": F(due)})) & (
        Q(ended_on__isnull=True) | Q(ended_on__gt=F(due))
    )
    carried = (
        Q(**{f"{due}__lt": seen.start})
        & (Q(**{f"{done}__isnull": True}) | Q(**{f"{done}__gte": seen.start}))
        & (Q(ended_on__isnull=True) | Q(ended_on__gte=seen.start))
    )
    return _received_before(seen) & ((in_month & (_met(due, done) | missed)) | carried)


def _received_before(seen: Window) -> Q:
    """Say again what follows from the limit, which never ends before the matter came in: an index knows it."""
    return Q(received_on__lt=seen.before)
