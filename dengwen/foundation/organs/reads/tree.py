"""The tree as it stands today, for a page."""

from dataclasses import dataclass, field
from datetime import date

from dengwen.foundation.organs.models import Organ


@dataclass(slots=True)
class TreeNode:
    """An organ and what stands directly below it. A closed organ stands below its successor."""

    id: int
    code: str | None
    division: str
    name: str
    name_en: str
    level: str
    kind: str
    founded_on: date
    closed_on: date | None
    children: list["TreeNode"] = field(default_factory=list)


_COLUMNS = ("id", "code", "division", "name", "name_en", "level", "kind", "founded_on", "closed_on")


def organ_tree(*, top: int | None = None, with_closed: bool = False) -> list[TreeNode]:
    """Return the trees of today in one query: all of them, or only the one at and below ``top``.

    Children stand in the order of their codes; organs without a code follow in the order of their founding.
    """
    organs = Organ.objects.order_by("code", "id")
    if not with_closed:
        organs = organs.filter(closed_on=None)
    if top is not None:
        organs = organs.filter(reached_from__top=top)
    nodes: dict[int, TreeNode] = {}
    above: dict[int, int | None] = {}
    for *columns, parent, successor in organs.values_list(*_COLUMNS, "parent_id", "successor_id"):
        node = TreeNode(*columns)
        nodes[node.id] = node
        above[node.id] = successor if successor is not None else parent
    tops = []
    for pk, node in nodes.items():
        holder = nodes.get(above[pk] or 0)
        if holder is None or pk == top:
            tops.append(node)
        else:
            holder.children.append(node)
    return tops
