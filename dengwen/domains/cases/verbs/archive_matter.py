"""Put a finished matter away."""

from datetime import datetime

from dengwen.domains.cases.verbs.door import door
from dengwen.foundation.permissions.actor import Actor


def archive_matter(*, case: int, actor: Actor, at: datetime, version: int | None = None) -> None:
    """Archive (归档); it stays readable, provable and may be reopened."""
    with door("archive", case=case, actor=actor, at=at, version=version, event="archived"):
        pass
