"""The closures that a look-back took back: what the figures deduct from an organ's closings (plan S33, S36)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dengwen.domains.closure.models import LookbackSeat
from dengwen.domains.closure.rules.lookback_sheet import Result
from dengwen.foundation.organs.models import OrganReach


@dataclass(frozen=True, slots=True)
class Debit:
    """One closure that failed: it counts against the organ that handled it, never a person."""

    case: int
    organ: int
    closed_on: date
    settled_on: date


def lookback_debits(*, organ: int, since: date, until: date) -> Iterator[Debit]:
    """Yield the closures of ``organ`` and all below it, closed in the period, that a look-back found failed.

    A case that was closed anew later keeps the debit of the closure that failed. What the acting post may not see is
    not among them.
    """
    below = OrganReach.objects.filter(top=organ).values("organ")
    failed = LookbackSeat.objects.filter(
        organ__in=below, result=Result.FAILED.value, closed_on__gte=since, closed_on__lte=until
    ).order_by("closed_on", "pk")
    for case, handled, closed_on, settled_on in failed.values_list(
        "matter_id", "organ_id", "closed_on", "settled_on"
    ):
        if settled_on is not None:
            yield Debit(case, handled, closed_on, settled_on)
