"""Matters that exist, as a book holds them: locked, their rows read when first asked for, written back at the end."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import models

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.verbs.rows import update_rows
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post

Deeds = list[tuple[str, int | None]]
Shelf = dict[int, list[Any]]


class TakenUp:
    """What a book took up; each kind of row is read once for all its matters."""

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._rows: dict[type[models.Model], Shelf] = {}
        self._deeds: dict[int, Deeds] | None = None
        self._changed: dict[int, tuple[models.Model, set[str]]] = {}

    def __contains__(self, case: int) -> bool:
        """Say whether the matter was there before the book."""
        return case in self._ids

    def take(self, cases: Collection[int], *, post: int) -> list[Matter]:
        """Lock and return matters; must come before anything of them is asked for. Raises ``case.not_found``."""
        set_post(post)
        wanted = set(cases) - self._ids
        found = Matter.objects.select_for_update(of=("self",)).select_related("organ").filter(pk__in=wanted)
        matters = list(found.order_by("pk"))
        if lost := wanted - {matter.pk for matter in matters}:
            raise Refusal("case.not_found", case=min(lost))
        self._ids |= wanted
        self._rows, self._deeds = {}, None
        return matters

    def rows(self, case: int, model: type[models.Model]) -> Sequence[Any]:
        """Return the stored rows of a matter: the very objects each time, so that a change of one is seen by all."""
        if case not in self._ids:
            return ()
        if model not in self._rows:
            shelf: Shelf = defaultdict(list)
            found: list[Any] = list(model._default_manager.filter(matter__in=self._ids).order_by("pk"))
            for row in found:
                shelf[row.matter_id].append(row)
            self._rows[model] = shelf
        return self._rows[model].get(case, ())

    def deeds(self, case: int) -> Deeds:
        """Return what was done in a matter before the book, oldest first: event and acting post."""
        if case not in self._ids:
            return []
        if self._deeds is None:
            self._deeds = defaultdict(list)
            found = Entry.objects.filter(kind="case", subject__in=self._ids).order_by("subject", "seq")
            for subject, event, post in found.values_list("subject", "event", "actor_post"):
                self._deeds[subject].append((event, post))
        return self._deeds.get(case, [])

    def note(self, updates: Iterable[tuple[models.Model, Iterable[str]]]) -> None:
        """Keep in mind which columns of which rows have changed; a row that begins in the book is written whole."""
        for row, names in updates:
            if not row._state.adding:
                self._changed.setdefault(id(row), (row, set()))[1].update(names)

    def write(self) -> None:
        """Write what changed, one statement a table."""
        groups: dict[type[models.Model], list[tuple[models.Model, set[str]]]] = defaultdict(list)
        for row, names in self._changed.values():
            groups[type(row)].append((row, names))
        for model, members in groups.items():
            names = set().union(*(each for _, each in members))
            update_rows(model, [row for row, _ in members], names)
