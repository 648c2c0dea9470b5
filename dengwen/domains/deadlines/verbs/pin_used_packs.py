"""Fix the rule packs that matters and their limits use."""

from collections.abc import Sequence

from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.deadlines.models import Clock
from dengwen.foundation.rulebook.verbs.pin_packs import pin_packs


def pin_used_packs(passages: Sequence[Passage]) -> None:
    """Pin the pack of every new matter and every new limit; a reaction that runs after the limits have started.

    From then on a changed pack is refused (``rules.pack_changed``): a case keeps what it was promised.
    """
    used = {passage.matter.pack for passage in passages if passage.is_new}
    used |= {row.pack for passage in passages for row in passage.created if isinstance(row, Clock)}
    if used:
        first = passages[0]
        pin_packs(used, actor_post=first.actor.post, at=first.at)
