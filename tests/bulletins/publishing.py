"""A month with something to say, frozen; and a bulletin of the province walked to where a test wants it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dengwen.domains.bulletins.models import Publication
from dengwen.domains.bulletins.reads.snapshots import Snapshot
from dengwen.domains.bulletins.verbs.approve_publication import approve_publication
from dengwen.domains.bulletins.verbs.ask_for_replies import ask_for_replies
from dengwen.domains.bulletins.verbs.draft_publication import draft_publication
from dengwen.domains.bulletins.verbs.edit_publication import edit_publication
from dengwen.domains.bulletins.verbs.freeze_snapshot import freeze_snapshot
from dengwen.domains.bulletins.verbs.issue_publication import issue_publication
from dengwen.domains.bulletins.verbs.reply_to_publication import reply_to_publication
from dengwen.foundation.permissions.acting import acting
from dengwen.foundation.permissions.actor import Actor
from tests.cast import DAY, MORNING, Cast
from tests.handling.walk import Words
from tests.independence.people import add_actor

MONTH = f"{DAY:%Y-%m}"
FROZEN_AT = datetime(2026, 4, 2, 3, tzinfo=UTC)
SAID = {"work": "Every county was visited.", "next": "The late ones are decided first."}
LATE = 6


@dataclass
class Press:
    """The publishers of the cast, and the hour."""

    cast: Cast
    snapshot: Snapshot
    at: datetime = FROZEN_AT
    made: list[int] = field(default_factory=list)

    def __getitem__(self, part: str) -> Actor:
        return self.cast[part]

    def next(self, **later: int) -> datetime:
        """Return a later instant."""
        self.at += timedelta(**(later or {"minutes": 1}))
        return self.at

    def row(self, publication: int, part: str = "campaign_office") -> Publication:
        """Return a publication as ``part`` sees it."""
        with acting(self[part].post):
            return Publication.objects.get(pk=publication)

    def draft(self, part: str = "campaign_office", **changes: Any) -> int:
        """Draft the monthly bulletin."""
        words: Words = {"kind": "monthly_bulletin", "period": MONTH, "language": "en"}
        return draft_publication(actor=self[part], at=self.next(), **(words | changes))

    def edited(self, publication: int, part: str = "campaign_office", **texts: str) -> None:
        """Write the words that a draft wants."""
        edit_publication(publication=publication, texts=SAID | texts, actor=self[part], at=self.next())

    def asked(self, publication: int, part: str = "campaign_office") -> date | None:
        """Submit it."""
        return ask_for_replies(publication=publication, actor=self[part], at=self.next())

    def replied(self, publication: int, words: str = "Two officers were ill.") -> None:
        """Let River City say something."""
        reply_to_publication(
            publication=publication, words=words, actor=self["city_registrar"], at=self.next()
        )

    def approved(self, publication: int, part: str = "office_two") -> None:
        """Let a second person approve it."""
        approve_publication(publication=publication, actor=self[part], at=self.next())

    def issued(self, publication: int, part: str = "campaign_office") -> str:
        """Issue it."""
        return issue_publication(publication=publication, actor=self[part], at=self.next())

    def whole(self, **changes: Any) -> int:
        """Return a bulletin that went the whole way."""
        made = self.draft(**changes)
        self.edited(made)
        if self.asked(made):
            self.replied(made)
        self.approved(made)
        self.issued(made)
        return made


def make_press(cast: Cast) -> Press:
    """Register cases of Lin County that nobody answers, and freeze the month."""
    add_actor(cast, "office_two", "province", "campaign_office")
    with acting(cast["registrar"].post):
        for n in range(LATE):
            cast.registered(at=MORNING + timedelta(minutes=n), title=f"Late {n}", place=f"{n} Harbour Street")
    return Press(cast, freeze_snapshot(month=DAY, actor=cast["campaign_office"], at=FROZEN_AT))
