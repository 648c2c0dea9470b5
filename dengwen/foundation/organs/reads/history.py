"""What an organ was, day by day."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dengwen.foundation.organs.models import Organ, OrganPeriod


@dataclass(frozen=True, slots=True)
class OrganThen:
    """An organ on one day. ``responsible``: who answered for its cases that day, itself while it existed."""

    organ: int
    day: date
    name: str
    name_en: str
    parent: int | None
    parent_name: str
    parent_name_en: str
    responsible: int
    responsible_name: str
    responsible_name_en: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened to an organ, for a sentence about it.

    ``event``: founded, renamed (``before``, ``after``: names), moved (names of the higher organs that day),
    closed (``after``: the successor), took_over (``before``: the organ taken over). ``other`` is the id of
    the organ named, where there is one.
    """

    day: date
    event: str
    before: str = ""
    after: str = ""
    before_en: str = ""
    after_en: str = ""
    other: int | None = None


def organ_on(organ: int, day: date) -> OrganThen | None:
    """Return the organ as it was on ``day``; None before its founding.

    On a day after its end the name and parent are its last ones, and its successor (or whoever follows) was
    responsible.
    """
    row = Organ.objects.get(pk=organ)
    if day < row.founded_on:
        return None
    period = _last_period(organ, day)
    above = _last_period(period.parent_id, day) if period.parent_id is not None else None
    while row.successor is not None and row.closed_on is not None and row.closed_on <= day:
        row = row.successor
    heir = period if row.pk == organ else _last_period(row.pk, day)
    return OrganThen(
        organ=organ, day=day, name=period.name, name_en=period.name_en, parent=period.parent_id,
        parent_name=above.name if above else "", parent_name_en=above.name_en if above else "",
        responsible=row.pk, responsible_name=heir.name, responsible_name_en=heir.name_en,
    )  # fmt: skip


def organ_history(organ: int) -> list[HistoryLine]:
    """Return what happened to the organ, oldest first."""
    row = Organ.objects.select_related("successor").get(pk=organ)
    periods = list(OrganPeriod.objects.filter(organ=organ).order_by("during"))
    first = periods[0]
    lines = [HistoryLine(row.founded_on, "founded", after=first.name, after_en=first.name_en)]
    for before, after in pairwise(periods):
        lines += _changes(before, after)
    for lost in Organ.objects.filter(successor=organ):
        if lost.closed_on is not None:
            lines.append(
                HistoryLine(
                    lost.closed_on, "took_over", before=lost.name, before_en=lost.name_en, other=lost.pk
                )
            )
    if row.closed_on is not None and row.successor is not None:
        heir = _last_period(row.successor.pk, row.closed_on)
        now, now_en = heir.name, heir.name_en
        lines.append(HistoryLine(row.closed_on, "closed", after=now, after_en=now_en, other=row.successor.pk))
    return sorted(lines, key=lambda line: line.day)


def _changes(before: OrganPeriod, after: OrganPeriod) -> list[HistoryLine]:
    day: date = after.during.lower
    lines = []
    if (before.name, before.name_en) != (after.name, after.name_en):
        lines.append(
            HistoryLine(
                day, "renamed", before=before.name, after=after.name,
                before_en=before.name_en, after_en=after.name_en,
            )
        )  # fmt: skip
    if before.parent_id != after.parent_id:
        old = _last_period(before.parent_id, day) if before.parent_id is not None else None
        new = _last_period(after.parent_id, day) if after.parent_id is not None else None
        lines.append(
            HistoryLine(
                day, "moved", before=old.name if old else "", after=new.name if new else "",
                before_en=old.name_en if old else "", after_en=new.name_en if new else "",
                other=after.parent_id,
            )
        )  # fmt: skip
    return lines


def _last_period(organ: int, day: date) -> OrganPeriod:
    """Return the period of ``day``, or the nearest one: the last after its end."""
    periods = OrganPeriod.objects.filter(organ=organ).order_by("during")
    return periods.filter(during__startswith__lte=day).last() or periods[0]
