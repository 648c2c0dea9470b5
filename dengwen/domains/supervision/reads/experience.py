"""Experience notes: the approved ones of everybody, the drafts of organs in reach; looked for by plain words."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import visible_to as visible_cases
from dengwen.domains.supervision.access import inspections_visible_to, notes_visible_to, speaks_for
from dengwen.domains.supervision.models import ExperienceNote
from dengwen.domains.supervision.states import NoteState
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


@dataclass(frozen=True, slots=True)
class NoteSheet:
    """One note; where it came from, for whoever sees that; and what the actor may do with it."""

    note: ExperienceNote
    case: tuple[int, str] | None
    inspection: int | None
    may_change: bool
    may_decide: bool


def notes_found(actor: Actor, words: str, state: str = "") -> QuerySet[ExperienceNote]:
    """Return the notes in which every one of ``words`` stands, the newest first."""
    found = notes_visible_to(actor)
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(text__icontains=word))
    if state:
        found = found.filter(state=state)
    return found.select_related("organ").order_by("-pk")


def note_sheet(actor: Actor, note: int) -> NoteSheet:
    """Return one note; raises ``experience.not_found``."""
    wanted = ("organ", "by__account", "decided_by__account")
    row = notes_visible_to(actor).select_related(*wanted).filter(pk=note).first()
    if row is None:
        raise Refusal("experience.not_found")
    case = visible_cases(actor).filter(pk__in=[row.matter_id]).values_list("pk", "number").first()
    inspection = (
        inspections_visible_to(actor).filter(pk__in=[row.inspection_id]).values_list("pk", flat=True).first()
    )
    mine = row.state != NoteState.APPROVED and speaks_for(actor, row.organ_id)
    return NoteSheet(
        row,
        (case[0], str(case[1])) if case else None,
        inspection,
        mine and actor.has(Right.WRITE_EXPERIENCE),
        mine and row.state == NoteState.DRAFT and actor.has(Right.APPROVE_EXPERIENCE)
        and row.by.account_id != actor.account,
    )  # fmt: skip
