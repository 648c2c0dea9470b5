"""Sealing, opening and finding people."""

import pytest
from django.db import ProgrammingError, connection, transaction

from dengwen.base.errors import Refusal
from dengwen.foundation.identity.models import IdentityReading, SealedPerson
from dengwen.foundation.identity.reads.find_by_exact import find_by_exact
from dengwen.foundation.identity.reads.grounds import BY_DEED, BY_HAND, says_enough
from dengwen.foundation.identity.sealing import PersonData, open_person
from dengwen.foundation.identity.verbs.open_identity import open_identity
from dengwen.foundation.identity.verbs.seal_people import seal_people, sealed_person
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.rulebook.loading import code_list
from tests.cast import Cast, make_cast
from tests.organs.land import AT

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

WANG = PersonData(name="Wang Wu", phone="199 0000-1234", address="3 Willow Lane")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_sealed_people_cannot_be_read_back_by_the_application_alone() -> None:
    ids = seal_people([WANG, PersonData(), WANG])
    assert len(set(ids)) == 3
    assert seal_people([]) == []
    assert not SealedPerson.objects.filter(pk__in=ids).exists(), "no party of a visible case points at them"


def test_the_row_holds_no_word_in_the_clear() -> None:
    row = sealed_person(WANG)
    for word in (b"Wang", b"1234", b"Willow"):
        assert word not in bytes(row.sealed)
    assert open_person(bytes(row.sealed)) == WANG
    assert row.blind_document is None
    assert bytes(row.sealed) != bytes(sealed_person(WANG).sealed), (
        "the same person twice is not the same text"
    )


def test_opening_leaves_a_trace(cast: Cast) -> None:
    matter = cast.registered()
    post = cast["registrar"].post
    [person] = find_by_exact(name="wang wu")
    ground = "The notice must be delivered."
    opened = open_identity(person_id=person, case=matter.pk, post=post, ground=f" {ground} ", at=AT)
    assert opened.phone == "19900001234"
    [reading] = IdentityReading.objects.filter(case=matter.pk)
    assert (reading.person, reading.post, reading.ground, reading.at) == (person, post, ground, AT)


@pytest.mark.parametrize(
    ("ground", "code"), [("", "ground_missing"), ("  ", "ground_missing"), ("x" * 201, "ground_too_long")]
)
def test_no_opening_without_a_ground(cast: Cast, ground: str, code: str) -> None:
    matter = cast.registered()
    [person] = find_by_exact(phone="19900001234")
    with pytest.raises(Refusal, match=rf"^identity\.{code}\("):
        open_identity(person_id=person, case=matter.pk, post=cast["registrar"].post, ground=ground, at=AT)
    assert not IdentityReading.objects.exists()


def test_finding_takes_exactly_what_was_told(cast: Cast) -> None:
    cast.registered()
    assert len(find_by_exact(phone="199-0000-1234")) == 1
    assert len(find_by_exact(name="WANG WU", phone="19900001234")) == 1
    assert find_by_exact(name="Wang") == []
    assert find_by_exact(name="Wang Wu", phone="1") == []
    assert find_by_exact() == []


def test_a_post_that_does_not_see_the_case_finds_and_opens_nobody(cast: Cast) -> None:
    matter = cast.registered()
    [person] = find_by_exact(name="Wang Wu")
    set_post(cast["moss_registrar"].post)
    assert find_by_exact(name="Wang Wu") == []
    with pytest.raises(Refusal, match=r"^identity\.not_found\("):
        open_identity(
            person_id=person, case=matter.pk, post=cast["moss_registrar"].post, ground="curious", at=AT
        )


def test_every_ground_has_its_words_and_no_other() -> None:
    assert {entry.code for entry in code_list("reading_grounds").entries} == {*BY_HAND, *BY_DEED}
    assert not set(BY_HAND) & set(BY_DEED)


@pytest.mark.parametrize(
    ("why", "words", "enough"),
    [("CONTACT", "", True), ("OTHER", "", False), ("AUTHORITY", "", False), ("AUTHORITY", "Court 3", True),
     ("LETTER", "", False), ("EXPORT", "", True), ("CURIOUS", "To know", False), ("", "To know", False)],
)  # fmt: skip
def test_a_code_is_a_ground_where_it_says_enough(why: str, words: str, enough: bool) -> None:
    assert says_enough(why, words) is enough


@pytest.mark.parametrize(
    "deed", ["UPDATE identity_identityreading SET ground = ''", "DELETE FROM identity_identityreading"]
)
def test_the_application_cannot_change_a_reading(deed: str) -> None:
    with (
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute(deed)
