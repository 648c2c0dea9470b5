"""Which organs may review what an organ decided (facts, 1.3): a table of levels and kinds, never a free choice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.loading import code_list


@dataclass(frozen=True, slots=True)
class Above:
    """An organ above another one: its id and level."""

    organ: int
    level: str


def review_organs(*, level: str, kind: str, above: Iterable[Above]) -> list[int]:
    """Return who may review what an organ of ``level`` and ``kind`` decided, of those ``above`` it, nearest first.

    Usually one; more where the code list ``review_chains`` leaves the choice to the petitioner; none where the chain
    ends (L22 Art.35, 36).
    """
    step = _step(level, kind)
    wanted = step.get("reviewed_by", "").split()
    found = [one.organ for one in above if one.level in wanted]
    return found if step.get("pick") == "any" else found[:1]


def terminating_organ(*, level: str, kind: str, above: Iterable[Above]) -> int | None:
    """Return who may terminate a matter that an organ of ``level`` and ``kind`` handled."""
    wanted = _step(level, kind).get("terminated_by", "").split()
    return next((one.organ for one in above if one.level in wanted), None)


def choose_organ(allowed: Sequence[int], wanted: int | None) -> int:
    """Return the organ that is asked: the only one, or the one that the petitioner chose among those allowed.

    Raises ``review.no_organ_above``, ``review.organ_to_choose``, ``review.organ_not_allowed``.
    """
    if not allowed:
        raise Refusal("review.no_organ_above")
    if wanted is None:
        if len(allowed) > 1:
            raise Refusal("review.organ_to_choose", count=len(allowed))
        return allowed[0]
    if wanted not in allowed:
        raise Refusal("review.organ_not_allowed", organ=wanted)
    return wanted


def _step(level: str, kind: str) -> dict[str, str]:
    chains, code = code_list("review_chains"), f"{kind}.{level}"
    return dict(chains.entry(code).extras) if code in chains else {}
