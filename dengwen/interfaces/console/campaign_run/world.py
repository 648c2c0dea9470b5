"""The province of a run: its people, its campaign, its cases, and what was counted so far."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings

from dengwen.domains.campaigns.access import campaign_seen
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.campaign import CampaignPack
from dengwen.foundation.rulebook.campaign_file import campaign_pack
from dengwen.interfaces.console.campaign_run.account import Account
from dengwen.interfaces.console.campaign_run.lives import Lives
from dengwen.interfaces.console.demo.land import Land
from dengwen.interfaces.console.demo.organs import Level
from dengwen.interfaces.console.demo.people import Role
from dengwen.interfaces.console.demo.words import languages, word_list

if TYPE_CHECKING:
    from dengwen.interfaces.console.campaign_run.taken_over import Register

T = TypeVar("T")


@dataclass
class World:
    """Everything that a day's steps ask for. ``campaign`` is 0 until it is opened."""

    pack_code: str
    seed: int
    land: Land
    lives: Lives
    last_day: date
    register: "Register | None" = None
    account: Account = field(default_factory=Account)
    campaign: int = 0
    lookback: int = 0
    waiting: dict[int, "Proposed"] = field(default_factory=dict)
    last: datetime = datetime(1900, 1, 1, tzinfo=UTC)
    submitted: list["Submitted"] = field(default_factory=list)
    _plans: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def pack(self) -> CampaignPack:
        """The pack of the campaign."""
        return campaign_pack(self.pack_code)

    def once(self, name: str, make: Callable[["World"], T]) -> T:
        """Return what ``make`` says when it is first asked: which day is whose."""
        if name not in self._plans:
            self._plans[name] = make(self)
        found: T = self._plans[name]
        return found

    @property
    def top(self) -> str:
        """The code of the organ that runs the campaign."""
        return self.land.province.police(Level.PROVINCE)[0].code

    def organs(self, level: str) -> list[str]:
        """Return the codes of the police organs of a level."""
        return [organ.code for organ in self.land.province.police(Level(level))]

    def office(self, day: date, but: Collection[int] = ()) -> Actor:
        """Return who acts for the office that runs the campaign; nobody of the posts ``but``."""
        return self.land.actor(self.top, Role.CAMPAIGN_OFFICE, day, but=but)

    def row(self, actor: Actor) -> Any:
        """Return the campaign as the actor sees it; the transaction must be open."""
        set_post(actor.post)
        return campaign_seen(actor, self.campaign)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Return an instant of a day, later than every one before: no stream of the ledger goes back in time."""
        wanted = datetime.combine(day, time(hour, minute), ZoneInfo(settings.TIME_ZONE))
        self.last = max(wanted, self.last + timedelta(seconds=1))
        return self.last

    def words(self, name: str) -> str:
        """Return what staff write."""
        return str(word_list("campaign")[languages()[0]][name])


@dataclass(slots=True)
class Proposed:
    """A case that somebody proposed to leave outside: who decides next, and on which day."""

    case: int
    holder: str
    next_on: date
    step: str
    posts: list[int]


@dataclass(frozen=True, slots=True)
class Submitted:
    """A publication that waits: who wrote it, who approves it, and until when those named may reply."""

    publication: int
    kind: str
    period: str
    writer: Actor
    approver: Actor
    until: date | None
