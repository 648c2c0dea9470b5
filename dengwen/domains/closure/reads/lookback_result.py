"""What a round of look-back says: per stratum, extrapolated to all closures, and how far two reviewers agreed."""

from collections import Counter
from dataclasses import dataclass

from dengwen.domains.closure.models import LookbackFinding, LookbackRound, LookbackSeat, LookbackStratum
from dengwen.domains.closure.rules.agreement import Agreement, agreement
from dengwen.domains.closure.rules.estimate import Estimate, Stratum, estimate_stratum, estimate_whole
from dengwen.domains.closure.rules.lookback_sheet import Result, Standing


@dataclass(frozen=True, slots=True)
class StratumResult:
    """One stratum: what was drawn, looked at and failed, and the share of failures with its interval."""

    stratum: LookbackStratum
    looked: int
    failed: int
    estimate: Estimate | None


@dataclass(frozen=True, slots=True)
class LookbackResult:
    """All strata, the whole (None while a stratum has no result), and the agreement on results and on items.

    ``waiting``: places that have no result yet; until there are none the estimate is of what is known so far.
    """

    strata: tuple[StratumResult, ...]
    whole: Estimate | None
    looked: int
    failed: int
    waiting: int
    results_agree: Agreement
    items_agree: Agreement


def lookback_result(row: LookbackRound) -> LookbackResult:
    """Return the result of a round that the caller may see."""
    seats = list(row.seats.exclude(standing=Standing.REPLACED.value))
    looked: Counter[int] = Counter()
    failed: Counter[int] = Counter()
    for seat in seats:
        looked[seat.stratum_id] += seat.result != ""
        failed[seat.stratum_id] += seat.result == Result.FAILED
    strata = [
        (each, Stratum(each.population, looked[each.pk], failed[each.pk]))
        for each in row.strata.select_related("organ").order_by("organ__code", "organ_id", "method")
    ]
    return LookbackResult(
        strata=tuple(
            StratumResult(each, known.looked, known.failed, estimate_stratum(known)) for each, known in strata
        ),
        whole=estimate_whole(known for _, known in strata),
        looked=looked.total(), failed=failed.total(), waiting=len(seats) - looked.total(),
        results_agree=_results_agree(seats), items_agree=_items_agree(row),
    )  # fmt: skip


def _results_agree(seats: list[LookbackSeat]) -> Agreement:
    """Compare the sheets of the places that have both; before that the database does not show them."""
    both = [seat for seat in seats if seat.double and seat.standing != Standing.OPEN]
    pairs = (
        LookbackSeat.objects.filter(pk__in=[seat.pk for seat in both], sheets__part__in=(1, 2))
        .order_by("pk", "sheets__part")
        .values_list("pk", "sheets__result")
    )
    return agreement(_paired(list(pairs)))


def _items_agree(row: LookbackRound) -> Agreement:
    findings = LookbackFinding.objects.filter(
        sheet__seat__round=row, sheet__seat__double=True, sheet__seat__standing__in=("disputed", "settled")
    ).order_by("sheet__seat_id", "item", "sheet__part")
    return agreement(
        _paired(
            [
                ((seat, item), found)
                for seat, item, found in findings.values_list("sheet__seat_id", "item", "found")
            ]
        )
    )


def _paired(rows: "list[tuple[object, str]]") -> list[tuple[str, str]]:
    by_key: dict[object, list[str]] = {}
    for key, value in rows:
        by_key.setdefault(key, []).append(value)
    return [(values[0], values[1]) for values in by_key.values() if len(values) == 2]
