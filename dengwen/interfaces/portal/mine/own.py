"""What a page about her own case knows: the case, the day, and what hangs on it, each asked once."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.conf import settings

from dengwen.base.clock import local_day, now
from dengwen.domains.appeals.reads.petitioners_decisions import decisions_served
from dengwen.domains.appeals.reads.petitioners_ways import (
    Way,
    reexamination_way,
    rereview_way,
    review_way,
    thinking_until,
)
from dengwen.domains.campaigns.reads.petitioners_scope import LeftOutside, left_outside
from dengwen.domains.cases.reads.petitioner_case import OwnCase, may_now, own_case
from dengwen.domains.handling.reads.petitioners_papers import Promised, Shown, promised_to_her, shown_to_her
from dengwen.foundation.permissions.actor import Actor


@dataclass(frozen=True)
class Own:
    """Her case as the pages and forms of one request see it."""

    actor: Actor
    at: datetime

    @property
    def today(self) -> date:
        """Return the legal day."""
        return local_day(self.at, settings.TIME_ZONE)

    @cached_property
    def case(self) -> OwnCase:
        """Return the case itself."""
        return own_case(self.actor)

    @cached_property
    def shown(self) -> list[Shown]:
        """Return what she was shown and given in writing."""
        return [*decisions_served(self.actor, self.at), *shown_to_her(self.actor, self.at)]

    @property
    def view(self) -> Shown | None:
        """Return the provisional view that waits for words."""
        return next((one for one in self.shown if one.kind == "view" and one.open), None)

    @cached_property
    def promised(self) -> list[Promised]:
        """Return what was promised."""
        return promised_to_her(self.actor, self.at)

    @cached_property
    def outside(self) -> list[LeftOutside]:
        """Return which campaigns left the case outside."""
        return left_outside(self.actor)

    @cached_property
    def review(self) -> Way:
        """Return the way to a review."""
        return review_way(self.actor, self.at)

    @cached_property
    def rereview(self) -> Way:
        """Return the way to a re-review."""
        return rereview_way(self.actor, self.at)

    @cached_property
    def reexamination(self) -> Way:
        """Return the way to have a termination examined."""
        return reexamination_way(self.actor, self.at)

    @cached_property
    def free_on(self) -> date | None:
        """Return until when she may think her withdrawal over."""
        return thinking_until(self.actor, self.at)

    def may(self, verb: str) -> bool:
        """Say whether the state of the case lets her do ``verb`` now."""
        return may_now(self.actor, verb).allowed


def own(actor: Actor) -> Own:
    """Return her case as of this moment."""
    return Own(actor, now())
