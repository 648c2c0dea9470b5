"""What a redone opinion may not repeat, asked of the passage that a verb works in."""

from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.handling.models import OpinionBar
from dengwen.domains.handling.reads.rounds import claims_in_order
from dengwen.domains.handling.rules.same_again import Barred


def bars_of(passage: Passage) -> list[Barred]:
    """Return the answers that reviews revoked for their facts or their basis."""
    rows = passage.rows(OpinionBar)
    if not rows:
        return []
    positions = {claim.pk: claim.position for claim in claims_in_order(passage)}
    return [Barred(positions[row.claim_id], row.result, row.facts_found, row.reasons) for row in rows]
