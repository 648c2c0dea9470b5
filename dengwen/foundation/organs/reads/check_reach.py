"""Whether the table of who reaches whom still agrees with the tree."""

from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.organs.rules.closure import Place, closure
from dengwen.foundation.organs.rules.levels import Level


def wrong_reaches() -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Return the pairs (top, organ) that are missing, and those that are too many; normally none.

    A pair that does not say rightly whether the organ can hold cases counts as missing.
    """
    places = [Place(*row) for row in Organ.objects.values_list("id", "level", "parent_id", "successor_id")]
    right, units = closure(places), {place.organ for place in places if place.level == Level.UNIT}
    kept = set(OrganReach.objects.values_list("top_id", "organ_id", "holds"))
    true = {(top, organ) for top, organ, holds in kept if holds == (organ not in units)}
    return right - true, {(top, organ) for top, organ, _ in kept} - right
