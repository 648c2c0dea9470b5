"""Who is told, worked out for every team that holds open matters: the rule's answers as columns for the database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Q

from dengwen.domains.reminders.rules.steps import ORDER
from dengwen.domains.reminders.rules.who_is_told import Staff, Team, Told, who_is_told
from dengwen.foundation.organs.reads.superiors import competent_bureau, next_higher
from dengwen.foundation.staff.models import Post

Columns = list[list[object]]
# Organs are taken together until they hold so many matters: few statements, and short ones.
BATCH = 50_000
_KEYS = 6


@dataclass(frozen=True, slots=True)
class Held:
    """Open matters of one organ that have the same unit, handler, leader and examining organ (0: none)."""

    holder: int
    unit: int
    handler: int
    leader: int
    examiner: int
    matters: int


@dataclass(slots=True)
class Batch:
    """Some organs and, for each team and step in them, who is told and what lacks: columns of equal length."""

    organs: list[int] = field(default_factory=list)
    matters: int = 0
    told: Columns = field(default_factory=lambda: [[] for _ in range(_KEYS + 1)])
    lacks: Columns = field(default_factory=lambda: [[] for _ in range(_KEYS + 2)])


class Audience:
    """The staff and the teams of one day."""

    def __init__(self, day: date, using: str = DEFAULT_DB_ALIAS) -> None:
        self.day, self._using = day, using
        self._tree: dict[int, tuple[int, int | None]] = {}

    @cached_property
    def staff(self) -> Staff:
        """The posts in force on the day; those of shut accounts are not."""
        in_force = Q(until=None) | Q(until__gte=self.day)
        posts = Post.objects.using(self._using).filter(in_force, since__lte=self.day, account__is_active=True)
        by_role: dict[tuple[int, str], tuple[int, ...]] = {}
        for pk, organ, role in posts.order_by("pk").values_list("pk", "organ_id", "role"):
            by_role[organ, role] = (*by_role.get((organ, role), ()), pk)
        return Staff(by_role, frozenset(pk for found in by_role.values() for pk in found))

    def batches(self) -> Iterator[Batch]:
        """Yield every organ with open matters once, some together."""
        batch = Batch()
        for held in self._held():
            if held.holder not in batch.organs[-1:]:
                if batch.matters >= BATCH:
                    yield batch
                    batch = Batch()
                batch.organs.append(held.holder)
            batch.matters += held.matters
            self._add(batch, held)
        if batch.organs:
            yield batch

    def place(self, organ: int) -> tuple[int, int | None]:
        """Return who answers for the organ today, and the organ that stands above it."""
        if organ not in self._tree:
            above = next_higher(organ)
            self._tree[organ] = (competent_bureau(organ).pk, above.pk if above else None)
        return self._tree[organ]

    def _held(self) -> list[Held]:
        with connections[self._using].cursor() as cursor:
            cursor.execute("SELECT * FROM reminders_teams()")
            found = [Held(*(value or 0 for value in row)) for row in cursor.fetchall()]
        return sorted(found, key=lambda held: held.holder)

    def _add(self, batch: Batch, held: Held) -> None:
        for examiner in {0, held.examiner}:
            team = self._team(held, examiner)
            for rank, step in enumerate(ORDER, start=1):
                key = (held.holder, held.unit, held.handler, held.leader, examiner, rank)
                self._add_told(batch, key, who_is_told(step, team, self.staff))

    def _add_told(self, batch: Batch, key: tuple[int, ...], told: Told) -> None:
        for post in sorted(told.posts):
            _append(batch.told, (*key, post))
        for gap in sorted(told.gaps):
            _append(batch.lacks, (*key, gap.organ, str(gap.kind)))

    def _team(self, held: Held, examiner: int) -> Team:
        organ, above = self.place(examiner or held.holder)
        if examiner:
            return Team(organ, above, examining=True)
        return Team(organ, above, held.unit or None, held.handler or None, held.leader or None)


def _append(columns: Columns, row: tuple[object, ...]) -> None:
    for column, value in zip(columns, row, strict=True):
        column.append(value)
