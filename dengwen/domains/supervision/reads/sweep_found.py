"""What the rules of supervision find among the open cases below an organ; nothing raised is found again."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from dengwen.domains.cases.access import visible_to as visible_cases
from dengwen.domains.cases.models import Matter
from dengwen.domains.deadlines.models import Clock
from dengwen.domains.deadlines.rules.when_clocks_run import NOT_OWED
from dengwen.domains.reminders.reads.rules_of_clocks import EXAMINED
from dengwen.domains.supervision.models import SupervisionItem
from dengwen.domains.supervision.rules.sweep_rules import SweepRule, limits_of
from dengwen.domains.supervision.states import ENDED
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.permissions.actor import Actor


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that a rule speaks of: the key under which it is raised once, and the limit with its day, if any."""

    case: int
    about: str
    limit: str = ""
    limit_day: date | None = None


def found_by_rule(actor: Actor, rule: SweepRule, today: date, *, most: int) -> list[Hit]:
    """Return what ``rule`` finds today, the oldest first: one hit a case."""
    cases = _below(actor).exclude(
        pk__in=SupervisionItem.objects.filter(matter__isnull=False, cause=rule.cause)
        .exclude(state__in=ENDED)
        .values("matter")
    )
    if rule.returned:
        return _returned(cases, rule, most)
    clocks = Clock.objects.filter(
        matter__in=cases, bearer="organ", rule__in=limits_of(rule, NOT_OWED | EXAMINED), met_on=None,
        stopped=False, paused_on=None, legal__lte=rule.latest_end(today),
    )  # fmt: skip
    # What had ended when an item was raised was part of it: a second limit of the same step is no second item.
    known = SupervisionItem.objects.filter(
        matter=OuterRef("matter"), rule=rule.key, raised_on__gt=OuterRef("legal")
    )
    fresh = clocks.filter(~Exists(known)).order_by("legal", "pk")
    hits: dict[int, Hit] = {}
    for pk, case, limit, legal in fresh.values_list("pk", "matter", "rule", "legal")[: most * 4]:
        hits.setdefault(case, Hit(case, f"{rule.key}:clock:{pk}", limit, legal))
    return list(hits.values())[:most]


def _returned(cases: QuerySet[Matter], rule: SweepRule, most: int) -> list[Hit]:
    about = Concat(
        Value(f"{rule.key}:"), Cast("pk", CharField()), Value(":"), Cast(F("returned"), CharField())
    )
    known = SupervisionItem.objects.filter(about=OuterRef("about"))
    found = cases.filter(returned__gte=rule.returned).alias(about=about).filter(~Exists(known))
    rows = found.order_by("due", "pk").values_list("pk", "returned")[:most]
    return [Hit(pk, f"{rule.key}:{pk}:{returned}") for pk, returned in rows]


def _below(actor: Actor) -> QuerySet[Matter]:
    """Return the open cases of organs below the actor's; its own it does not supervise."""
    below = OrganReach.objects.filter(top=actor.bureau).exclude(organ=actor.bureau).values("organ")
    return visible_cases(actor).filter(is_open=True, organ__in=below)
