"""Take a registered matter up for screening."""

from datetime import datetime

from dengwen.domains.cases.verbs.door import door
from dengwen.foundation.permissions.actor import Actor


def begin_screening(*, case: int, actor: Actor, at: datetime, version: int | None = None) -> None:
    """Say that somebody is deciding now whose matter this is (L22 Art.22)."""
    with door("begin_screening", case=case, actor=actor, at=at, version=version):
        pass
