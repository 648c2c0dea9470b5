"""When a petitioner may be contacted by the organ: as she wishes, or not at all (plan S32)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from dengwen.base.errors import Refusal
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.foundation.rulebook.loading import code_list

LEAST_DAYS, MOST_DAYS = 7, 365


@dataclass(frozen=True, slots=True)
class Wish:
    """What she said last: whether she wishes contact, by which ways, how many days apart, and on which day."""

    wanted: bool
    ways: Collection[str]
    days_between: int | None
    said_on: date


def check_wish(wish: Wish, *, how: str, received_on: date, last_said: date | None, today: date) -> None:
    """Refuse a wish without a way, with contact more often than once a week, or said on a day that cannot be.

    Raises ``talk.how_unknown``, ``talk.said_before``, ``day.future``, ``talk.none_with_ways``, ``talk.no_way``,
    ``talk.too_often``.
    """
    if how not in code_list("channels"):
        raise Refusal("talk.how_unknown")
    earliest = max(received_on, last_said or received_on)
    if wish.said_on < earliest:
        raise Refusal("talk.said_before", earliest=earliest)
    check_done_on(wish.said_on, today=today)
    if not wish.wanted:
        if wish.ways or wish.days_between is not None:
            raise Refusal("talk.none_with_ways")
        return
    if not wish.ways or any(way not in code_list("talk_ways") for way in wish.ways):
        raise Refusal("talk.no_way")
    if wish.days_between is None or not LEAST_DAYS <= wish.days_between <= MOST_DAYS:
        raise Refusal("talk.too_often", least=LEAST_DAYS, most=MOST_DAYS)


def check_talk(
    wish: Wish | None, *, purpose: str, way: str, held_on: date, last_on: date | None, outcome: str, today: date
) -> None:  # fmt: skip
    """Refuse a contact that was not wished: not asked, declined, by another way, too soon; or one that says nothing.

    ``last_on``: the day of the last contact with her. Raises ``talk.purpose_unknown``, ``talk.no_outcome``,
    ``day.future``, ``talk.not_asked``, ``talk.not_wanted``, ``talk.before_wish``, ``talk.other_way``,
    ``talk.too_soon``.
    """
    if purpose not in code_list("talk_purposes"):
        raise Refusal("talk.purpose_unknown")
    if not outcome.strip():
        raise Refusal("talk.no_outcome")
    check_done_on(held_on, today=today)
    if wish is None:
        raise Refusal("talk.not_asked")
    if not wish.wanted:
        raise Refusal("talk.not_wanted")
    if held_on < wish.said_on:
        raise Refusal("talk.before_wish", said_on=wish.said_on)
    if way not in wish.ways:
        raise Refusal("talk.other_way")
    if last_on is not None and held_on < (free := last_on + timedelta(days=wish.days_between or LEAST_DAYS)):
        raise Refusal("talk.too_soon", free_on=free)
