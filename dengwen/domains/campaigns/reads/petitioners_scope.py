"""Whether a petitioner's case was left outside a campaign, and what she may say to it."""

from dataclasses import dataclass
from datetime import date

from dengwen.domains.campaigns.models import ScopeDecision
from dengwen.domains.campaigns.states import Answer, ScopeOutcome
from dengwen.foundation.permissions.actor import Actor


@dataclass(frozen=True, slots=True)
class LeftOutside:
    """An exclusion that stands. ``objected_on``: she has objected; ``answer`` is empty while that waits."""

    campaign: int
    reason: str
    since: date | None
    objected_on: date | None
    answer: str
    answer_words: str


def left_outside(actor: Actor) -> list[LeftOutside]:
    """Return where her case was left outside; the row-level security shows no other case's."""
    rows = ScopeDecision.objects.filter(
        matter=actor.case, outcome=ScopeOutcome.CONFIRMED.value, ended_on=None
    )
    return [
        LeftOutside(
            row.campaign_id, row.reason, row.decided_on, row.objected_on, row.answer, row.answer_words
        )
        for row in rows.order_by("pk")
    ]


def may_object(row: LeftOutside) -> bool:
    """Say whether an objection is possible: none waits for its answer."""
    return row.objected_on is None or row.answer != Answer.NONE.value
