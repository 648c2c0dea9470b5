"""The figures of one organ and one month, split one way, as a page or a sheet shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import DEFAULT_DB_ALIAS, connections

from dengwen.domains.bulletins.access import check_sees
from dengwen.domains.bulletins.reads.counting import NOTHING, Key, Numbers, Wanted, count
from dengwen.domains.bulletins.rules.measures import BY_ID, DIMENSIONS
from dengwen.domains.bulletins.rules.window import Window, months_up_to, window
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list

LISTS = {"category": "categories", "channel": "channels", "source": "sources"}


@dataclass(frozen=True, slots=True)
class OrganName:
    """An organ as the figures name it."""

    id: int
    code: str | None
    name: str
    name_en: str
    level: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One line. ``kind``: organ, own (the organ itself), code, month, total, nobody; ``scope`` finds its cases.

    ``scope`` holds the parameters of :func:`..figure_list.figure_filter` without the measure.
    """

    kind: str
    numbers: Numbers
    scope: Mapping[str, str]
    organ: OrganName | None = None
    code: str = ""
    month: date | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """All lines; ``rows`` add up to ``total`` (except where they are months), ``nobody`` is a part of it."""

    organ: OrganName
    above: OrganName | None
    seen: Window
    split: str
    rows: tuple[FigureRow, ...]
    total: FigureRow
    nobody: FigureRow


def figures_of(*, actor: Actor, organ: int, month: date, split: str, today: date) -> Figures:
    """Return the figures of ``organ`` with all below it, as they stand on ``today``.

    Raises ``right.missing``, ``figures.not_yours`` and ``figures.month_to_come``. Every matter counts at the
    organ that holds it now, and below whoever that organ stands now: a number of a past month follows its cases.
    """
    check_sees(actor, organ)
    return _figures(
        organ, actor.bureau, split, seen=window(month, today), today=today, using=DEFAULT_DB_ALIAS
    )


def figures_everywhere(
    *, code: str, month: date, split: str, today: date, using: str = "owner"
) -> Figures | None:
    """Return the same for the organ with this code, for the console, whose role sees every organ; None: no such."""
    organ = Organ.objects.using(using).filter(code=code).values_list("pk", flat=True).first()
    if organ is None:
        return None
    return _figures(organ, organ, split, seen=window(month, today), today=today, using=using)


def _figures(organ: int, bureau: int, split: str, *, seen: Window, today: date, using: str) -> Figures:
    names = _names(organ, using)
    me = names[organ]
    above = None if organ == bureau or me.parent is None else names.get(me.parent)
    below = [name for name in names.values() if name.parent == organ]
    windows = [window(each, today) for each in months_up_to(seen.start)] if split == "month" else [seen]
    found = count(_wanted(organ, below, split), windows, using=using)
    rows = _rows(me, below, split, found, windows)
    base = _scope(organ, seen)
    total = FigureRow("total", found.get(Key(seen.start, organ, "all", ""), NOTHING), base)
    free = found.get(Key(seen.start, organ, "nobody", ""), NOTHING)
    nobody = FigureRow("nobody", free, base | {"held": "nobody"})
    return Figures(me, above, seen, split, tuple(rows), total, nobody)


def named_below(organ: int) -> list[OrganName]:
    """Return an organ and those right below it, itself first, as the figures name them."""
    names = _names(organ, DEFAULT_DB_ALIAS)
    return [names[organ], *(name for name in names.values() if name.parent == organ)]


_NAMES = """
    SELECT id, code, name, name_en, level, parent_id FROM organs_organ
    WHERE id = %(organ)s OR id = (SELECT parent_id FROM organs_organ WHERE id = %(organ)s)
      OR (parent_id = %(organ)s AND closed_on IS NULL AND level <> 'unit')
    ORDER BY code, id
"""


def _names(organ: int, using: str) -> dict[int, OrganName]:
    """Return the organ, the one above it, and those directly below; units hold no cases."""
    with connections[using].cursor() as cursor:
        cursor.execute(_NAMES, {"organ": organ})
        return {row[0]: OrganName(*row) for row in cursor.fetchall()}


def _wanted(organ: int, below: list[OrganName], split: str) -> list[Wanted]:
    if split == "organ":
        return [Wanted((organ, *(name.id for name in below)), "all"), Wanted((organ,), "nobody")]
    kinds = ["all", "nobody", *([split] if split in DIMENSIONS else [])]
    return [Wanted((organ,), kind) for kind in kinds]


def _rows(
    me: OrganName, below: list[OrganName], split: str, found: dict[Key, dict[str, int]], windows: list[Window]
) -> list[FigureRow]:
    seen = windows[-1]
    if split == "month":
        return [_month_row(me.id, each, found) for each in windows]
    if split in DIMENSIONS:
        values = {key.value: numbers for key, numbers in found.items() if key.kind == split}
        order = [code for code, _ in code_list(LISTS[split]).choices("en") if code in values]
        order += sorted(values.keys() - set(order))
        base = _scope(me.id, seen) | {"dim": split}
        return [FigureRow("code", values[code], base | {"value": code}, code=code) for code in order]
    return _organ_rows(me, below, found, seen)


def _organ_rows(
    me: OrganName, below: list[OrganName], found: dict[Key, dict[str, int]], seen: Window
) -> list[FigureRow]:
    """Return a line for each organ below and one for what none of them holds: the organ itself."""
    rows = []
    own = dict(found.get(Key(seen.start, me.id, "all", ""), NOTHING))
    for name in below:
        numbers = found.get(Key(seen.start, name.id, "all", ""), NOTHING)
        rows.append(FigureRow("organ", numbers, _scope(name.id, seen), organ=name))
        for measure in BY_ID:
            own[measure] -= numbers[measure]
    rows.append(FigureRow("own", own, _scope(me.id, seen) | {"held": "own"}, organ=me))
    return rows


def _month_row(organ: int, seen: Window, found: dict[Key, dict[str, int]]) -> FigureRow:
    numbers = found.get(Key(seen.start, organ, "all", ""), NOTHING)
    return FigureRow("month", numbers, _scope(organ, seen), month=seen.start)


def _scope(organ: int, seen: Window) -> dict[str, str]:
    return {"organ": str(organ), "month": seen.label}
