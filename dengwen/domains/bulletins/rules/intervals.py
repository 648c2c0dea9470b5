"""How far a share can be read: its interval, and whether it is of too few cases to be read at all."""

from scipy.stats import binomtest

FEWEST = 10  # facts 2.4: below ten a share is not shown


def readable(whole: int) -> bool:
    """Say whether a share of so many can be read."""
    return whole >= FEWEST


def interval(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share by Wilson, in per cent: how far chance alone reaches."""
    found = binomtest(part, whole).proportion_ci(method="wilson")
    return 100 * float(found.low), 100 * float(found.high)
