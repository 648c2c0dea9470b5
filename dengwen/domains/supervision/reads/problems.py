"""The register of problems: what waits for whom, and all in reach."""

from django.db.models import Q, QuerySet

from dengwen.domains.supervision.access import problems_visible_to
from dengwen.domains.supervision.models import Problem
from dengwen.domains.supervision.states import ProblemState
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

OPEN = (ProblemState.OPEN, ProblemState.RETURNED)


def problems_in(actor: Actor, *, only_open: bool) -> QuerySet[Problem]:
    """Return the problems in reach, the nearest day first; all, or those that are not accepted yet."""
    found = problems_visible_to(actor).select_related("organ", "by_organ")
    if only_open:
        found = found.exclude(state=ProblemState.ACCEPTED)
    return found.order_by("due", "pk")


def problems_to_solve(actor: Actor) -> QuerySet[Problem]:
    """Return the problems that the actor's organ owns and has to solve."""
    if not actor.has(Right.ANSWER_SUPERVISION):
        return Problem.objects.none()
    mine = Q(organ=actor.bureau) | Q(organ__successor=actor.bureau)
    return problems_visible_to(actor).filter(mine, state__in=OPEN).order_by("due", "pk")


def problems_to_judge(actor: Actor) -> QuerySet[Problem]:
    """Return the problems that the actor's organ raised and that are said to be solved."""
    if not (actor.has(Right.SUPERVISE) or actor.has(Right.ANSWER_SUPERVISION)):
        return Problem.objects.none()
    mine = Q(by_organ=actor.bureau) | Q(by_organ__successor=actor.bureau)
    return problems_visible_to(actor).filter(mine, state=ProblemState.DONE).order_by("due", "pk")


def may_raise(actor: Actor) -> bool:
    """Say whether the actor may write a problem down."""
    return actor.has(Right.SUPERVISE) or actor.has(Right.ANSWER_SUPERVISION)
