"""Draft an experience note, change it, and let a second person approve it (plan S38, S64)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.supervision.access import inspections_visible_to, notes_visible_to, speaks_for
from dengwen.domains.supervision.models import ExperienceNote, InspectedCase, InspectionDraw
from dengwen.domains.supervision.states import NoteState
from dengwen.domains.supervision.verbs.check_anonymous import check_anonymous
from dengwen.domains.supervision.verbs.own_stream import Sheet, begin, change, new_salt
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

MISSING = "experience.not_found"


def draft_experience(
    *,
    title: str,
    text: str,
    actor: Actor,
    at: datetime,
    case: int | None = None,
    inspection: int | None = None,
) -> int:
    """Draft a note from one case or one inspection; return it.

    Raises ``right.missing``, ``experience.no_text``, ``experience.no_source``, ``inspection.not_found``, and as
    :func:`check_anonymous`.
    """
    actor.require(Right.WRITE_EXPERIENCE)
    _check_words(title, text)
    if (case is None) == (inspection is None):
        raise Refusal("experience.no_source")
    row = ExperienceNote(
        organ_id=actor.bureau, matter_id=case, inspection_id=inspection, title=title.strip()[:120], text=text.strip(),
        written_on=local_day(at, settings.TIME_ZONE), by_id=actor.post, salt=new_salt(),
    )  # fmt: skip
    check_anonymous(texts=(title, text), cases=cases_behind(row, actor), actor=actor, at=at)
    with begin(row, "experience_drafted", actor=actor, at=at):
        pass
    return row.pk


def change_experience(*, note: int, title: str, text: str, actor: Actor, at: datetime) -> None:
    """Change a note that is not approved; it is a draft again, by who changed it.

    Raises ``right.missing``, ``experience.not_found``, ``experience.other_organ``, ``experience.approved``,
    ``experience.no_text``, and as :func:`check_anonymous`.
    """
    actor.require(Right.WRITE_EXPERIENCE)
    _check_words(title, text)
    check_anonymous(texts=(title, text), cases=cases_behind(_seen(note, actor), actor), actor=actor, at=at)
    with _held(note, "experience_changed", actor, at) as sheet:
        row = sheet.root
        row.title, row.text, row.by_id = title.strip()[:120], text.strip(), actor.post
        row.state, row.written_on = NoteState.DRAFT.value, sheet.today
        row.decided_on = row.decided_by_id = None


def decide_experience(*, note: int, approve: bool, remarks: str, actor: Actor, at: datetime) -> None:
    """Approve a note, so that every organ finds it, or send it back with the reason; never by who wrote it.

    The text is checked again: a case may have got further parties. Raises ``right.missing``,
    ``experience.not_found``, ``experience.other_organ``, ``experience.approved``, ``experience.not_draft``,
    ``experience.own_note``, ``supervision.no_remarks``, and as :func:`check_anonymous`.
    """
    actor.require(Right.APPROVE_EXPERIENCE)
    seen = _seen(note, actor)
    if approve:
        check_anonymous(texts=(seen.title, seen.text), cases=cases_behind(seen, actor), actor=actor, at=at)
    event = "experience_approved" if approve else "experience_sent_back"
    with _held(note, event, actor, at) as sheet:
        row = sheet.root
        if row.by.account_id == actor.account:
            raise Refusal("experience.own_note")
        if row.state != NoteState.DRAFT:
            raise Refusal("experience.not_draft")
        if approve and (row.title, row.text) != (seen.title, seen.text):
            raise Refusal("experience.not_draft")  # changed between the check and the lock
        if not approve and not remarks.strip():
            raise Refusal("supervision.no_remarks")
        row.state = (NoteState.APPROVED if approve else NoteState.REFUSED).value
        row.remarks, row.decided_on, row.decided_by_id = remarks.strip(), sheet.today, actor.post


def cases_behind(note: ExperienceNote, actor: Actor) -> list[int]:
    """Return the cases whose people a note must not give away: its case, or every drawn case of its inspection.

    Raises ``inspection.not_found``, and ``experience.cannot_check`` where one of them is hidden from the actor.
    """
    if note.matter_id is not None:
        return [note.matter_id]
    with transaction.atomic():
        set_post(actor.post)
        row = inspections_visible_to(actor).filter(pk__in=[note.inspection_id]).first()
        if row is None:
            raise Refusal("inspection.not_found")
        if not OrganReach.objects.filter(top=actor.bureau, organ=row.organ_id).exists():
            raise Refusal("experience.cannot_check")  # the inspected side does not see the sample
        cases = list(InspectedCase.objects.filter(inspection=row).values_list("matter", flat=True))
        draw = InspectionDraw.objects.filter(inspection=row).first()
        if draw is not None and len(cases) != min(row.size, draw.population):
            raise Refusal("experience.cannot_check")
    return cases


def _seen(note: int, actor: Actor) -> ExperienceNote:
    with transaction.atomic():
        set_post(actor.post)
        found = notes_visible_to(actor).filter(pk=note).first()
    if found is None:
        raise Refusal(MISSING)
    return found


@contextmanager
def _held(note: int, event: str, actor: Actor, at: datetime) -> Iterator[Sheet[ExperienceNote]]:
    with change(notes_visible_to(actor), note, event, actor=actor, at=at, missing=MISSING) as sheet:
        if not speaks_for(actor, sheet.root.organ_id):
            raise Refusal("experience.other_organ", organ=sheet.root.organ)
        if sheet.root.state == NoteState.APPROVED:
            raise Refusal("experience.approved")
        yield sheet


def _check_words(title: str, text: str) -> None:
    if not (title.strip() and text.strip()):
        raise Refusal("experience.no_text")
