"""Attach a further letter, visit, call or message to a matter."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Contact
from dengwen.domains.cases.verbs.door import door
from dengwen.foundation.permissions.actor import Actor


def add_contact(
    *, case: int, channel: str, source: str, received_on: date, text: str, actor: Actor, at: datetime,
    people: int = 1, version: int | None = None,
) -> None:  # fmt: skip
    """Attach a contact; it restarts no clock and changes no state. Raises ``contact.empty``, ``contact.future``."""
    with door(
        "add_contact", case=case, actor=actor, at=at, version=version, event="contact_added"
    ) as passage:
        if not text.strip():
            raise Refusal("contact.empty")
        if received_on > passage.today:
            raise Refusal("contact.future", received_on=received_on)
        passage.facts |= {"channel": channel, "source": source}
        passage.create(
            Contact(
                matter=passage.matter,
                channel=channel,
                source=source,
                received_on=received_on,
                text=text,
                people=people,
            )
        )
