"""Announce, open and close a hearing."""

from collections.abc import Sequence
from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.states import State
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.handling.models import Hearing, HearingParticipant
from dengwen.domains.handling.reads.procedures import (
    announced_hearing,
    attached_file,
    handled_it,
    post_in_force,
    running_hearing,
)
from dengwen.domains.handling.rules.hearings import (
    ParticipantDraft,
    check_closing,
    check_notice,
    check_opening,
    check_participants,
)
from dengwen.domains.handling.rules.procedure_days import HEARING_NOTICE, days_from
from dengwen.foundation.permissions.actor import Actor

RECORD = "HEARING_RECORD"


def announce_hearing(
    *, case: int, notice_on: date, planned_on: date, place: str, subject: str, chair: int,
    participants: Sequence[ParticipantDraft], actor: Actor, at: datetime, asked_for: bool = False,
    reason: str = "", version: int | None = None,
) -> None:  # fmt: skip
    """Give notice of a hearing (听证): day, place, subject, chair, who is asked to it; at least five days before.

    The chair is of the organ that holds the hearing and took no part in the matter. A new notice calls off the one
    before, with ``reason``. Raises ``hearing.no_place``, ``hearing.no_subject``, ``hearing.announced_already``,
    ``hearing.chair_not_here``, ``hearing.chair_handled_it``, and what :func:`check_notice` and
    :func:`check_participants` raise (facts 8b; L22 Art.36).
    """
    with door("announce_hearing", case=case, actor=actor, at=at, version=version) as passage:
        if not place.strip() or len(place) > 200:
            raise Refusal("hearing.no_place")
        if not subject.strip():
            raise Refusal("hearing.no_subject")
        _check_chair(passage, chair)
        check_participants(participants)
        law = days_from(HEARING_NOTICE, notice_on, law=passage.matter.pack)
        check_notice(
            notice_on=notice_on,
            planned_on=planned_on,
            earliest=law.for_petitioner,
            article=law.article,
            today=passage.today,
        )
        _call_off(passage, reason)
        hearing = Hearing(
            matter=passage.matter, number=len(passage.rows(Hearing)) + 1, organ_id=actor.bureau, chair_id=chair,
            asked_for=asked_for, notice_on=notice_on, planned_on=planned_on, place=place.strip(),
            subject=subject.strip(),
        )  # fmt: skip
        passage.create(hearing)
        for person in participants:
            passage.create(
                HearingParticipant(
                    matter=passage.matter, hearing=hearing, role=person.role, name=person.name.strip(),
                    organ_name=person.organ_name.strip(), outside=person.outside,
                )
            )  # fmt: skip
        passage.facts |= {
            "number": hearing.number,
            "planned_on": planned_on.isoformat(),
            "organ": actor.bureau,
        }


def open_hearing(
    *, case: int, opened_on: date, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Open the hearing that was announced, on its day or later: the log of its time begins.

    For so long the limit of a re-review stands still, and no other (L22 Art.36(2)). Raises
    ``hearing.none_announced``, ``hearing.other_organ``, ``hearing.before_its_day``, ``day.future``.
    """
    with door("open_hearing", case=case, actor=actor, at=at, version=version) as passage:
        hearing = announced_hearing(passage)
        if hearing is None:
            raise Refusal("hearing.none_announced")
        _check_organ(hearing, actor)
        check_opening(planned_on=hearing.planned_on, opened_on=opened_on, today=passage.today)
        _check_chair(passage, hearing.chair_id)
        passage.watch(hearing)
        hearing.opened_on, hearing.came_from = opened_on, passage.matter.state
        passage.facts |= {"number": hearing.number, "opened_on": opened_on.isoformat()}


def close_hearing(
    *, case: int, closed_on: date, opinion: str, transcript: int, actor: Actor, at: datetime, absent: str = "",
    version: int | None = None,
) -> None:  # fmt: skip
    """End the hearing with its record (a file of the kind HEARING_RECORD) and its opinion; back to where it stood.

    Raises ``hearing.none_open``, ``hearing.other_organ``, ``hearing.no_record``, ``file.not_here`` and what
    :func:`check_closing` raises (facts 8b).
    """
    with door("close_hearing", case=case, actor=actor, at=at, version=version) as passage:
        hearing = running_hearing(passage)
        if hearing is None or hearing.opened_on is None:
            raise Refusal("hearing.none_open")
        _check_organ(hearing, actor)
        check_closing(opened_on=hearing.opened_on, closed_on=closed_on, opinion=opinion, today=passage.today)
        record = attached_file(passage, transcript)
        if record is None or record.kind != RECORD:
            raise Refusal("hearing.no_record")
        passage.watch(hearing)
        hearing.closed_on, hearing.opinion, hearing.transcript = closed_on, opinion.strip(), record
        passage.say("absent", absent)
        passage.say("hearing_opinion", opinion)
        passage.facts |= {"number": hearing.number, "closed_on": closed_on.isoformat()}
        passage.move_to(State(hearing.came_from))


def _check_organ(hearing: Hearing, actor: Actor) -> None:
    if hearing.organ_id != actor.bureau:
        raise Refusal("hearing.other_organ", organ=hearing.organ_id)


def _check_chair(passage: Passage, chair: int) -> None:
    """Refuse a chair from elsewhere, or one who had a hand in the matter (PHS-2)."""
    post = post_in_force(passage, chair, passage.today)
    if post is None or passage.actor.bureau not in (post.organ_id, post.organ.parent_id):
        raise Refusal("hearing.chair_not_here")
    if handled_it(passage, post.account_id):
        raise Refusal("hearing.chair_handled_it", name=post.account.name)


def _call_off(passage: Passage, reason: str) -> None:
    before = announced_hearing(passage)
    if before is None:
        return
    if not reason.strip():
        raise Refusal("hearing.announced_already", planned_on=before.planned_on)
    passage.watch(before)
    before.called_off_on = passage.today
    passage.say("reason", reason)
