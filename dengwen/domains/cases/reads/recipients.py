"""To whom a matter may sensibly go, and who inside an organ may be put on it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.conflicts import named_in, organs_apart
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.staff.models import Post
from dengwen.foundation.staff.reads.posts import assignable_posts

MOST = 400


@dataclass(frozen=True, slots=True)
class Team:
    """Who can be put on a case: leaders, units and handlers of the organ that holds it."""

    leaders: list[Post]
    units: list[Organ]
    handlers: list[Post]
    left_out: list[Post]


def recipients_of(matter: Matter) -> tuple[list[Organ], list[Organ]]:
    """Return to whom ``matter`` may go, and whom a sender would miss because the matter complains about them."""
    known = recipients(matter.organ_id)
    if not matter.guarded:
        return known, []
    apart = organs_apart(named_in(matter))
    return [row for row in known if row.pk not in apart], [row for row in known if row.pk in apart]


def recipients(organ: int) -> list[Organ]:
    """Return whom a sender thinks of: organs below, beside and above ``organ``, and outside bodies."""
    above = Organ.objects.filter(pk=organ).values("parent")
    near = Q(reached_from__top=organ) | Q(parent__in=above) | Q(pk__in=above) | Q(level="outside")
    found = Organ.objects.filter(near, closed_on=None).exclude(pk=organ).exclude(level="unit").distinct()
    return list(found.order_by("level", "code", "pk")[:MOST])


def find_organs(words: str) -> list[Organ]:
    """Return the open organs (no units) that ``words`` names: by code, by whole name, else by a part of it."""
    asked = words.strip()
    code = asked.rpartition(" ")[2].strip("()（）")
    everywhere = Organ.objects.filter(closed_on=None).exclude(level="unit").order_by("code", "pk")
    exact = list(everywhere.filter(Q(code=code) | Q(name__iexact=asked) | Q(name_en__iexact=asked))[:2])
    if exact or len(asked) < 2:
        return exact
    return list(everywhere.filter(Q(name__icontains=asked) | Q(name_en__icontains=asked))[:9])


def team_choices(matter: Matter, day: date) -> Team:
    """Return who may be put on ``matter`` on ``day``; ``left_out``: who would, were she not kept apart from it."""
    units = list(
        Organ.objects.filter(parent=matter.organ_id, level="unit", closed_on=None).order_by("code", "pk")
    )
    posts = assignable_posts(matter.organ_id, day, ("leader", "handler", "unit_head"))
    left_out: list[Post] = []
    if matter.guarded:
        named = named_in(matter)
        organs, people = organs_apart(named), {*named.officers, *named.recused}
        left_out = [post for post in posts if post.account_id in people or post.organ_id in organs]
        posts = [post for post in posts if post not in left_out]
        units = [unit for unit in units if unit.pk not in organs]
    return Team(
        [post for post in posts if post.role == "leader"],
        units,
        [post for post in posts if post.role != "leader"],
        left_out,
    )
