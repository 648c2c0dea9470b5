"""What a request for review or re-review is about, and when it is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dengwen.base.errors import Refusal


class Stage(StrEnum):
    """The two steps above the handling organ; the values are keys of procedures in the packs."""

    REVIEW = "review"
    REREVIEW = "rereview"


class Subject(StrEnum):
    """What is attacked (code list ``review_subjects``)."""

    OPINION = "opinion"
    REFUSAL = "refusal"
    ADMISSION = "admission"


REFUSALS = ("not_accept", "no_longer_accept")


def decided_last(events: Sequence[str]) -> tuple[Subject, int]:
    """Return what the petitioner was last told, and how often she was told such a thing: the round.

    ``events`` are those of the matter, oldest first. Raises ``review.nothing_decided`` where no opinion was served
    and nothing was refused: there is nothing to review yet.
    """
    for event in reversed(events):
        if event in REFUSALS:
            return Subject.REFUSAL, sum(each in REFUSALS for each in events)
        if event == "record_service":
            return Subject.OPINION, events.count("issue_opinion")
    raise Refusal("review.nothing_decided")


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier request about the same thing: where it stands."""

    stage: Stage
    subject: Subject
    admission: str
    served: bool


def check_review_open(before: Sequence[Before]) -> None:
    """Refuse a second review of one decision (L22 Art.35, 36); a request that was not admitted used nothing up.

    Raises ``review.once``.
    """
    if any(one.stage is Stage.REVIEW and one.admission == "admitted" for one in before):
        raise Refusal("review.once")


def check_rereview_open(before: Sequence[Before]) -> Subject | None:
    """Return ``ADMISSION`` where a refused admission is objected to, None where a review is to be re-reviewed.

    Raises ``rereview.no_review`` without a review that was served, ``rereview.once`` after a re-review.
    """
    if any(
        one.stage is Stage.REREVIEW and one.admission == "admitted" and one.subject is not Subject.ADMISSION
        for one in before
    ):
        raise Refusal("rereview.once")
    reviews = [one for one in before if one.stage is Stage.REVIEW]
    if not reviews:
        raise Refusal("rereview.no_review")
    if reviews[-1].admission == "refused":
        return Subject.ADMISSION
    if not reviews[-1].served:
        raise Refusal("rereview.no_review")
    return None


def check_late(*, asked_on: date, last_day: date | None, reason: str, known: bool) -> str:
    """Return the reason to be kept: that of a late request, else none.

    A late request is never refused here: it needs a reason code, "none given" among them, and the review organ judges
    it. Raises ``review.late_needs_reason``.
    """
    if last_day is None or asked_on <= last_day:
        return ""
    if not known:
        raise Refusal("review.late_needs_reason", last_day=last_day)
    return reason
