"""The cases of the run: what happens to which on which day; a book for each day."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.book import Memory, writing_book
from dengwen.interfaces.console.demo.books import DOORS, cut
from dengwen.interfaces.console.demo.land import Land, NobodyThereError
from dengwen.interfaces.console.demo.life import Event, Life
from dengwen.interfaces.console.demo.steps import Step
from dengwen.interfaces.console.demo.stories import Contact, Story


@dataclass(order=True, frozen=True, slots=True)
class Entry:
    """Something that happens to the life ``number`` on a day; ``place`` keeps the order of its steps."""

    day: date
    number: int
    place: int
    event: Event = field(compare=False)


@dataclass
class Lives:
    """All lives of a run; ``clerk`` is the post that the database is told, which sees every case."""

    seed: int
    land: Land
    clerk: int
    lives: dict[int, Life] = field(default_factory=dict)
    known: dict[int, int] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    _memory: Memory = field(default_factory=Memory)
    _agenda: dict[date, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def tell(self, told: Sequence[Story], *, until: date) -> None:
        """Take the stories in; what happens until ``until`` happens now, in books of many lives."""
        for book in cut(told):
            early: list[Entry] = []
            for story in book:
                life = Life(story, self.seed, self.land, None, self.known)
                early += self._plan(life, life.events(), until)
            self._write(sorted(early))

    def add(self, life: Life, *, case: int) -> None:
        """Take in the life of a case that is there already."""
        life.case = self.known[life.story.number] = case
        self._plan(life, life.events()[1:], date.min)

    def go_on(self, number: int, day: date, steps: Iterable[Step]) -> None:
        """Let further steps happen to a life; their days count from ``day``."""
        life = self.lives[number]
        life.stopped = False
        for place, step in enumerate(steps):
            on = day + timedelta(days=step.day)
            self._agenda[on].append(Entry(on, number, 1000 + place, Event(on, step)))

    @contextmanager
    def holding(self, cases: Collection[int]) -> Iterator[None]:
        """Take cases up, so that whoever was in a post on the simulated day acts in them, though she left it since.

        The database itself asks who is in office today, by the clock on the wall.
        """
        with writing_book(self._memory) as book:
            book.take_up(cases, post=self.clerk)
            yield

    def number_of(self, case: int) -> int | None:
        """Return the number of the life that a case lives."""
        return next((number for number, known in self.known.items() if known == case), None)

    def live(self, day: date) -> None:
        """Let everything of a day happen."""
        if entries := self._agenda.pop(day, None):
            self._write(sorted(entries))

    def _plan(self, life: Life, events: Iterable[Event], until: date) -> list[Entry]:
        self.lives[life.story.number] = life
        early: list[Entry] = []
        for place, event in enumerate(events):
            entry = Entry(event.day, life.story.number, place, event)
            (early if event.day <= until else self._agenda[event.day]).append(entry)
        return early

    def _write(self, entries: Sequence[Entry]) -> None:
        with writing_book(self._memory) as book:
            numbers = {entry.number for entry in entries if not self.lives[entry.number].stopped}
            numbers |= {into for number in numbers for into in _others(self.lives[number].story)}
            if there := {self.known[number] for number in numbers if number in self.known}:
                book.take_up(there, post=self.clerk)
            for entry in entries:
                life = self.lives[entry.number]
                if not life.stopped:
                    life.book = book
                    self._live(life, entry.event)
        for life in {entry.number: self.lives[entry.number] for entry in entries}.values():
            vars(life).pop("book", None)

    def _live(self, life: Life, event: Event) -> None:
        what = event.what
        name = "receive" if what is None else "contact" if isinstance(what, Contact) else what.kind.value
        try:
            life.live(event, DOORS)
        except (Refusal, NobodyThereError) as no:
            life.stopped = True
            self.refused[f"{name}: {no.code if isinstance(no, Refusal) else 'nobody in the post'}"] += 1
        else:
            self.done[name] += 1
        if life.case:
            self.known[life.story.number] = life.case


def _others(story: Story) -> set[int]:
    return {step.into for step in story.path if step.into is not None}
