"""Who can be put on a matter, for the choices of the list and of the forms."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dengwen.domains.cases.models import SavedFilter
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.staff.models import Post
from dengwen.foundation.staff.reads.posts import assignable_posts

LEADS = ("leader",)
HANDLES = ("handler", "unit_head")


@dataclass(frozen=True, slots=True)
class Choice:
    """A post or unit to choose, with what tells it from others of the same name."""

    id: int
    name: str
    name_en: str
    where: str
    where_en: str


def leaders_of(bureau: int, day: date) -> list[Choice]:
    """Return the posts that can be leader in charge of a matter that the bureau holds."""
    return [_choice(post) for post in assignable_posts(bureau, day, LEADS)]


def handlers_of(bureau: int, day: date) -> list[Choice]:
    """Return the posts of the bureau and its units that can handle a matter that the bureau holds."""
    return [_choice(post) for post in assignable_posts(bureau, day, HANDLES)]


def units_of(bureau: int) -> list[Choice]:
    """Return the open units of the bureau, itself first."""
    found = Organ.objects.filter(parent=bureau, level="unit", closed_on=None).order_by("code", "id")
    rows = [*Organ.objects.filter(pk=bureau), *found]
    return [Choice(row.pk, row.name, row.name_en, "", "") for row in rows]


def organ_choices(bureau: int, chosen: int | None) -> list[Choice]:
    """Return the organs to filter by: our bureau, the line from it down to the chosen one, and what lies below."""
    line = Organ.objects.filter(pk=chosen, reached_from__top=bureau).first() if chosen else None
    parents = {bureau}
    while line is not None and line.pk != bureau:
        parents.add(line.pk)
        line = line.parent
    found = Organ.objects.filter(Q(pk=bureau) | Q(parent__in=parents), closed_on=None).exclude(level="unit")
    return [Choice(row.pk, row.name, row.name_en, "", "") for row in found.order_by("code", "id")]


def saved_filters(actor: Actor) -> list[SavedFilter]:
    """Return the filters that the person has kept, by name."""
    return list(SavedFilter.objects.filter(account=actor.account).order_by("name"))


def _choice(post: Post) -> Choice:
    account, organ = post.account, post.organ
    return Choice(post.pk, account.name, account.name_en, organ.name, organ.name_en)
