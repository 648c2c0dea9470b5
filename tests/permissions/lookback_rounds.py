"""Two look-backs of River City for the permission matrix: one that is planned, one that is drawn."""

from datetime import date, datetime
from typing import Any

from dengwen.domains.closure.models import LookbackRound, LookbackSeat
from dengwen.domains.closure.verbs.draw_lookback import commit_lookback, draw_lookback
from dengwen.domains.closure.verbs.plan_lookback import plan_lookback
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, Cast

PLANNED, DRAWN = "Lin secret look-back", "Lin secret draw"
LOOKBACK_PAGES = {
    "/lookback/": {"title": "Spring", "since": "2026-3-1", "until": "2026-3-20", "size": "5", "least": "0",
                   "second_percent": "0"},
    "/lookback/{lookback}/": {"deed": "commit"},
    "/lookback/places/{seat}/": {"deed": "begin"},
}  # fmt: skip


def make_rounds(cast: Cast, *, until: date, at: datetime) -> None:
    """Plan both and draw the second, from all that Lin County closed."""
    words: dict[str, Any] = {"since": DAY, "until": until, "size": 50, "least": 0, "second_percent": 0}
    plan_lookback(title=PLANNED, actor=cast["reviewer"], at=at, **words)
    drawn = plan_lookback(title=DRAWN, actor=cast["reviewer"], at=at, **words)
    commit_lookback(lookback=drawn, actor=cast["reviewer"], at=at)
    draw_lookback(lookback=drawn, actor=cast["reviewer"], at=at)


def lookback_ids(cast: Cast) -> dict[str, int]:
    """Return the ids of both rounds and of a place of the sample."""
    set_post(cast["reviewer"].post)
    by_title = dict(LookbackRound.objects.values_list("title", "pk"))
    seat = LookbackSeat.objects.order_by("pk").first()
    return {
        "lookback": by_title.get(PLANNED, 0),
        "drawn": by_title.get(DRAWN, 0),
        "seat": seat.pk if seat else 0,
    }
