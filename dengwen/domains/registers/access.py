"""Who sees runs and kept mappings: whoever imports, for the organs at or below the own one."""

from django.db.models import QuerySet

from dengwen.domains.registers.models import ImportRun, SavedMapping
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def visible_to(actor: Actor) -> QuerySet[ImportRun]:
    """Return the runs of the organs that the post reaches; row-level security says the same."""
    if not actor.has(Right.IMPORT):
        return ImportRun.objects.none()
    return ImportRun.objects.filter(organ__in=OrganReach.objects.filter(top=actor.bureau).values("organ"))


def mappings_visible_to(actor: Actor) -> QuerySet[SavedMapping]:
    """Return the mappings that were kept for the post's own organ."""
    if not actor.has(Right.IMPORT):
        return SavedMapping.objects.none()
    return SavedMapping.objects.filter(organ=actor.bureau)
