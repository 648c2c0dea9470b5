"""When a petitioner's remedies are used or have expired (L22 Art.35-37): computed, never declared."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dengwen.base.errors import Refusal


class Ended(StrEnum):
    """How they ended (code list ``remedies_ended``)."""

    REREVIEWED = "REREVIEWED"
    REVIEW_NOT_ASKED = "REVIEW_NOT_ASKED"
    REREVIEW_NOT_ASKED = "REREVIEW_NOT_ASKED"
    CHAIN_ENDED = "CHAIN_ENDED"


@dataclass(frozen=True, slots=True)
class Chain:
    """How far the last opinion went up.

    The last days are those of the petitioner's periods; empty: no service is proved, so none has begun.
    ``reviewable`` and ``rereviewable`` say whether a higher organ reviews at all.
    """

    reviewed: bool
    rereviewed: bool
    review_last_day: date | None
    rereview_last_day: date | None
    reviewable: bool = True
    rereviewable: bool = True


def how_ended(chain: Chain, *, today: date) -> Ended:
    """Return how the remedies ended; the last day itself still belongs to the petitioner.

    Raises ``final.review_open``, ``final.rereview_open`` with the last day (none: no service is proved).
    """
    if chain.rereviewed:
        return Ended.REREVIEWED
    if chain.reviewed:
        if not chain.rereviewable:
            return Ended.CHAIN_ENDED
        if chain.rereview_last_day is None or today <= chain.rereview_last_day:
            raise Refusal("final.rereview_open", last_day=chain.rereview_last_day)
        return Ended.REREVIEW_NOT_ASKED
    if not chain.reviewable:
        return Ended.CHAIN_ENDED
    if chain.review_last_day is None or today <= chain.review_last_day:
        raise Refusal("final.review_open", last_day=chain.review_last_day)
    return Ended.REVIEW_NOT_ASKED
