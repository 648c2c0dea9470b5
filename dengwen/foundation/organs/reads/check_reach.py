"""Whether the table of who reaches whom still agrees with the tree."""

from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.organs.rules.closure import Place, closure


def wrong_reaches() -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Return the pairs (top, organ) that are missing, and those that are too many; normally none."""
    columns = Organ.objects.values_list("id", "level", "parent_id", "successor_id")
    right = closure(Place(*row) for row in columns)
    kept = set(OrganReach.objects.values_list("top_id", "organ_id"))
    return right - kept, kept - right
