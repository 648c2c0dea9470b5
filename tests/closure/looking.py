"""A round of look-back on the cases of Lin County, and independent reviewers of River City."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dengwen.domains.closure.models import LookbackSeat
from dengwen.domains.closure.rules.lookback_sheet import Finding
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.closure.verbs.draw_lookback import commit_lookback, draw_lookback
from dengwen.domains.closure.verbs.plan_lookback import plan_lookback
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from tests.cast import DAY, MORNING, Cast
from tests.handling.test_verbs import second_post
from tests.handling.walk import Walk, walk

LATER = MORNING + timedelta(days=60)
ITEMS = ("PROCEDURE", "FACTS", "LAW", "REASONS", "SERVICE", "REMEDY")
GOOD = [Finding(item, "met") for item in ITEMS]
BAD = [*GOOD[:5], Finding("REMEDY", "lacking", "The receipt was never given.")]


def closed(cast: Cast) -> Walk:
    """Return a case of Lin County that River City closed."""
    way = walk(cast, "vouch")
    close_matter(case=way.case, actor=cast["reviewer"], at=way.at)
    return way


def planned(
    cast: Cast,
    part: str = "reviewer",
    *,
    size: int = 2,
    least: int = 1,
    second: int = 0,
    at: datetime = LATER,
) -> int:
    """Plan a look-back of River City at the first months of the year."""
    until = date(2026, 4, 20)
    return plan_lookback(
        title="Spring",
        since=DAY,
        until=until,
        size=size,
        least=least,
        second_percent=second,
        actor=cast[part],
        at=at,
    )


@dataclass
class Looking:
    """A drawn round with its cases, and two reviewers who did nothing in them."""

    cast: Cast
    round: int
    one: Actor
    two: Actor
    third: Actor

    def seats(self) -> list[LookbackSeat]:
        """Return the places of the sample as River City's reviewer sees them."""
        set_post(self.cast["reviewer"].post)
        return list(LookbackSeat.objects.filter(round=self.round).order_by("pk"))


def drawn(cast: Cast, *, cases: int = 1, size: int = 2, second: int = 0) -> Looking:
    """Close cases, plan, commit and draw."""
    for _ in range(cases):
        closed(cast)
    lookback = planned(cast, size=size, second=second)
    commit_lookback(lookback=lookback, actor=cast["reviewer"], at=LATER)
    draw_lookback(lookback=lookback, actor=cast["reviewer"], at=LATER)
    one, two, third = (
        second_post(cast, part, "river", "reviewer")
        for part in ("moss_handler", "moss_leader", "moss_registrar")
    )
    return Looking(cast, lookback, one, two, third)
