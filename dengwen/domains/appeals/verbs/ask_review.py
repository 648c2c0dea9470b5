"""Record that the petitioner asks for review, or for re-review."""

from dataclasses import dataclass
from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import ReviewRequest
from dengwen.domains.appeals.reads.chains import allowed_organs, attacked_organ
from dengwen.domains.appeals.reads.requests import (
    as_before,
    last_day_of,
    last_request,
    requests_about,
    what_was_decided,
)
from dengwen.domains.appeals.rules.asking import (
    Stage,
    Subject,
    check_late,
    check_rereview_open,
    check_review_open,
)
from dengwen.domains.appeals.rules.review_chain import choose_organ
from dengwen.domains.appeals.verbs.standing import ask_organ, keep_standing
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.handling.reads.rounds import issued_opinion
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list, pack

_PERIOD = {Stage.REVIEW: "review_request", Stage.REREVIEW: "rereview_request"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came in: the petitioner's words, on which day, by whom, in writing or orally.

    ``asked_by`` and ``late_reason`` are codes of ``request_makers`` and ``late_reasons``; ``organ`` is needed only
    where the law leaves the choice among review organs.
    """

    text: str
    asked_on: date
    asked_by: str = "PETITIONER"
    orally: bool = False
    late_reason: str = ""
    organ: int | None = None


def ask_review(*, case: int, asked: Asked, actor: Actor, at: datetime, version: int | None = None) -> None:
    """Record a request for review (申请复查) of the opinion, or of the refusal to accept (L22 Art.35).

    Written or oral; a late one is taken with its reason. Which organ reviews is computed. Raises
    ``review.nothing_decided``, ``review.once``, ``review.unknown_here`` and what :func:`_file` raises.
    """
    with door("ask_review", case=case, actor=actor, at=at, version=version) as passage:
        subject, number = what_was_decided(passage)
        about = requests_about(passage, subject, number)
        check_review_open(as_before(passage, about))
        _file(passage, _Attacked(Stage.REVIEW, subject, number, about), asked)


def ask_rereview(*, case: int, asked: Asked, actor: Actor, at: datetime, version: int | None = None) -> None:
    """Record a request for re-review (申请复核), or the objection to a review that was not admitted (L22 Art.36).

    Raises ``rereview.no_review``, ``rereview.once``, ``review.nothing_decided``, ``review.unknown_here`` and what
    :func:`_file` raises.
    """
    with door("ask_rereview", case=case, actor=actor, at=at, version=version) as passage:
        subject, number = what_was_decided(passage)
        about = requests_about(passage, subject, number)
        subject = check_rereview_open(as_before(passage, about)) or subject
        _file(passage, _Attacked(Stage.REREVIEW, subject, number, about), asked)


@dataclass(frozen=True, slots=True)
class _Attacked:
    """What a request attacks at which stage: the round, and the requests that were made about the same."""

    stage: Stage
    subject: Subject
    round: int
    about: list[ReviewRequest]


def _file(passage: Passage, what: _Attacked, asked: Asked) -> None:
    """Write the request down and let the review organ have it.

    Raises ``review.no_text``, ``day.future``, ``review.maker_unknown``, ``review.late_needs_reason`` and what
    :func:`choose_organ` raises.
    """
    if not pack(passage.matter.pack).knows(what.stage.value):
        raise Refusal("review.unknown_here")
    if not asked.text.strip():
        raise Refusal("review.no_text")
    check_done_on(asked.asked_on, today=passage.today)
    if asked.asked_by not in code_list("request_makers"):
        raise Refusal("review.maker_unknown")
    last_day = _last_day(passage, what.stage, what.subject)
    late = check_late(
        asked_on=asked.asked_on, last_day=last_day, reason=asked.late_reason,
        known=asked.late_reason in code_list("late_reasons"),
    )  # fmt: skip
    allowed = allowed_organs(passage, attacked_organ(passage, what.stage, what.about))
    organ = choose_organ(allowed, asked.organ)
    before = last_request(passage)
    opinion = issued_opinion(passage) if what.subject is Subject.OPINION else None
    passage.create(
        ReviewRequest(
            matter=passage.matter, number=before.number + 1 if before else 1, stage=what.stage.value,
            subject=what.subject.value, round=what.round, opinion=opinion, organ_id=organ, text=asked.text.strip(),
            asked_on=asked.asked_on, asked_by=asked.asked_by, orally=asked.orally, last_day=last_day,
            late_reason=late, recorded_by_id=passage.actor.post, **keep_standing(passage),
        )
    )  # fmt: skip
    ask_organ(passage, organ)
    passage.facts |= {
        "to": organ, "subject": what.subject.value, "round": what.round,
        "asked_on": asked.asked_on.isoformat(), "late": late, "way": "ORALLY" if asked.orally else "WRITTEN",
    }  # fmt: skip
    passage.say("request", asked.text)


def _last_day(passage: Passage, stage: Stage, subject: Subject) -> date | None:
    """Return the last day of the period; against a refusal none runs, since no service of it is on record."""
    if subject is Subject.ADMISSION or (subject is Subject.REFUSAL and stage is Stage.REVIEW):
        return None
    return last_day_of(passage, _PERIOD[stage])
