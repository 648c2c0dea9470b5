"""How many cases of each stratum are drawn, and what a plan of a look-back must say (plan S36)."""

from collections.abc import Mapping
from datetime import date

from dengwen.base.errors import Refusal

LEVELS = frozenset({"ministry", "province", "city"})
LARGEST = 5000


def check_plan(
    *, title: str, since: date, until: date, today: date, size: int, least: int, second: int
) -> None:
    """Refuse a plan that says too little or cannot be drawn.

    Raises ``lookback.no_title``, ``lookback.period_backwards``, ``lookback.period_not_over``,
    ``lookback.size_unusable`` and ``lookback.share_unusable`` (``second``: per cent, 0 to 100).
    """
    if not title.strip():
        raise Refusal("lookback.no_title")
    if since > until:
        raise Refusal("lookback.period_backwards", since=since, until=until)
    if until >= today:
        raise Refusal("lookback.period_not_over", until=until)
    if not 1 <= size <= LARGEST or not 0 <= least <= size:
        raise Refusal("lookback.size_unusable", most=LARGEST)
    if not 0 <= second <= 100:
        raise Refusal("lookback.share_unusable")


def allocate(strata: Mapping[str, int], *, size: int, least: int) -> dict[str, int]:
    """Return how many are drawn of each stratum (name -> number of its cases).

    Each gives ``least``, or all it has; the rest is shared in proportion to the cases that are left, by largest
    remainders, ties by name. The numbers add up to ``size`` or to the whole population. Raises
    ``lookback.nothing_closed`` and ``lookback.size_too_small``.
    """
    if not strata:
        raise Refusal("lookback.nothing_closed")
    given = {name: min(least, number) for name, number in strata.items()}
    wanted = min(size, sum(strata.values()))
    if (needed := sum(given.values())) > wanted:
        raise Refusal("lookback.size_too_small", needed=needed, strata=len(strata), least=least)
    rest = wanted - needed
    left = {name: strata[name] - given[name] for name in strata}
    total = sum(left.values())
    if rest and total:
        for name in strata:
            given[name] += rest * left[name] // total
        short = wanted - sum(given.values())
        by_remainder = sorted(strata, key=lambda name: (-(rest * left[name] % total), name))
        for name in by_remainder[:short]:
            given[name] += 1
    return given
