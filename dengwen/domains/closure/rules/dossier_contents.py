"""What a dossier must hold before a higher organ examines it (plan S24-S27; facts, 8b).

No pledge of any kind is ever among the contents: what a petitioner promises not to do resolves nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dengwen.base.errors import Refusal

CLAIM_ANSWER = "CLAIM_ANSWER"
SERVICE_RECORD = "SERVICE_RECORD"
CLOSING_REPORT = "CLOSING_REPORT"
REMEDIES = "REMEDIES"
AGREEMENT = "AGREEMENT"
DIVERSION_NOTICE = "DIVERSION_NOTICE"
PAYMENT_PROOF = "PAYMENT_PROOF"

# Resolution (code list ``resolution_methods``) -> paper that proves it; a file of that kind must be attached.
PAPERS = {
    "MEDIATED": AGREEMENT,
    "SETTLED": AGREEMENT,
    "DIVERTED": DIVERSION_NOTICE,
    "COMPENSATION": PAYMENT_PROOF,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be judged; ``claim`` is the id of the claim whose answer and evidence it is."""

    kind: str
    claim: int | None = None


def dossier_items(*, claims: Sequence[int], method: str) -> tuple[Item, ...]:
    """Return the items of a dossier: each claim (ids, in order) with its evidence, the papers, what is always due."""
    items = [Item(CLAIM_ANSWER, claim) for claim in claims]
    if method in PAPERS:
        items.append(Item(PAPERS[method]))
    items += [Item(SERVICE_RECORD), Item(REMEDIES), Item(CLOSING_REPORT)]
    return tuple(items)


def check_papers(*, method: str, attached: Iterable[str]) -> None:
    """Refuse while the paper that the resolution asks for is not attached; raises ``dossier.paper_missing``."""
    paper = PAPERS.get(method)
    if paper is not None and paper not in set(attached):
        raise Refusal("dossier.paper_missing", paper=paper, method=method)
