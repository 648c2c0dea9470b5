"""For whom another team and a second opinion are owed (plan S52). The table is ``tests/tables/change_owed.csv``.

The criterion is the earlier decision and nothing else: it was revoked on review or re-examination, or a look-back
failed it. How often somebody petitions, or where, is none.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from dengwen.base.errors import Refusal
from dengwen.domains.handling.rules.took_part import handlers_in


class Cause(StrEnum):
    """Why a change is owed (code list ``change_causes``)."""

    REVOKED = "REVOKED"
    FAILED_LOOKBACK = "FAILED_LOOKBACK"


@dataclass(frozen=True, slots=True)
class ChangeOwed:
    """What is owed: why, the posts that must not handle it again, and the place of the cause among the deeds."""

    cause: Cause
    earlier: frozenset[int]
    place: int


_REVOKED = frozenset({"order_redo_on_review", "revoke_termination"})
# The deed by which a failed look-back takes a closure back; ``failed_at`` names the places where one did.
REOPENED = "reopened"


def change_owed(
    deeds: Sequence[tuple[str, int | None]], failed_at: Set[int] = frozenset()
) -> ChangeOwed | None:
    """Return what is owed by the last cause among ``deeds``, oldest first; None where the decision stands.

    ``failed_at`` holds the places of deeds ``reopened`` that a failed look-back caused.
    """
    for place in range(len(deeds) - 1, -1, -1):
        event = deeds[place][0]
        cause = Cause.REVOKED if event in _REVOKED else Cause.FAILED_LOOKBACK if place in failed_at else None
        if cause is not None:
            return ChangeOwed(cause, handlers_in(deeds[:place]), place)
    return None


def check_new_team(
    *, earlier: Set[int], leader: int | None, handler: int | None, authors: Set[int], approver: int
) -> None:
    """Refuse the same people again, in the team, as authors of the plan or as who approves it; all are accounts.

    Raises ``plan.same_handler``, ``plan.same_leader``: they name what would make it possible.
    """
    if handler in earlier or authors & earlier:
        raise Refusal("plan.same_handler")
    if leader in earlier or approver in earlier:
        raise Refusal("plan.same_leader")


def check_second_opinion(*, listed: bool, advised: bool) -> None:
    """Refuse (``plan.no_second_opinion``) a new plan for a complex case before a panel gave the second opinion."""
    if listed and not advised:
        raise Refusal("plan.no_second_opinion")
