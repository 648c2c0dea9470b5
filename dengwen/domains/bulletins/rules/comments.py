"""Praise and criticism: by quality first, then timeliness, never by how much comes in (plan S68; facts 2.4, part 7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from dengwen.foundation.rulebook.loading import code_list

Parts = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bound:
    """When a measure counts for praise and when for criticism, in per cent; of fewer than ``least`` it says nothing."""

    measure: str
    quality: bool
    high_is_better: bool
    praise: int
    criticise: int
    least: int


@dataclass(frozen=True, slots=True)
class Ground:
    """One measure on which a comment rests, with its numbers and the bound."""

    measure: str
    part: int
    whole: int
    bound: int


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said of one organ, with its numbers."""

    sense: Literal["praise", "criticism"]
    grounds: tuple[Ground, ...]


def bounds() -> tuple[Bound, ...]:
    """Return the bounds of the rulebook, those of quality first."""
    found = [
        Bound(
            each.code, each.extras["side"] == "quality", each.extras["better"] == "high", int(each.extras["praise"]),
            int(each.extras["criticise"]), int(each.extras["least"]),
        )
        for each in code_list("publication_measures").entries
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: not each.quality))


def comment(shares: Mapping[str, Parts], known: Iterable[Bound]) -> Comment | None:
    """Return what is said of an organ with these shares (part, whole), or None.

    Criticised is who passes a bound of criticism in anything. Praised is only whose quality was measured by dossiers
    that a higher organ judged, and who reaches the bound in everything that says anything: speed alone is no praise.
    """
    wanted = tuple(known)
    judged = [(each, *shares.get(each.measure, (0, 0))) for each in wanted]
    telling = [(each, part, whole) for each, part, whole in judged if whole >= each.least]
    poor = [
        Ground(each.measure, part, whole, each.criticise)
        for each, part, whole in telling
        if _poor(each, part, whole)
    ]
    if poor:
        return Comment("criticism", tuple(poor))
    good = [
        Ground(each.measure, part, whole, each.praise)
        for each, part, whole in telling
        if _good(each, part, whole)
    ]
    quality = any(each.quality and each.high_is_better for each, _, _ in telling)
    timely = any(not each.quality for each, _, _ in telling)
    return Comment("praise", tuple(good)) if quality and timely and len(good) == len(telling) else None


def _poor(bound: Bound, part: int, whole: int) -> bool:
    return (
        100 * part < bound.criticise * whole if bound.high_is_better else 100 * part > bound.criticise * whole
    )


def _good(bound: Bound, part: int, whole: int) -> bool:
    return 100 * part >= bound.praise * whole if bound.high_is_better else 100 * part <= bound.praise * whole
