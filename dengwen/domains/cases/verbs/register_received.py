"""Register what was taken in before."""

from datetime import datetime

from dengwen.domains.cases.verbs.door import door
from dengwen.domains.cases.verbs.numbers import take_numbers
from dengwen.foundation.permissions.actor import Actor


def register_received(*, case: int, actor: Actor, at: datetime, version: int | None = None) -> str:
    """Give a received petition its number; return it (L22 Art.21)."""
    with door("register", case=case, actor=actor, at=at, version=version, event="registered") as passage:
        matter = passage.matter
        matter.registered_at = at
        take_numbers([matter], passage.today.year)
        organ = passage.look_up(("organ", matter.registered_by_id), lambda: matter.registered_by)
        passage.promised = (matter.number or "", organ.name)
        passage.facts |= {"channel": matter.channel, "source": matter.source, "organ": matter.organ_id}
    return matter.number or ""
