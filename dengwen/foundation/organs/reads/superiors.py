"""Who stands above whom, and who answers for what."""

from collections.abc import Iterable

from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.organs.rules.levels import Level


def organ_row(organ: int) -> Organ:
    """Return the organ as it stands today; raises ``Organ.DoesNotExist``."""
    return Organ.objects.get(pk=organ)


def organs_by_code(codes: Iterable[str]) -> dict[str, int]:
    """Return the ids of the organs that bear these codes; unknown codes are left out."""
    rows = Organ.objects.filter(code__in=list(codes)).values_list("code", "id")
    return {code: pk for code, pk in rows if code is not None}


def answering_organ(organ: int) -> Organ:
    """Return who answers for the organ today: itself, or, once it is closed, its successor's successor ..."""
    row = organ_row(organ)
    while row.successor is not None:
        row = row.successor
    return row


def competent_bureau(organ: int) -> Organ:
    """Return the bureau that speaks for the organ today: of a unit its bureau, else who answers for it."""
    return next(row for row in _upwards(organ) if row.level != Level.UNIT)


def higher_organs(organ: int) -> list[Organ]:
    """Return the organs above the competent bureau of ``organ``, nearest first; units are not among them."""
    bureaus = [row for row in _upwards(organ) if row.level != Level.UNIT]
    return bureaus[1:]


def next_higher(organ: int) -> Organ | None:
    """Return the organ that examines its dossiers, or None where nobody stands above.

    Stations and counties are examined by the city (where there is none, by the province), a city by the
    province, a province by the ministry: a county never examines its own stations' work, since the
    decision is made in the county's name (facts, 1.3 and 8c).
    """
    examining = (Level.MINISTRY, Level.PROVINCE, Level.CITY)
    return next((row for row in higher_organs(organ) if row.level in examining), None)


def common_superior(one: int, other: int) -> Organ | None:
    """Return the nearest organ that stands above both, itself neither of them; None where there is none."""
    above = {row.pk for row in higher_organs(other)}
    return next((row for row in higher_organs(one) if row.pk in above), None)


def is_below(organ: int, top: int) -> bool:
    """Say whether ``organ`` lies at or below ``top`` today (a closed organ lies below its successor)."""
    return OrganReach.objects.filter(top=top, organ=organ).exists()


def organs_below(top: int) -> list[int]:
    """Return the ids of all organs at or below ``top``, the closed ones that it answers for among them."""
    return list(OrganReach.objects.filter(top=top).order_by("organ").values_list("organ", flat=True))


def _upwards(organ: int) -> list[Organ]:
    """Return the open organs from the answering one to the top, in one query (two for an outside body)."""
    rows = {row.pk: row for row in Organ.objects.filter(reaches__organ=organ)}
    row = rows.get(organ) or organ_row(organ)
    if row.level == Level.OUTSIDE:
        return [answering_organ(organ)]
    chain = []
    above: int | None = organ
    while above is not None:
        row = rows[above]
        above = row.successor_id if row.successor_id is not None else row.parent_id
        if row.closed_on is None:
            chain.append(row)
    return chain
