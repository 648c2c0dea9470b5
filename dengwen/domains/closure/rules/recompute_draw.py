"""Drawing again: what is wrong with a round, if anything (plan S36)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dengwen.domains.closure.rules.draw import (
    Drawn,
    commitment,
    draw,
    population_digest,
    read_population,
    shuffled,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A place as it is stored; ``replaces`` is the case whose place it took, ``replaced`` whether it gave its own."""

    stratum: str
    case: int
    rank: int
    double: bool
    replaces: int | None = None
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What the ledger was told: at the commitment, at the draw, and (case, by) of each replacement, in order."""

    seed_sha256: str
    population_sha256: str
    sizes: Mapping[str, int]
    second_percent: int
    seed: str
    drawn: Sequence[Drawn]
    replaced: Sequence[tuple[int, int | None]] = ()


def differences(*, listing: str, taken: Sequence[Taken], told: Told) -> Iterator[tuple[str, str]]:
    """Yield (what, detail) of each difference between the round as stored, as told, and as it is drawn again.

    ``what``: population, seed, draw, places, replacement. Nothing where all agree.
    """
    if population_digest(listing) != told.population_sha256:
        yield "population", population_digest(listing)
        return
    seed = bytes.fromhex(told.seed)
    if commitment(seed) != told.seed_sha256:
        yield "seed", commitment(seed)
        return
    members = read_population(listing)
    again = draw(seed=seed, members=members, sizes=told.sizes, second_percent=told.second_percent)
    if set(again) != set(told.drawn):
        yield "draw", _cases(set(again) ^ set(told.drawn))
    first = {
        Drawn(each.stratum, each.case, each.rank, each.double) for each in taken if each.replaces is None
    }
    if first != set(again):
        yield "places", _cases(first ^ set(again))
    yield from _replacements(shuffled(seed, members), again, taken, told)


def _replacements(
    order: Mapping[str, Sequence[int]], again: Sequence[Drawn], taken: Sequence[Taken], told: Told
) -> Iterator[tuple[str, str]]:
    """Follow the replacements in the order told: each is the next of its stratum, and double as what it replaces."""
    held = {each.case: each for each in again}
    expected: dict[int, Drawn | None] = {}
    used = {name: sum(each.stratum == name for each in again) for name in order}
    for case, _by in told.replaced:
        gone = held.pop(case, None)
        if gone is None:
            yield "replacement", str(case)
            continue
        used[gone.stratum] += 1
        rank = used[gone.stratum]
        cases = order[gone.stratum]
        following = Drawn(gone.stratum, cases[rank - 1], rank, gone.double) if rank <= len(cases) else None
        expected[case] = following
        if following:
            held[following.case] = following
    by_replaced = {each.replaces: each for each in taken if each.replaces is not None}
    for case, by in told.replaced:
        following = expected.get(case)
        stored = by_replaced.pop(case, None)
        as_stored = Drawn(stored.stratum, stored.case, stored.rank, stored.double) if stored else None
        if as_stored != following or by != (following.case if following else None):
            yield "replacement", str(case)
    untold = {each.case for each in taken if each.replaced} ^ {case for case, _ in told.replaced}
    for case in sorted({*untold, *(key for key in by_replaced if key)}):
        yield "replacement", str(case)


def _cases(drawn: set[Drawn]) -> str:
    return " ".join(str(case) for case in sorted({each.case for each in drawn}))
