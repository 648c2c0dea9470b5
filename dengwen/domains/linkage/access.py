"""Each right twice, side by side: which runs and pairs a post sees, and what it may do."""

from django.db.models import Exists, OuterRef, QuerySet

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import visible_to as matters_visible_to
from dengwen.domains.linkage.models import LearnedWeights, LinkageRun, MatterPair
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def visible_to(actor: Actor) -> QuerySet[LinkageRun]:
    """Return the runs of the organs that the post reaches; row-level security says the same."""
    if not actor.has(Right.LINK):
        return LinkageRun.objects.none()
    return LinkageRun.objects.filter(organ__in=OrganReach.objects.filter(top=actor.bureau).values("organ"))


def weights_visible_to(actor: Actor) -> QuerySet[LearnedWeights]:
    """Return the weights that runs of the post's own organ learned."""
    if not actor.has(Right.LINK):
        return LearnedWeights.objects.none()
    return LearnedWeights.objects.filter(organ=actor.bureau)


def pairs_visible_to(actor: Actor) -> QuerySet[MatterPair]:
    """Return the pairs of which the post sees both matters; of any other not even that there is one."""
    if not actor.has(Right.LINK):
        return MatterPair.objects.none()
    # Asked of each pair in turn, so that a page of the queue looks at some dozens of matters and never at all of them.
    one, other = (Exists(matters_visible_to(actor).filter(pk=OuterRef(side))) for side in ("one", "other"))
    return MatterPair.objects.filter(one, other)


def waiting(rows: QuerySet[MatterPair]) -> QuerySet[MatterPair]:
    """Return those that nobody decided; a matter that was merged or disposed of meanwhile is no question any more."""
    rows = rows.filter(answer="", one__merged_into=None, other__merged_into=None)
    return rows.exclude(one__salt=b"").exclude(other__salt=b"")


def pair_seen(actor: Actor, pair: int) -> MatterPair:
    """Return one pair; raises ``right.missing``, ``linkage.pair_not_found``."""
    actor.require(Right.LINK)
    found = pairs_visible_to(actor).select_related("one__organ", "other__organ").filter(pk=pair).first()
    if found is None:
        raise Refusal("linkage.pair_not_found")
    return found
