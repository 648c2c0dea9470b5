"""A redone opinion may not repeat the old one on the same facts and reasons (LSD Art.45, LBJ Art.50)."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from dengwen.base.errors import Refusal
from dengwen.domains.handling.rules.opinion_complete import ClaimAnswer

# "The same or nearly the same": nine tenths of the wording. The law names no number; this one is our own design.
NEARLY = 90.0


@dataclass(frozen=True, slots=True)
class Barred:
    """An answer that a review revoked for its facts or its basis."""

    position: int
    result: str
    facts_found: str
    reasons: str


def check_not_the_same(claims: Iterable[ClaimAnswer], barred: Iterable[Barred]) -> None:
    """Refuse the same result for nearly the same facts and reasons; other facts, or other reasons, make it possible.

    Raises ``opinion.same_again`` with the first such claim.
    """
    before = list(barred)
    for claim in sorted(claims, key=lambda each: each.position):
        for bar in before:
            if bar.position == claim.position and bar.result == claim.result and _nearly(bar, claim):
                raise Refusal("opinion.same_again", position=claim.position)


def _nearly(bar: Barred, claim: ClaimAnswer) -> bool:
    old, new = _plain(bar.facts_found, bar.reasons), _plain(claim.facts_found, claim.reasons)
    return fuzz.ratio(old, new) >= NEARLY


def _plain(*texts: str) -> str:
    """Return the letters and figures alone: another comma or line is no other reason."""
    return "".join(letter for letter in "".join(texts).casefold() if letter.isalnum())
