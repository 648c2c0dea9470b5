"""Dossiers: the one of a case, claim by claim beside its evidence, and those that wait for a reviewer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from dengwen.domains.cases.models import Claim
from dengwen.domains.closure.access import examined_by, visible_to
from dengwen.domains.closure.models import Dossier, DossierItem
from dengwen.domains.closure.rules.dossier_contents import CLAIM_ANSWER
from dengwen.domains.handling.models import InvestigationStep, Remedy
from dengwen.domains.letters.models import Attachment
from dengwen.foundation.permissions.actor import Actor

Row = TypeVar("Row", Attachment, InvestigationStep, Remedy)


@dataclass(frozen=True, slots=True)
class ClaimSheet:
    """A claim with its answer on the left, what proves it on the right, and the item that judges both."""

    item: DossierItem
    claim: Claim
    files: tuple[Attachment, ...]
    steps: tuple[InvestigationStep, ...]
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True, slots=True)
class DossierSheet:
    """A dossier as the reviewer reads it; ``files`` and ``steps`` are those that belong to no single claim."""

    dossier: Dossier
    claims: tuple[ClaimSheet, ...]
    items: tuple[DossierItem, ...]
    files: tuple[Attachment, ...]
    steps: tuple[InvestigationStep, ...]
    remedies: tuple[Remedy, ...]


def dossiers_of(*, actor: Actor, case: int) -> tuple[Dossier, ...]:
    """Return every handing-in of a matter, the last one first."""
    found = visible_to(actor).filter(matter=case).order_by("-round")
    return tuple(found.select_related("organ", "handed_in_by__account", "examined_by__account"))


def latest_dossier(*, actor: Actor, case: int) -> DossierSheet | None:
    """Return the last dossier of a matter, claim by claim; None where none was handed in or none is visible."""
    dossiers = dossiers_of(actor=actor, case=case)
    if not dossiers:
        return None
    dossier = dossiers[0]
    items = list(DossierItem.objects.filter(dossier=dossier).select_related("claim").order_by("pk"))
    files = _by_claim(Attachment.objects.filter(matter=case).order_by("pk"))
    steps = _by_claim(
        InvestigationStep.objects.filter(matter=case).select_related("by__account").order_by("done_on")
    )
    remedies = _by_claim(Remedy.objects.filter(matter=case).select_related("owner").order_by("due"))
    sheets = tuple(
        ClaimSheet(item, item.claim, tuple(files[key]), tuple(steps[key]), tuple(remedies[key]))
        for item in items
        if item.kind == CLAIM_ANSWER and item.claim is not None and (key := item.claim_id)
    )
    others = tuple(item for item in items if item.kind != CLAIM_ANSWER)
    return DossierSheet(
        dossier, sheets, others, tuple(files[None]), tuple(steps[None]), tuple(remedies[None])
    )


def to_examine(*, actor: Actor, limit: int = 25, after: tuple[str, int] | None = None) -> list[Dossier]:
    """Return the dossiers that wait for the actor's organ, oldest first; ``after`` is (day, id) of the last seen."""
    waiting = examined_by(actor).select_related("matter", "matter__organ").order_by("handed_in_on", "pk")
    if after is not None:
        day, pk = after
        waiting = waiting.filter(handed_in_on__gte=day).exclude(handed_in_on=day, pk__lte=pk)
    return list(waiting[:limit])


def _by_claim(rows: Iterable[Row]) -> dict[int | None, list[Row]]:
    groups: dict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.claim_id].append(row)
    return groups
