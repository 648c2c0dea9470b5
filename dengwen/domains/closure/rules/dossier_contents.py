"""What a dossier must hold before a higher organ examines it (plan S24-S27; facts, 8b).

What that is stands in the checklists of the rule pack. No pledge of any kind is ever among it: what a petitioner
promises not to do resolves nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.model import Pack

CLAIM_ANSWER = "CLAIM_ANSWER"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be judged; ``claim`` is the id of the claim whose answer and evidence it is."""

    kind: str
    claim: int | None = None


def dossier_items(*, claims: Sequence[int], law: Pack, method: str) -> tuple[Item, ...]:
    """Return the items of a dossier: each claim (ids, in order) with its evidence, the papers, what is always due."""
    items = [Item(CLAIM_ANSWER, claim) for claim in claims]
    items += [Item(paper) for paper in law.dossier(method)] if method else []
    items += [Item(kind) for kind in law.dossier() if kind != CLAIM_ANSWER]
    return tuple(items)


def check_papers(*, wanted: Iterable[str], method: str, attached: Iterable[str]) -> None:
    """Refuse while a paper that the resolution asks for is not attached; raises ``dossier.paper_missing``."""
    there = set(attached)
    for paper in wanted:
        if paper not in there:
            raise Refusal("dossier.paper_missing", paper=paper, method=method)
