"""Writes the lives into books, several processes at once, so that they never wait for each other's numbers.

The lives of a city and its counties go into the books of one process: they share the series of case and opinion
numbers. What the province itself took in shares its series with every city, and is written at the end.
"""

import gc
import multiprocessing
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.db import connections

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.book import Memory, writing_book
from dengwen.interfaces.console.demo.handling import IN_THE_HOUSE
from dengwen.interfaces.console.demo.land import Land, NobodyThereError
from dengwen.interfaces.console.demo.life import AT_THE_DOOR, Life
from dengwen.interfaces.console.demo.organs import Change, Level
from dengwen.interfaces.console.demo.procedures import IN_PROCEDURES
from dengwen.interfaces.console.demo.stories import Story
from dengwen.interfaces.console.demo.upward import GOING_UP

DOORS = {**AT_THE_DOOR, **IN_THE_HOUSE, **IN_PROCEDURES, **GOING_UP}
"""Every step of a demo life and the verbs that it goes through."""
LIVES = 500
Group = list[list[Story]]


@dataclass
class Outcome:
    """What became of the steps: how many were done, which doors said no, what was left undone behind them."""

    done: int = 0
    left: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Outcome") -> None:
        """Count ``other`` in."""
        self.done += other.done
        self.left += other.left
        self.refused += other.refused


def write_lives(
    told: Sequence[Story], seed: int, land: Land, *, processes: int, say: Callable[[int], None]
) -> Outcome:
    """Write every story; ``say`` is told after each book how many matters are in."""
    groups, last = _groups(told, land)
    total, written = Outcome(), 0
    work = partial(_write_group, seed=seed, land=land)
    for count, outcome in _in_parallel(work, groups, processes):
        total.add(outcome)
        written += count
        say(written)
    memory = Memory()
    for book in last:
        total.add(write_book(book, seed, land, memory))
        written += len(book)
        say(written)
    return total


def _in_parallel(
    work: Callable[[Group], tuple[int, Outcome]], groups: list[Group], processes: int
) -> Iterator[tuple[int, Outcome]]:
    if processes < 2 or len(groups) < 2:
        yield from map(work, groups)
        return
    connections.close_all()  # a connection must not be shared with a forked process,
    gc.collect()  # nor may one that was merely forgotten be finished by the wrong process
    gc.freeze()
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap_unordered(work, groups, chunksize=1)


def _write_group(group: Group, *, seed: int, land: Land) -> tuple[int, Outcome]:
    total, memory = Outcome(), Memory()
    for book in group:
        total.add(write_book(book, seed, land, memory))
    connections.close_all()
    return sum(map(len, group)), total


def write_book(told: Sequence[Story], seed: int, land: Land, memory: Memory | None = None) -> Outcome:
    """Write one book: day by day, so that the numbers follow the days; ``memory`` is what earlier books left."""
    outcome, known = Outcome(), dict[int, int]()
    with writing_book(memory) as book:
        lives = [Life(story, seed, land, book, known) for story in told]
        days = [
            (event.day, life.story.number, place, life, event)
            for life in lives
            for place, event in enumerate(life.events())
        ]
        for *_, life, event in sorted(days, key=lambda row: row[:3]):
            if life.stopped:
                outcome.left += 1
                continue
            try:
                life.live(event, DOORS)
            except (Refusal, NobodyThereError) as no:
                life.stopped = True
                what = (
                    event.what.kind if event.what is not None and hasattr(event.what, "kind") else "contact"
                )
                outcome.refused[
                    f"{what}: {no.code if isinstance(no, Refusal) else 'nobody in the post'}"
                ] += 1
            else:
                outcome.done += 1
            known[life.story.number] = life.case
    return outcome


def _groups(told: Sequence[Story], land: Land) -> tuple[list[Group], list[list[Story]]]:
    """Return the books of each city, the biggest city first, and those of the province."""
    cities: dict[str, list[Story]] = defaultdict(list)
    moves = (event for event in land.province.history if event.change is Change.MOVE)
    # A county that moved shares its series with both its cities.
    joined = {event.target or "": land.province.by_code[event.organ].parent or "" for event in moves}
    for story in told:
        city = _city(story, land)
        cities[joined.get(city, city)].append(story)
    top = land.province.police(Level.PROVINCE)[0].code
    last = cut(cities.pop(top, []))
    return [cut(stories) for stories in sorted(cities.values(), key=len, reverse=True)], last


def _city(story: Story, land: Land) -> str:
    """Return the city whose series the matter will use; the province for what the province took in."""
    code: str | None = story.organ_code
    while code is not None:
        organ = land.province.by_code[code]
        if organ.level in (Level.CITY, Level.PROVINCE):
            return code
        code = organ.parent
    return ""


def cut(told: Sequence[Story]) -> list[list[Story]]:
    """Cut stories into books; one that tells an earlier one again stands in the same book."""
    books: list[list[Story]] = [[] for _ in range(max(1, -(-len(told) // LIVES)))]
    place: dict[int, int] = {}
    for index, story in enumerate(told):
        last = story.path[-1] if story.path else None
        into = last.into if last is not None else None
        place[story.number] = place.get(into, index // LIVES) if into is not None else index // LIVES
        books[place[story.number]].append(story)
    return [book for book in books if book]
