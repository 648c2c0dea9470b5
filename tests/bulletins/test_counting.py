"""Every number is the length of its list: for random matters, organs, months, days, and a tree that changes."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connections, transaction

from dengwen.domains.bulletins.models import Picture, Tally
from dengwen.domains.bulletins.reads.conditions import condition
from dengwen.domains.bulletins.reads.counting import NOTHING, Key, Wanted, count
from dengwen.domains.bulletins.rules.measures import DIMENSIONS, MEASURES
from dengwen.domains.bulletins.rules.window import Window, months_up_to, window
from dengwen.domains.bulletins.verbs.fold_tallies import fold_tallies, rebuild_tallies
from dengwen.domains.cases.models import Matter
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.organs.verbs.merge_organs import merge_organs
from dengwen.foundation.organs.verbs.move_organ import move_organ
from tests.bulletins.random_matters import TODAY, change, insert, unguard
from tests.cast import MORNING, Cast

KINDS = ("all", "nobody", *DIMENSIONS)
# The running month on several days, the month before, one in another year, one before everything.
DAYS = (TODAY, TODAY + timedelta(days=3), date(2026, 3, 31), date(2026, 4, 1))
MONTHS = (
    date(2026, 4, 1),
    date(2026, 3, 1),
    date(2026, 2, 1),
    date(2025, 7, 1),
    date(2024, 12, 1),
    date(2024, 6, 1),
)


def listed(tops: list[int], windows: list[Window]) -> Iterator[tuple[Key, str, int]]:
    """Count every cell the slow way: the matters of the drill-down list, one by one."""
    below = {
        top: set(OrganReach.objects.using("owner").filter(top=top).values_list("organ", flat=True))
        for top in tops
    }
    for seen in windows:
        for measure in MEASURES:
            matters = list(Matter.objects.using("owner").filter(condition(measure.id, seen)))
            for top in tops:
                mine = [matter for matter in matters if matter.organ_id in below[top]]
                cells: Counter[tuple[str, str]] = Counter({("all", ""): len(mine)})
                for matter in mine:
                    free = not (matter.handler_id or matter.leader_id or matter.unit_id)
                    cells["nobody", ""] += matter.is_open and free
                    cells.update((kind, getattr(matter, kind)) for kind in DIMENSIONS)
                for (kind, value), number in cells.items():
                    yield Key(seen.start, top, kind, value), measure.id, number


def check(tops: list[int], today: date) -> None:
    """Compare every cell of every organ and month, seen on ``today``."""
    windows = [window(month, today) for month in MONTHS if month <= today]
    found = count([Wanted(tuple(tops), kind) for kind in KINDS], windows, using="owner")
    cells = 0
    for key, measure, number in listed(tops, windows):
        assert found.get(key, NOTHING)[measure] == number, (key, measure, today)
        cells += 1
    assert sum(row[m] != 0 for row in found.values() for m in row) <= cells


def tally() -> set[tuple[object, ...]]:
    """Return every row of the tally that says something."""
    names = ("top_id", "kind", "value", "grain", "day", *Tally.FLOWS)
    rows = Tally.objects.using("owner").values_list(*names)
    return {row for row in rows if any(row[5:])}


@pytest.mark.parametrize("seed", range(4))
def test_every_number_is_the_length_of_its_list(kept_cast: Cast, seed: int) -> None:
    luck = random.Random(seed)
    unguard()
    organs = kept_cast.organs
    posts = [kept_cast["handler"].post, kept_cast["moss_handler"].post]
    tops = [organs[name] for name in ("ministry", "province", "river", "stone", "lin", "quarry")]
    ids = insert(luck, organs, posts, 60)
    check(tops, TODAY)  # nothing folded
    fold_tallies(today=TODAY)
    assert Picture.objects.using("owner").count() == 0
    for today in DAYS:
        check(tops, today)
    change(luck, organs, posts, ids)
    ids += insert(luck, organs, posts, 10)
    reorganise(luck, kept_cast)
    check(tops, TODAY)  # some folded, some not, and a tree that changed in between
    fold_tallies(today=TODAY)
    change(luck, organs, posts, ids)
    merge_organs(organ=organs["moss"], into=organs["lin"], on=date(2026, 3, 2), actor_post=None, at=MORNING)
    for today in DAYS:
        check(tops, today)
    fold_tallies(today=TODAY)
    kept = tally()
    rebuild_tallies(today=TODAY)
    assert kept == tally()
    for today in DAYS:
        check(tops, today)


def reorganise(luck: random.Random, cast: Cast) -> None:
    """Move a county with its cases to the other city, or to the province itself."""
    below = cast.organ(luck.choice(["stone", "province"]))
    move_organ(organ=cast.organ("lin"), to=below, on=date(2026, 3, 2), actor_post=None, at=MORNING)


def test_months_are_counted_from_behind() -> None:
    assert months_up_to(date(2026, 2, 1), 3) == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]


def test_a_change_that_is_rolled_back_leaves_no_trace(kept_cast: Cast) -> None:
    unguard()
    with transaction.atomic(using="owner"):
        insert(random.Random(1), kept_cast.organs, [kept_cast["handler"].post], 5)
        transaction.set_rollback(True, using="owner")
    assert not Picture.objects.using("owner").exists()


def test_the_application_can_not_write_the_tally(kept_cast: Cast) -> None:
    with (
        connections["default"].cursor() as cursor,
        pytest.raises(Exception, match="row-level security|permission"),
    ):
        cursor.execute(
            "INSERT INTO bulletins_picture (sign, organ_id, held, category, channel, source, received_on, close_basis,"
            " returned_in) VALUES (1, 1, true, '', '', '', now(), '', '')"
        )
