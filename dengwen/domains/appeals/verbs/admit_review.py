"""Let a request for review or re-review in, or refuse it."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import ReviewRequest
from dengwen.domains.appeals.reads.independence import REREVIEWING, REVIEWING, check_independent
from dengwen.domains.appeals.reads.requests import open_request
from dengwen.domains.appeals.rules.asking import Stage
from dengwen.domains.appeals.rules.notices import Notice, check_notice
from dengwen.domains.appeals.verbs.standing import put_back
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list

ADMITTED, REFUSED = "admitted", "refused"


def admit_review(
    *, case: int, actor: Actor, at: datetime, note: str = "", version: int | None = None
) -> None:
    """Admit a request for review (受理复查申请); a late one with the word on its reason (LSD Art.43).

    Raises ``review.none_open``, ``review.lateness_not_judged``, ``review.acted_in_case`` and, from the door, the
    refusals of ``examine.*``.
    """
    with door("admit_review", case=case, actor=actor, at=at, version=version) as passage:
        _admit(passage, Stage.REVIEW, note)


def admit_rereview(
    *, case: int, actor: Actor, at: datetime, note: str = "", version: int | None = None
) -> None:
    """Admit a request for re-review (受理复核申请; LSD Art.44). Raises what :func:`admit_review` raises."""
    with door("admit_rereview", case=case, actor=actor, at=at, version=version) as passage:
        _admit(passage, Stage.REREVIEW, note)


def refuse_review(
    *, case: int, reason: str, explanation: str, objection_told: str, notice: Notice, actor: Actor, at: datetime,
    version: int | None = None,
) -> None:  # fmt: skip
    """Refuse to admit a request (不予受理复查申请): in writing, with reasons, and told; the petitioner may object.

    ``reason`` is of the code list ``admission_reasons``; ``objection_told`` names where and how to object. The matter
    goes back to where it stood. Raises ``review.none_open``, ``review.admission_reason_unknown``,
    ``review.not_late``, ``review.no_explanation``, ``review.objection_not_told``, ``review.acted_in_case``,
    ``notice.*`` and, from the door, the refusals of ``examine.*`` (LSD Art.43).
    """
    with door("refuse_review", case=case, actor=actor, at=at, version=version) as passage:
        _refuse(passage, Stage.REVIEW, reason, (explanation, objection_told), notice)


def refuse_rereview(
    *, case: int, reason: str, explanation: str, objection_told: str, notice: Notice, actor: Actor, at: datetime,
    version: int | None = None,
) -> None:  # fmt: skip
    """Refuse to admit a request for re-review (LSD Art.44). Raises what :func:`refuse_review` raises."""
    with door("refuse_rereview", case=case, actor=actor, at=at, version=version) as passage:
        _refuse(passage, Stage.REREVIEW, reason, (explanation, objection_told), notice)


def _admit(passage: Passage, stage: Stage, note: str) -> None:
    request = _examined(passage, stage)
    if request.is_late and not note.strip():
        raise Refusal("review.lateness_not_judged", last_day=request.last_day)
    passage.watch(request)
    _decide(passage, request, ADMITTED, note)
    passage.facts["late"] = request.late_reason
    passage.say("note", note)


def _refuse(passage: Passage, stage: Stage, reason: str, words: tuple[str, str], notice: Notice) -> None:
    request = _examined(passage, stage)
    reasons = code_list("admission_reasons")
    if reason not in reasons:
        raise Refusal("review.admission_reason_unknown")
    if reasons.entry(reason).extras.get("late") == "yes" and not request.is_late:
        raise Refusal("review.not_late", last_day=request.last_day)
    explanation, objection_told = words
    if not explanation.strip():
        raise Refusal("review.no_explanation")
    if not objection_told.strip():
        raise Refusal("review.objection_not_told")
    check_notice(notice, since=request.asked_on, today=passage.today)
    passage.watch(request)
    _decide(passage, request, REFUSED, explanation)
    request.admission_reason, request.objection_told = reason, objection_told.strip()
    request.told_on, request.told_by = notice.told_on, notice.told_by
    put_back(passage, request)
    passage.facts |= {
        "reason": reason, "told_on": notice.told_on.isoformat(), "method": notice.told_by,
    }  # fmt: skip
    passage.say("explanation", explanation)
    passage.say("objection_told", objection_told)


def _examined(passage: Passage, stage: Stage) -> ReviewRequest:
    request = open_request(passage, stage)
    check_independent(passage, REVIEWING if stage is Stage.REVIEW else REREVIEWING)
    return request


def _decide(passage: Passage, request: ReviewRequest, admission: str, text: str) -> None:
    request.admission, request.admission_text = admission, text.strip()
    request.admitted_on, request.admitted_by_id = passage.today, passage.actor.post
    passage.facts |= {"number": request.number, "subject": request.subject}
