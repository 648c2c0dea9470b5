"""What the values of the fields mean: names of organs, categories and states, and days."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dengwen.domains.search.rules.query import Problem, Question, day_of
from dengwen.domains.search.rules.words import fold
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list

SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class Values:
    """The fields of a question in codes and days; None: not asked for. ``problems``: values that nothing is called."""

    organs: list[int] | None = None
    categories: list[str] | None = None
    states: list[str] | None = None
    since: date | None = None
    until: date | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def nothing(self) -> bool:
        """Say whether a field asks for what there is not, so that nothing can be found."""
        return bool(self.problems)

    @property
    def condition(self) -> Q:
        """Return the same as a condition on matters."""
        found = Q()
        if self.organs is not None:
            found &= Q(organ__in=self.organs)
        if self.categories is not None:
            found &= Q(category__in=self.categories)
        if self.states is not None:
            found &= Q(state__in=self.states)
        if self.since is not None:
            found &= Q(received_on__gte=self.since)
        if self.until is not None:
            found &= Q(received_on__lte=self.until)
        return found


def read_values(actor: Actor, question: Question) -> Values:
    """Return what the fields of ``question`` mean to the post; a part that nothing is called is a problem."""
    problems: list[Problem] = []

    def coded(field: str, ask: Callable[[str], Sequence[object]]) -> list[object] | None:
        typed = question.fields.get(field)
        if typed is None:
            return None
        found: list[object] = []
        for value in typed:
            known = ask(value)
            if not known:
                problems.append(Problem(f"no_such_{field}", value))
            found += known
        return found

    def days(field: str) -> list[tuple[date, date]]:
        found = [(value, day_of(value)) for value in question.fields.get(field, ())]
        problems.extend(Problem("no_day", value) for value, day in found if day is None)
        return [day for _, day in found if day is not None]

    organs = coded("organ", lambda value: _organs(actor, value))
    categories = coded("category", lambda value: _codes("categories", value))
    states = coded("state", lambda value: _codes("states", value))
    since, until = days("from"), days("to")
    return Values(
        organs, categories, states,  # type: ignore[arg-type]
        max((day[0] for day in since), default=None), min((day[1] for day in until), default=None), tuple(problems),
    )  # fmt: skip


def suggested(actor: Actor, field: str, begun: str) -> list[str]:
    """Return what may stand behind the colon of ``field``: names that contain what was begun, ours first."""
    if field == "organ":
        mine = OrganReach.objects.filter(top=actor.bureau).values("organ")
        rows = Organ.objects.filter(_named(begun), pk__in=mine).order_by("pk")[:SUGGESTED]
        return [row.name for row in rows]
    if field in {"category", "state"}:
        named = code_list("categories" if field == "category" else "states")
        words = [(entry.en, entry.zh) for entry in named.entries]
        return [one for pair in words for one in pair if fold(begun) in fold(one)][:SUGGESTED]
    return []


def _organs(actor: Actor, typed: str) -> list[int]:
    """Return the organs of our own scope that are called so, and all below them."""
    tops = Organ.objects.filter(_named(typed)).values("pk")
    mine = OrganReach.objects.filter(top=actor.bureau).values("organ")
    return list(
        OrganReach.objects.filter(top__in=tops, organ__in=mine).values_list("organ_id", flat=True).distinct()
    )


def _named(typed: str) -> Q:
    return Q(name__icontains=typed) | Q(name_en__icontains=typed)


def _codes(name: str, typed: str) -> Sequence[str]:
    asked = fold(typed)
    entries: Iterable[tuple[str, str, str]] = (
        (entry.code, entry.en, entry.zh) for entry in code_list(name).entries
    )
    return [
        code for code, *words in entries if asked == fold(code) or any(asked in fold(each) for each in words)
    ]
