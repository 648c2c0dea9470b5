"""Which records of a campaign are not whole, by organ and case by case; one condition an item serves both."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from dengwen.domains.campaigns.models import Campaign
from dengwen.domains.campaigns.reads.scope_at import part_of
from dengwen.domains.campaigns.rules.completeness import Completeness, completeness, items
from dengwen.domains.cases.access import visible_to
from dengwen.domains.cases.models import Claim, Matter
from dengwen.domains.cases.states import State
from dengwen.domains.handling.models import InvestigationStep, Plan, ServiceRecord
from dengwen.domains.letters.models import Letter
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.permissions.actor import Actor

_HERE = OuterRef("pk")
ONCE = {
    "registered": Q(number__isnull=False), "accepted": Q(accepted_on__isnull=False),
    "decided": Q(decided_on__isnull=False, accepted_on__isnull=False),
}  # fmt: skip
THERE = {
    "place": ~Q(place=""), "occurred_on": Q(occurred_on__isnull=False), "leader": Q(leader__isnull=False),
    "unit": Q(unit__isnull=False), "handler": Q(handler__isnull=False),
    "claims": Q(Exists(Claim.objects.filter(matter=_HERE))),
    "acceptance_notice": Q(
        Exists(Letter.objects.filter(matter=_HERE, kind="acceptance_notice", issued_on__isnull=False))
    ),
    "plan": Q(Exists(Plan.objects.filter(matter=_HERE))),
    "step": Q(Exists(InvestigationStep.objects.filter(matter=_HERE))),
    "answers": ~Q(Exists(Claim.objects.filter(matter=_HERE, result=""))),
    "service": Q(Exists(ServiceRecord.objects.filter(matter=_HERE))),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OrganLine:
    """How whole the records are that one organ holds: cases, those that lack something, and how often each item."""

    organ: Organ
    cases: int
    lacking: int
    missing: dict[str, int]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One record that is not whole."""

    case: int
    number: str
    title: str
    state: str
    organ: Organ
    found: Completeness


def by_organ(actor: Actor, campaign: Campaign) -> list[OrganLine]:
    """Return how whole the records are at each organ that holds any, in the order of the tree; nothing is ranked."""
    counts = {f"lack_{item.code}": Count("pk", filter=_lacks(item.code, item.once)) for item in items()}
    held = _records(actor, campaign).order_by("organ").values("organ")
    rows: Any = held.annotate(cases=Count("pk"), lacking=Count("pk", filter=_lacks_any()), **counts)
    found = {row["organ"]: row for row in rows}
    organs = Organ.objects.filter(pk__in=found).order_by("code", "pk")
    return [
        OrganLine(
            organ, found[organ.pk]["cases"], found[organ.pk]["lacking"],
            {item.code: found[organ.pk][f"lack_{item.code}"] for item in items()},
        )
        for organ in organs
    ]  # fmt: skip


def to_complete(
    actor: Actor, campaign: Campaign, *, organ: int | None = None, after: str = ""
) -> QuerySet[Matter]:
    """Return the records that lack something, by number; ``organ`` holds them, ``after`` is the last number seen."""
    found = _records(actor, campaign).filter(_lacks_any(), number__gt=after)
    found = found.filter(organ=organ) if organ is not None else found
    flags = {f"once_{name}": _flag(condition) for name, condition in ONCE.items()}
    flags |= {f"has_{name}": _flag(condition) for name, condition in THERE.items()}
    return found.annotate(**flags).select_related("organ").order_by("number")


def case_lines(found: QuerySet[Matter]) -> Iterator[CaseLine]:
    """Yield what each of these records lacks."""
    for matter in found:
        reached = [name for name in ONCE if getattr(matter, f"once_{name}")]
        there = [name for name in THERE if getattr(matter, f"has_{name}")]
        score = completeness(reached, there)
        yield CaseLine(matter.pk, matter.number or "", matter.title, matter.state, matter.organ, score)


def _records(actor: Actor, campaign: Campaign) -> QuerySet[Matter]:
    below = OrganReach.objects.filter(top=actor.bureau).values("organ")
    counted = part_of(campaign.pk, "in") or Q(pk=None)
    return visible_to(actor).filter(counted, organ__in=below).exclude(state=State.MERGED.value)


def _lacks(code: str, once: str) -> Q:
    return ONCE[once] & ~THERE[code]


def _lacks_any() -> Q:
    return reduce(or_, (_lacks(item.code, item.once) for item in items()))


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))
