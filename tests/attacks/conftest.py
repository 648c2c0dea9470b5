"""Four accusations of Lin County and its people, each with somebody who must never be known to them."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from dengwen.domains.cases.rules.draft import PersonDraft
from dengwen.domains.cases.models import Party
from dengwen.domains.letters.verbs.attach_file import attach_file
from dengwen.foundation.permissions.acting import set_post
from tests.desk.clients import client_of
from tests.independence.people import ACCUSATION, about
from tests.permissions.conftest import world
from tests.permissions.world import NOW, World

__all__ = ["world"]
# Those accused, those who lead them and work beside them, and two who have nothing to do with it.
ATTACKERS = ("handler", "unit_head", "leader", "registrar", "own_reviewer", "moss_registrar", "administrator")
PEOPLE = {
    "whistle-blower": (
        PersonDraft(
            name="Qiaozhen Vermilion", phone="13799901847", address="77 Heron Quay", document="110101199002039918",
            email="qiaozhen@heron.example", note="works in the canteen of Lin",
        ),
    ),
    "reachable, without a name": (PersonDraft(phone="13799905512", email="nobody@kestrel.example"),),
    "two together": (
        PersonDraft(name="Tarquin Ochre", phone="13799907733"), PersonDraft(name="Ulrike Cobalt", address="9 Otter Row"),
    ),
    "for somebody": (
        PersonDraft(name="Xanthe Umber", phone="13799908844"), PersonDraft(name="Baldwin Sienna", role="on_behalf"),
    ),
}  # fmt: skip
NAMED = ({"organ": "lin", "officer": "handler"}, {"organ": "lin"}, {"officer": "leader"}, {"organ": "lin", "officer": "leader"})
TOLD = "The heron flies over the depot at noon"


def tokens() -> list[str]:
    """Return what would tell who they are: all that they told, and what only their accusations say."""
    said = [
        getattr(person, name)
        for people in PEOPLE.values()
        for person in people
        for name in ("name", "phone", "address", "document", "email", "note")
    ]
    return [text for text in said if text] + [part for text in said for part in text.split()[:1] if len(part) > 5] + [TOLD]


@dataclass(frozen=True)
class Victims:
    """The ids that somebody might guess."""

    cases: list[int]
    numbers: list[str]
    parties: list[int]
    people: list[int]
    files: list[int]


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    """Everybody's browser."""
    return {part: client_of(world.cast, part) for part in ATTACKERS}


@pytest.fixture(scope="module")
def victims(world: World) -> Iterator[Victims]:
    """Register the accusations with the city, each with a file, and commit them."""
    cast = world.cast
    found = Victims([], [], [], [], [])
    for people, named in zip(PEOPLE.values(), NAMED, strict=True):
        with transaction.atomic():
            matter = cast.registered(
                "city_registrar", at=NOW, people=people, title=TOLD, text=TOLD, place=TOLD, claims=(),
                **ACCUSATION, **about(cast, **named),
            )  # fmt: skip
            file = attach_file(
                case=matter.pk, upload=SimpleUploadedFile("heron.txt", TOLD.encode()), kind="OTHER",
                actor=cast["city_registrar"], at=NOW,
            )  # fmt: skip
        found.cases.append(matter.pk)
        found.numbers.append(str(matter.number))
        found.files.append(file)
        set_post(cast["minister"].post)
        for party in Party.objects.filter(matter=matter):
            found.parties.append(party.pk)
            found.people.append(party.person_id or 0)
    set_post(None)
    yield found
