"""The organ that the rule proposes for one case, for whoever screens it."""

from collections.abc import Mapping

from django.db.models import Q

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.conflicts import named_in
from dengwen.domains.cases.rules.propose_organ import Candidate, Why, propose_organ, usual_level
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.rulebook.loading import code_list

_MOST = 400


def proposed_organ(matter: Matter) -> tuple[Organ | None, Why]:
    """Return the organ and why; the caller has made sure that the matter is seen. A question for each level above."""
    below = Q(reached_from__top=matter.organ_id, level__in=("city", "county"))
    organs = {row.pk: row for row in Organ.objects.filter(below, closed_on=None).order_by("pk")[:_MOST]}
    parent: int | None = matter.organ_id
    while parent is not None:
        row = organs.get(parent) or Organ.objects.get(pk=parent)
        organs[row.pk] = row
        parent = row.parent_id
    candidates = {pk: _candidate(row, organs) for pk, row in organs.items()}
    holder = candidates.pop(matter.organ_id)
    levels = [entry.extras for entry in code_list("competence_levels").entries]
    found, why = propose_organ(
        holder=holder, near=list(candidates.values()), named=named_in(matter), place=matter.place,
        level=usual_level(matter.category, levels),
    )  # fmt: skip
    return (None if found is None else organs.get(found) or Organ.objects.get(pk=found)), why


def _candidate(row: Organ, organs: Mapping[int, Organ]) -> Candidate:
    chain, parent = [], row.parent_id
    while parent is not None and parent in organs:
        chain.append(parent)
        parent = organs[parent].parent_id
    return Candidate(row.pk, row.level, (_place(row.name), _place(row.name_en)), tuple(chain))


def _place(name: str) -> str:
    """Return the part of an organ's name that an address shows too."""
    for entry in code_list("organ_name_ends").entries:
        name = name.removesuffix(entry.zh).removesuffix(entry.en).strip()
    return name
