"""Whether a petition is perhaps known already: asked while it is being typed, so it costs little and leaks nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dengwen.domains.cases.access import visible_to
from dengwen.domains.cases.models import Party
from dengwen.foundation.identity.models import SealedPerson
from dengwen.foundation.identity.sealing import blinds
from dengwen.foundation.permissions.actor import Actor

MOST = 5
_PEOPLE_READ = 200  # a common name is borne by thousands; the newest are enough for a hint
_MATTERS_READ = 300
_ALIKE = 0.4
_COLUMNS = ("pk", "number", "title", "state", "received_on")


@dataclass(frozen=True, slots=True)
class Known:
    """A matter that may be the same one. ``why``: phone, name, place or title."""

    case: int
    number: str
    title: str
    state: str
    received_on: date
    why: str


def known_already(*, actor: Actor, name: str, phone: str, title: str, place: str) -> list[Known]:
    """Return at most five matters that ``actor`` sees: the same phone, name or place, or a title much alike.

    Exact values are found by their blind index, without opening anybody; place and title are compared only
    with the newest matters of the actor's own organ.
    """
    found: dict[int, Known] = {}
    for why, column, value in (("phone", "blind_phone", phone), ("name", "blind_name", name)):
        indexes = blinds(why, value) if len(value.strip()) > 1 else []
        if indexes and len(found) < MOST:
            _add(found, _of_people(actor, column, indexes), why)
    if len(found) < MOST and (len(title.strip()) > 3 or len(place.strip()) > 1):
        _add_alike(found, actor, title, place)
    return list(found.values())[:MOST]


def _of_people(actor: Actor, column: str, indexes: list[bytes]) -> Iterable[tuple[int, str, str, str, date]]:
    people = list(
        SealedPerson.objects.filter(**{f"{column}__in": indexes})
        .order_by("-pk")
        .values_list("pk", flat=True)[:_PEOPLE_READ]
    )
    if not people:
        return []
    parties = Party.objects.filter(person__in=people).values("matter")
    return (
        visible_to(actor).filter(pk__in=parties).order_by("-received_on", "-pk").values_list(*_COLUMNS)[:MOST]
    )


def _add(found: dict[int, Known], rows: Iterable[tuple[int, str, str, str, date]], why: str) -> None:
    for pk, number, title, state, received_on in rows:
        found.setdefault(pk, Known(pk, number or "", title, state, received_on, why))


def _add_alike(found: dict[int, Known], actor: Actor, title: str, place: str) -> None:
    newest = visible_to(actor).filter(organ=actor.bureau).order_by("-received_on", "-pk")
    where, words = _folded(place), _pairs(title)
    scored = []
    for *row, other_place in newest.values_list(*_COLUMNS, "place")[:_MATTERS_READ]:
        if len(where) > 1 and _folded(other_place) == where:
            scored.append((1.0, "place", row))
        elif (alike := _alike(words, _pairs(row[2]))) >= _ALIKE:
            scored.append((alike, "title", row))
    for _, why, row in sorted(scored, key=lambda each: -each[0])[:MOST]:
        _add(found, [tuple(row)], why)


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


def _pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring signs: they serve Chinese, which has no spaces, as well as English."""
    signs = _folded(text)
    return frozenset(signs[at : at + 2] for at in range(len(signs) - 1))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
