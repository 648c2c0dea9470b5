"""What else happens when something has happened, in the same transaction: ``config/reactions.py``."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from dengwen.domains.cases.verbs.door import Passage


@lru_cache(maxsize=1)
def _reactions() -> dict[str, list[Any]]:
    table: dict[str, tuple[str, ...]] = import_string(settings.DENGWEN_REACTIONS)
    return {event: [import_string(path) for path in paths] for event, paths in table.items()}


def react(passages: "Sequence[Passage]") -> None:
    """Run the reactions to what the passages of one door say, in the order of the table."""
    table = _reactions()
    for event in dict.fromkeys(passage.event for passage in passages):
        concerned = [passage for passage in passages if passage.event == event]
        for reaction in (*table.get("*", ()), *table.get(event, ())):
            reaction(concerned)
