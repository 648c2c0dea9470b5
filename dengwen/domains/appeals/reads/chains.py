"""Who stands above whom as reviewer, and how far the last answer of a matter went up."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Model

from dengwen.domains.appeals.models import DecisionService, ReviewDecision, ReviewRequest
from dengwen.domains.appeals.reads.requests import (
    as_before,
    last_day_of,
    requests_about,
    what_was_decided,
)
from dengwen.domains.appeals.rules.asking import Stage, Subject
from dengwen.domains.appeals.rules.remedies_ended import Chain
from dengwen.domains.appeals.rules.review_chain import Above, review_organs, terminating_organ
from dengwen.domains.appeals.rules.verdicts import Effect
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.verbs.door import Passage
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.organs.reads.superiors import competent_bureau, higher_organs
from dengwen.foundation.rulebook.loading import pack

M = TypeVar("M", bound=Model)


def reviewers_of(organ: int) -> list[int]:
    """Return the organs that may review what ``organ`` decided, nearest first; none where the chain ends."""
    bureau, above = _place(organ)
    return review_organs(level=bureau.level, kind=bureau.kind, above=above)


def terminator_of(organ: int) -> int | None:
    """Return the organ that may terminate a matter of ``organ``."""
    bureau, above = _place(organ)
    return terminating_organ(level=bureau.level, kind=bureau.kind, above=above)


def allowed_organs(passage: Passage, organ: int) -> list[int]:
    """Return :func:`reviewers_of`; a book asks once for each organ."""
    return passage.look_up(("reviewers of", organ), lambda: reviewers_of(organ))


def attacked_organ(passage: Passage, stage: Stage, about: Sequence[ReviewRequest]) -> int:
    """Return whose decision is attacked: the holder's, or that of the organ that reviewed (or let nothing in)."""
    reviews = [row.organ_id for row in about if row.stage == Stage.REVIEW]
    return passage.matter.organ_id if stage is Stage.REVIEW else reviews[-1]


def chain_of(passage: Passage) -> Chain:
    """Return how far the last opinion, or refusal, of the matter went up."""
    subject, number = what_was_decided(passage)
    requests = requests_about(passage, subject, number)
    served = [
        (row, before)
        for row, before in zip(requests, as_before(passage, requests), strict=True)
        if before.served and before.subject is not Subject.ADMISSION
    ]
    reviews = [row for row, before in served if before.stage is Stage.REVIEW]
    law = pack(passage.matter.pack)
    above = allowed_organs(passage, passage.matter.organ_id) if law.knows("review") else []
    second = allowed_organs(passage, reviews[-1].organ_id) if reviews and law.knows("rereview") else []
    return Chain(
        reviewed=bool(reviews),
        rereviewed=any(before.stage is Stage.REREVIEW for _, before in served),
        review_last_day=last_day_of(passage, "review_request"),
        rereview_last_day=last_day_of(passage, "rereview_request"),
        reviewable=bool(above),
        rereviewable=bool(second),
    )


def went_through_rereview(passage: Passage, other: Matter) -> bool:
    """Say whether the re-review of another matter was decided, stands, and was served (L22 Art.36(3))."""
    requests = {row.pk: row for row in _rows_of(passage, other, ReviewRequest)}
    served = {row.decision_id for row in _rows_of(passage, other, DecisionService)}
    for decision in _rows_of(passage, other, ReviewDecision):
        request = requests[decision.request_id]
        standing = request.subject != Subject.ADMISSION and decision.effect != Effect.ANEW
        if request.stage == Stage.REREVIEW and standing and decision.pk in served:
            return True
    return False


def _rows_of(passage: Passage, other: Matter, model: type[M]) -> list[M]:
    """Return the rows of another matter; in a book, those that stand in the book."""
    if passage.book is not None:
        return passage.book.rows_of(other, model)
    return list(model._default_manager.filter(matter=other))


def _place(organ: int) -> tuple[Organ, list[Above]]:
    return competent_bureau(organ), [Above(row.pk, row.level) for row in higher_organs(organ)]
