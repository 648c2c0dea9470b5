"""Enter many organs at once: a whole province costs a handful of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import connection, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.organs.models import Organ, OrganPeriod, OrganReach
from dengwen.foundation.organs.rules.codes import check_organ_codes
from dengwen.foundation.organs.rules.days import check_not_future
from dengwen.foundation.organs.rules.levels import Level, check_parent, level_of
from dengwen.foundation.organs.verbs.tree import check_open, lock_tree, organ_picture, period_picture


@dataclass(frozen=True, slots=True)
class OrganSpec:
    """An organ to found on the day ``on``. Above stands ``parent`` (an id) or the spec with ``parent_key``.

    ``key`` is any text by which later specs of the same list name this one. The day may lie before the
    parent's: registers often know when a station opened and not when its bureau did.
    """

    name: str
    level: str
    kind: str
    on: date
    name_en: str = ""
    code: str | None = None
    division: str = ""
    parent: int | None = None
    parent_key: str = ""
    key: str = ""


def found_organs(specs: Sequence[OrganSpec], *, actor_post: int | None, at: datetime) -> list[int]:
    """Found organs, parents before children, and return their ids in the same order.

    Raises ``organ.name_missing``, ``organ.kind_missing``, ``organ.level_unknown``, ``organ.level_nonsense``,
    ``organ.parent_unknown``, ``organ.not_found``, ``organ.closed``, ``organ.future_dated``,
    ``organ.code_taken`` and the refusals of :func:`check_organ_codes`; then none is founded.
    """
    with transaction.atomic():
        lock_tree()
        today = local_day(at, settings.TIME_ZONE)
        for spec in specs:
            _check(spec, today)
        _check_codes_free(specs)
        organs = _place(specs)
        periods = [
            OrganPeriod(
                pk=pk, organ=organ, during=DateRange(organ.founded_on, None), name=organ.name,
                name_en=organ.name_en, parent_id=organ.parent_id,
            )
            for pk, organ in zip(_new_ids(OrganPeriod, len(organs)), organs, strict=True)
        ]  # fmt: skip
        Organ.objects.bulk_create(organs)
        OrganPeriod.objects.bulk_create(periods)
        OrganReach.objects.bulk_create(_reaches(organs), batch_size=5000)
        append_entries([_entry(o, p, actor_post, at) for o, p in zip(organs, periods, strict=True)])
    return [organ.pk for organ in organs]


def _check(spec: OrganSpec, today: date) -> None:
    if not spec.name.strip():
        raise Refusal("organ.name_missing", organ_code=spec.code)
    if not spec.kind.strip():
        raise Refusal("organ.kind_missing", name=spec.name)
    check_not_future(spec.on, today)
    check_organ_codes(code=spec.code, division=spec.division, level=level_of(spec.level))


def _check_codes_free(specs: Sequence[OrganSpec]) -> None:
    codes = [spec.code for spec in specs if spec.code is not None]
    holder = Organ.objects.filter(code__in=codes).first()
    if holder is not None:
        raise Refusal("organ.code_taken", organ_code=holder.code, name=holder.name)
    names: dict[str, str] = {}
    for spec in specs:
        if spec.code is None:
            continue
        if spec.code in names:
            raise Refusal("organ.code_taken", organ_code=spec.code, name=names[spec.code])
        names[spec.code] = spec.name


def _new_ids(model: type[models.Model], how_many: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, how_many],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _place(specs: Sequence[OrganSpec]) -> list[Organ]:
    """Turn the specs into organs with ids, each below a parent that is open and of a fitting level."""
    above = Organ.objects.in_bulk([spec.parent for spec in specs if spec.parent is not None])
    by_key: dict[str, Organ] = {}
    organs = []
    for pk, spec in zip(_new_ids(Organ, len(specs)), specs, strict=True):
        parent = _parent(spec, above, by_key)
        check_parent(spec.level, parent.level if parent is not None else None)
        organ = Organ(
            pk=pk, code=spec.code, division=spec.division, name=spec.name.strip(),
            name_en=spec.name_en.strip(), level=spec.level, kind=spec.kind, parent=parent, founded_on=spec.on,
        )  # fmt: skip
        if spec.key:
            by_key[spec.key] = organ
        organs.append(organ)
    return organs


def _parent(spec: OrganSpec, above: dict[int, Organ], by_key: dict[str, Organ]) -> Organ | None:
    if spec.parent_key:
        if spec.parent_key not in by_key:
            raise Refusal("organ.parent_unknown", name=spec.name, parent=spec.parent_key)
        return by_key[spec.parent_key]
    if spec.parent is None:
        return None
    parent = above.get(spec.parent)
    if parent is None:
        raise Refusal("organ.not_found", organ=spec.parent)
    check_open(parent)
    return parent


def _reaches(organs: Sequence[Organ]) -> list[OrganReach]:
    """Return the reach rows of new organs: each lies below itself and, unless outside, its parent's tops."""
    new = {organ.pk for organ in organs}
    old_parents = {organ.parent_id for organ in organs} - new - {None}
    tops: dict[int, list[int]] = {}
    known = OrganReach.objects.filter(organ__in=old_parents)
    for organ_id, top_id in known.values_list("organ_id", "top_id"):
        tops.setdefault(organ_id, []).append(top_id)
    rows = []
    for organ in organs:
        above = tops[organ.parent_id] if organ.parent_id and organ.level != Level.OUTSIDE else []
        tops[organ.pk] = [organ.pk, *above]
        holds = organ.level != Level.UNIT
        rows += [OrganReach(top_id=top, organ_id=organ.pk, holds=holds) for top in tops[organ.pk]]
    return rows


def _entry(organ: Organ, period: OrganPeriod, actor_post: int | None, at: datetime) -> NewEntry:
    told = {
        f"organs.organ/{organ.pk}": organ_picture(organ),
        f"organs.organperiod/{period.pk}": period_picture(period),
    }
    return NewEntry(
        kind="organ", subject=organ.pk, event="organ_founded", actor_post=actor_post, at=at,
        payload={"facts": {"on": organ.founded_on.isoformat()}, "set": told}, fresh=True,
    )  # fmt: skip
