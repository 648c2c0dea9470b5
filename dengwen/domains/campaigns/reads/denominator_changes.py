"""Every change of a campaign's scope since a stage began: which matter, when, why, by which verb."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from dengwen.domains.campaigns.models import ScopeChange, StageRun
from dengwen.domains.cases.access import visible_to
from dengwen.domains.deadlines.rules.when_clocks_run import EVENT_OF
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.permissions.actor import Actor

_VERB_OF = {event: verb for verb, event in EVENT_OF.items()}


@dataclass(frozen=True, slots=True)
class Move:
    """A change that the fixed denominator does not follow; ``organ`` held the matter then, ``verb`` did it."""

    case: int
    number: str
    at: datetime
    step: int
    cause: str
    reason: str
    organ: Organ
    verb: str


@dataclass(frozen=True, slots=True)
class Moves:
    """``count`` changes that the post sees, and those of them from one place in their order on."""

    count: int
    rows: list[Move]


def moves_since(*, actor: Actor, run: StageRun, organ: int, start: int, most: int) -> Moves:
    """Return the changes at and below ``organ`` since the stage began, of matters that the post sees, newest first.

    The verb is that of the entry which tells of the change.
    """
    found = _changes(actor, run, organ)
    rows = list(found.order_by("-at", "-pk")[start : start + most])
    verbs = _verbs(rows)
    moves = [
        Move(
            row.matter_id, row.matter.number or "", row.at, row.step, row.cause, row.reason, row.organ,
            verbs.get(row.pk, ""),
        )
        for row in rows
    ]  # fmt: skip
    return Moves(found.count(), moves)


def _changes(actor: Actor, run: StageRun, organ: int) -> QuerySet[ScopeChange]:
    found = ScopeChange.objects.filter(campaign=run.campaign_id, at__gt=run.entered_at)
    below = OrganReach.objects.filter(top=organ).values("organ")
    return found.filter(organ__in=below, matter__in=visible_to(actor)).select_related("matter", "organ")


def _verbs(rows: list[ScopeChange]) -> dict[int, str]:
    told = Entry.objects.filter(
        kind="case", subject__in={row.matter_id for row in rows}, at__in={row.at for row in rows}
    ).values_list("subject", "event", "payload")
    entries = list(told)
    return {
        row.pk: _VERB_OF.get(event, event)
        for row in rows
        for subject, event, payload in entries
        if subject == row.matter_id and f'"campaigns.scopechange/{row.pk}"' in payload
    }
