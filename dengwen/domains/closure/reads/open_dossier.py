"""The dossier that a verb works on, asked of the passage that it works in."""

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.closure.models import Dossier, DossierItem
from dengwen.domains.closure.rules.dossier_decision import Outcome
from dengwen.domains.handling.reads.rounds import claims_in_order
from dengwen.domains.handling.rules.remedies import ClaimResult


def open_dossier(passage: Passage) -> Dossier:
    """Return the dossier under examination; raises ``dossier.none_open``."""
    found = last_dossier(passage)
    if found is None or found.decision != Outcome.OPEN:
        raise Refusal("dossier.none_open")
    return found


def last_dossier(passage: Passage) -> Dossier | None:
    """Return the dossier that was handed in last, whatever became of it."""
    return max(passage.rows(Dossier), key=lambda dossier: dossier.round, default=None)


def items_of(passage: Passage, dossier: Dossier) -> list[DossierItem]:
    """Return the items of the dossier."""
    return passage.rows(DossierItem, dossier_id=dossier.pk)


def findings_of(passage: Passage, dossier: Dossier) -> list[str]:
    """Return the findings of all items of the dossier."""
    return [item.finding for item in items_of(passage, dossier)]


def claims_of(passage: Passage) -> list[ClaimResult]:
    """Return the claims of the matter, in order, and how each was decided."""
    return [ClaimResult(claim.pk, claim.position, claim.result) for claim in claims_in_order(passage)]
