"""The random draw of a look-back: one pure function of the seed and the frozen population (plan S8d, S36).

Who is to be drawn cannot be steered. The population is frozen and the digest of the seed stands in the ledger before
anybody sees the seed; each order follows from HMAC-SHA256, so whoever has seed and population can draw again, in any
language: sort a stratum by ``HMAC(seed, "order <stratum> <case>")``, take its first as many as its size, and give a
second reviewer to those with the smallest ``HMAC(seed, "second <case>")``.
"""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

SEED_BYTES = 32


class Member(NamedTuple):
    """One closure of the population: the key of its stratum, the id of the case, who handled it, the day it ended."""

    stratum: str
    case: int
    organ: int
    closed_on: date


@dataclass(frozen=True, slots=True)
class Drawn:
    """A case that was drawn: its place in the order of its stratum, from 1, and whether two review it."""

    stratum: str
    case: int
    rank: int
    double: bool


def stratum_key(organ: int, method: str) -> str:
    """Return the name of a stratum: the organ and the way in which its cases were resolved, ``-`` for none."""
    return f"{organ}/{method or '-'}"


def write_population(members: Iterable[Member]) -> str:
    """Return the frozen list as text: a line for each closure, sorted."""
    return "".join(
        f"{each.stratum} {each.case} {each.organ} {each.closed_on.isoformat()}\n"
        for each in sorted(set(members))
    )


def read_population(listing: str) -> list[Member]:
    """Return the members that :func:`write_population` wrote."""
    lines = (line.split(" ") for line in listing.splitlines())
    return [
        Member(stratum, int(case), int(organ), date.fromisoformat(day)) for stratum, case, organ, day in lines
    ]


def population_digest(listing: str) -> str:
    """Return SHA-256 of the frozen list."""
    return hashlib.sha256(listing.encode()).hexdigest()


def commitment(seed: bytes) -> str:
    """Return what the ledger is told before the draw: SHA-256 of the seed."""
    return hashlib.sha256(seed).hexdigest()


def shuffled(seed: bytes, members: Iterable[Member]) -> dict[str, list[int]]:
    """Return the cases of each stratum in the order in which they are drawn."""
    strata: dict[str, list[int]] = defaultdict(list)
    for member in members:
        strata[member.stratum].append(member.case)
    return {
        stratum: sorted(strata[stratum], key=partial(_lot, seed, f"order {stratum}"))
        for stratum in sorted(strata)
    }


def draw(
    *, seed: bytes, members: Sequence[Member], sizes: Mapping[str, int], second_percent: int
) -> list[Drawn]:
    """Return the sample: of each stratum the first of its order, and which of them a second person reviews blind."""
    first = [
        (stratum, case, rank)
        for stratum, order in shuffled(seed, members).items()
        for rank, case in enumerate(order[: sizes.get(stratum, 0)], start=1)
    ]
    number = -(-len(first) * second_percent // 100)
    by_lot = sorted((case for _, case, _ in first), key=partial(_lot, seed, "second"))
    double = set(by_lot[:number])
    return [Drawn(stratum, case, rank, case in double) for stratum, case, rank in first]


def next_in_order(order: Sequence[int], ranks: Iterable[int]) -> tuple[int, int] | None:
    """Return (rank, case) of the one that takes a place next, after the ranks that were used; None at the end."""
    rank = max(ranks, default=0) + 1
    return (rank, order[rank - 1]) if rank <= len(order) else None


def _lot(seed: bytes, words: str, case: int) -> bytes:
    return hmac.digest(seed, f"{words} {case}".encode(), "sha256")
