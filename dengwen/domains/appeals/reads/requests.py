"""The requests, decisions and services of a matter; asked by verbs, of the passage that they work in."""

from collections.abc import Sequence
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import DecisionService, ReviewDecision, ReviewRequest
from dengwen.domains.appeals.rules.asking import Before, Stage, Subject, decided_last
from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.deadlines.models import Clock
from dengwen.foundation.rulebook.loading import pack


def events_of(passage: Passage) -> list[str]:
    """Return what was done in the matter, oldest first, without who did it."""
    return [event for event, _ in passage.deeds()]


def last_request(passage: Passage, stage: Stage | None = None) -> ReviewRequest | None:
    """Return the request that came in last, of one stage if it is named."""
    found = [row for row in passage.rows(ReviewRequest) if stage is None or row.stage == stage]
    return max(found, key=lambda row: row.number, default=None)


def open_request(passage: Passage, stage: Stage) -> ReviewRequest:
    """Return the request that the state of the matter speaks of; raises ``review.none_open``."""
    found = last_request(passage, stage)
    if found is None:
        raise Refusal("review.none_open")
    return found


def requests_about(passage: Passage, subject: Subject, number: int) -> list[ReviewRequest]:
    """Return the requests about one opinion or one refusal, and the objections to refused admissions among them."""
    wanted = {subject.value, Subject.ADMISSION.value}
    last = last_request(passage)
    if last is None:
        return []
    found = [row for row in passage.rows(ReviewRequest) if row.round == number and row.subject in wanted]
    return sorted(found, key=lambda row: row.number)


def decision_of(passage: Passage, request: ReviewRequest) -> ReviewDecision | None:
    """Return what was decided on a request."""
    return next(iter(passage.rows(ReviewDecision, request_id=request.pk)), None)


def service_of(passage: Passage, decision: ReviewDecision) -> DecisionService | None:
    """Return the proof that a decision was served."""
    return next(iter(passage.rows(DecisionService, decision_id=decision.pk)), None)


def as_before(passage: Passage, requests: Sequence[ReviewRequest]) -> list[Before]:
    """Return requests as the rules see them."""
    found = []
    for row in requests:
        decision = decision_of(passage, row)
        served = decision is not None and service_of(passage, decision) is not None
        found.append(Before(Stage(row.stage), Subject(row.subject), row.admission, served))
    return found


def what_was_decided(passage: Passage) -> tuple[Subject, int]:
    """Return what the petitioner was last told, and its round; raises ``review.nothing_decided``."""
    return decided_last(events_of(passage))


def last_day_of(passage: Passage, key: str) -> date | None:
    """Return the last day of the petitioner's newest period ``key``, run out or not; None where none ever began."""
    clocks = [row for row in passage.rows(Clock) if pack(row.pack).limit(row.rule).key == key]
    return max(clocks, key=lambda row: row.pk).legal if clocks else None
