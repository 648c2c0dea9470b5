"""Which rules of the packs the sweep and the calendars pass over, or give to the organ that examines."""

from functools import cache

from dengwen.domains.deadlines.rules.when_clocks_run import NOT_OWED
from dengwen.foundation.rulebook.loading import packs

# Duties of the organ that a dossier or a request was handed up to (facts, 1.3 and 8c).
EXAMINED = frozenset({"dossier", "review_decision", "rereview_decision"})


@cache
def not_owed() -> tuple[str, ...]:
    """Return the ids of the limits that nobody owes: a right of the organ, or the end of a wait."""
    return _ids(NOT_OWED)


@cache
def examined() -> tuple[str, ...]:
    """Return the ids of the limits that the examining organ owes."""
    return _ids(EXAMINED)


def _ids(keys: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted({limit.id for law in packs() for limit in law.limits if limit.key in keys}))
