"""Each right twice, side by side: which reminders and open posts a post sees, and whether it may have a calendar."""

from django.db.models import Q, QuerySet

from dengwen.base.errors import Refusal
from dengwen.domains.reminders.models import OpenPost, Reminder
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.decision import Decision
from dengwen.foundation.permissions.rights import Right, Role

# The days of the matters that a role has in its own hands; the others look on.
HAS_OWN_DAYS = frozenset({Role.HANDLER, Role.UNIT_HEAD, Role.LEADER, Role.REGISTRAR, Role.REVIEWER})
_MENDS = (Right.ASSIGN_TEAM, Right.EXAMINE, Right.MANAGE_STAFF)


def visible_to(actor: Actor) -> QuerySet[Reminder]:
    """Return what this post was told. Row-level security says the same, and hides the matters out of its sight."""
    return Reminder.objects.filter(post=actor.post)


def open_posts_visible_to(actor: Actor) -> QuerySet[OpenPost]:
    """Return the posts that nobody holds and that this post can do something about.

    Those of its own bureau and its units, those of which it is the next-higher organ, and, for who appoints, all
    below. Row-level security shows them to the bureau and to those above.
    """
    found = OpenPost.objects.filter(ended_on=None)
    if actor.has(Right.MANAGE_STAFF):
        return found.filter(organ__in=OrganReach.objects.filter(top=actor.bureau).values("organ"))
    if not any(actor.has(right) for right in _MENDS):
        return found.none()
    own = Q(organ=actor.bureau) | Q(organ__parent=actor.bureau, organ__level="unit")
    return found.filter(own | Q(above=actor.bureau))


def may_have_calendar(actor: Actor) -> Decision:
    """Say whether the post may have a calendar of its days and, if not, why."""
    try:
        check_may_have_calendar(actor)
    except Refusal as refusal:
        return Decision(refusal)
    return Decision()


def check_may_have_calendar(actor: Actor) -> None:
    """Raise ``calendar.no_own_days`` unless matters lie in this role's own hands."""
    if actor.role not in HAS_OWN_DAYS:
        raise Refusal("calendar.no_own_days", role=actor.role)
