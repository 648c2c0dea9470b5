"""Earlier matters that may be the same: asked while a petition is being typed, so it costs little and leaks nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from dengwen.domains.cases.access import visible_to
from dengwen.domains.cases.models import Contact, Party
from dengwen.domains.matching.rules.keys import keys_asked
from dengwen.domains.matching.rules.likeness import Likeness, Reason, Telling, Why, likeness
from dengwen.foundation.identity.models import SealedPerson
from dengwen.foundation.identity.sealing import blinds
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.organs.reads.superiors import competent_bureau
from dengwen.foundation.permissions.actor import Actor

MOST, MOST_ORGANS = 5, 3
_LOOKED_AT = 40
_PEOPLE_READ = 200  # a common name is borne by thousands; the newest are enough for a hint
# An organ out of sight is named where so much of a matter's words is told that it cannot be chance.
_LEAST_SHARED, _SHARE = 6, 0.3
_COLUMNS = ("pk", "number", "title", "place", "state", "received_on", "occurred_on")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form says so far; anything may be empty."""

    name: str = ""
    phone: str = ""
    title: str = ""
    text: str = ""
    place: str = ""
    occurred_on: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A matter within sight that may be the same, and why."""

    case: int
    number: str
    title: str
    state: str
    received_on: date
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """``here``: matters within sight, the likeliest first; ``elsewhere``: organs out of sight that may hold one."""

    here: list[Candidate] = field(default_factory=list)
    elsewhere: list[Organ] = field(default_factory=list)


def candidates(
    *, actor: Actor, asked: Asked, people: Sequence[tuple[bytes | None, bytes | None]] = (), but: int = 0
) -> Found:
    """Return at most five matters that ``actor`` sees and three organs that it does not see into.

    Exact values of a party are found by their blind index, without opening anybody, and only among matters in sight.
    Of what is out of sight nothing is told but the organ: no number, no count, no reason, no day. ``people``: blind
    indexes of phone and name where these are sealed already; ``but``: the case that is asked about itself.
    """
    party = _of_party(actor, asked, people)
    alike = [row for row in _alike(asked) if row[0] != but]
    ids = ({pk for pk, *_ in alike[:_LOOKED_AT]} | party.keys()) - {but}
    rows = list(visible_to(actor).filter(pk__in=ids).values_list(*_COLUMNS)) if ids else []
    texts = _texts([row[0] for row in rows])
    mine = Telling(asked.title, asked.text, asked.place, asked.occurred_on)
    found: list[tuple[Likeness, Candidate]] = []
    for pk, number, title, place, state, received_on, occurred_on in rows:
        earlier = Telling(title, texts.get(pk, ""), place, occurred_on, party.get(pk, frozenset()))
        same = likeness(mine, earlier)
        if same.reasons:
            found.append((same, Candidate(pk, number or "", title, state, received_on, same.reasons)))
    found.sort(key=lambda each: (-each[0].weight, -each[1].case))
    return Found([one for _, one in found[:MOST]], _elsewhere(alike, {row[0] for row in rows}))


def _of_party(
    actor: Actor, asked: Asked, sealed: Sequence[tuple[bytes | None, bytes | None]]
) -> dict[int, frozenset[Why]]:
    """Return the newest matters in sight whose party has exactly this phone or name."""
    found: dict[int, frozenset[Why]] = {}
    for why, column, value, known in (
        (Why.PHONE, "blind_phone", asked.phone, [phone for phone, _ in sealed if phone]),
        (Why.NAME, "blind_name", asked.name, [name for _, name in sealed if name]),
    ):
        indexes = [*known, *(blinds(why.value, value) if len(value.strip()) > 1 else [])]
        people = list(
            SealedPerson.objects.filter(**{f"{column}__in": indexes})
            .order_by("-pk")
            .values_list("pk", flat=True)[:_PEOPLE_READ]
            if indexes
            else []
        )
        if people:
            parties = Party.objects.filter(person__in=people).values("matter")
            seen = visible_to(actor).filter(pk__in=parties).order_by("-received_on", "-pk")
            for pk in seen.values_list("pk", flat=True)[:_LOOKED_AT]:
                found[pk] = found.get(pk, frozenset()) | {why}
    return found


def _alike(asked: Asked) -> list[tuple[int, int, bool, int, int]]:
    """Return matter, holder, whether it accuses somebody, keys shared and keys kept: most shared first."""
    keys = keys_asked(title=asked.title, text=asked.text, place=asked.place)
    if not keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT matter, organ, shielded, shared, kept FROM dengwen_alike(%s::text[], %s)",
            [keys, 2 * _LOOKED_AT],
        )
        return list(cursor.fetchall())


def _texts(ids: list[int]) -> dict[int, str]:
    """Return what was told first in each matter."""
    rows = Contact.objects.filter(matter__in=ids).order_by("first", "-pk").values_list("matter", "text")
    return dict(rows)


def _elsewhere(alike: Iterable[tuple[int, int, bool, int, int]], seen: set[int]) -> list[Organ]:
    found: dict[int, Organ] = {}
    for matter, organ, shielded, shared, kept in alike:
        if matter in seen or shielded or shared < max(_LEAST_SHARED, _SHARE * kept):
            continue
        if len(found) < MOST_ORGANS:
            bureau = competent_bureau(organ)
            found[bureau.pk] = bureau
    return list(found.values())
