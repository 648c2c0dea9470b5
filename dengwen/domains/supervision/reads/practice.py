"""What fails again and again: causes recorded on cases, by organ and unit over a period; and the suggestions."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from dengwen.domains.supervision.access import suggestions_visible_to
from dengwen.domains.supervision.models import CaseCause, Suggestion
from dengwen.domains.supervision.rules.practice import cluster
from dengwen.domains.supervision.states import SuggestionState
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


@dataclass(frozen=True, slots=True)
class Cluster:
    """How many of the ``of`` failed cases of an organ's unit had one cause; ``says``: what that means."""

    organ: Organ
    unit: Organ | None
    cause: str
    count: int
    of: int
    says: str


def clusters(actor: Actor, *, since: date, until: date) -> list[Cluster]:
    """Return the causes recorded in the period, in the order of the tree: organs are not ranked.

    Row-level security leaves out the cases that the actor may not see. It counts cases, never people.
    """
    if not actor.has(Right.READ_CASE):
        return []
    reach = OrganReach.objects.filter(top=actor.bureau).values("organ")
    rows = CaseCause.objects.filter(organ__in=reach, recorded_on__range=(since, until), ended_on=None)
    by_place = rows.values_list("organ", "unit").annotate(Count("matter", distinct=True)).order_by()
    of = {(organ, unit): number for organ, unit, number in by_place}
    by_cause = rows.values_list("organ", "unit", "cause").annotate(Count("matter", distinct=True)).order_by()
    counted = list(by_cause)
    everywhere, all_failed = Counter[str](), sum(of.values())
    for _organ, _unit, cause, number in counted:
        everywhere[cause] += number
    organs = {row.pk: row for row in Organ.objects.filter(pk__in={pk for key in of for pk in key if pk})}
    found = [
        Cluster(
            organs[organ], organs.get(unit) if unit else None, cause, number, of[organ, unit],
            cluster(
                count=number, of=of[organ, unit], others=everywhere[cause] - number,
                of_others=all_failed - of[organ, unit],
            ),
        )
        for organ, unit, cause, number in counted
    ]  # fmt: skip
    return sorted(
        found, key=lambda each: (each.organ.code or "", each.unit.pk if each.unit else 0, each.cause)
    )


def suggestions_in(actor: Actor) -> QuerySet[Suggestion]:
    """Return the suggestions in reach, those that wait first, the newest first."""
    found = suggestions_visible_to(actor).select_related("organ", "by_organ")
    return found.order_by("followed_on", "-pk")


def suggestions_to_answer(actor: Actor) -> QuerySet[Suggestion]:
    """Return the suggestions that the actor's organ has to answer."""
    if not actor.has(Right.ANSWER_SUPERVISION):
        return Suggestion.objects.none()
    mine = Q(organ=actor.bureau) | Q(organ__successor=actor.bureau)
    return suggestions_visible_to(actor).filter(mine, state=SuggestionState.OPEN).order_by("due", "pk")


def suggestions_to_follow(actor: Actor) -> QuerySet[Suggestion]:
    """Return the answered suggestions of the actor's organ, to be followed up."""
    if not actor.has(Right.SUPERVISE):
        return Suggestion.objects.none()
    mine = Q(by_organ=actor.bureau) | Q(by_organ__successor=actor.bureau)
    return suggestions_visible_to(actor).filter(mine, state=SuggestionState.ANSWERED).order_by("due", "pk")
