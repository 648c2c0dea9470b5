"""Registering a petition."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Claim, Contact, Matter, Party
from dengwen.domains.cases.rules.draft import PersonDraft
from dengwen.domains.cases.verbs.register_petitions import register_petition, register_petitions
from dengwen.domains.deadlines.models import Clock
from dengwen.foundation.ledger.models import Entry
from tests.cast import DAY, MORNING, Cast


def test_it_gets_a_number_a_date_and_an_entry(cast: Cast) -> None:
    matter = cast.registered()
    assert matter.number == "991101-2026-000001"
    assert matter.state == "registered" and matter.is_open
    assert matter.due == date(2026, 3, 17) and matter.accept_due == date(2026, 3, 17)
    assert list(
        Claim.objects.filter(matter=matter).order_by("position").values_list("category", flat=True)
    ) == [
        "01.05",
        "10.01",
    ]
    entry = Entry.objects.get(kind="case", subject=matter.pk)
    assert (entry.seq, entry.event, entry.actor_post) == (1, "registered", cast["registrar"].post)
    assert Clock.objects.filter(matter=matter).count() == 2


def test_the_person_is_sealed_and_the_ledger_does_not_name_her(cast: Cast) -> None:
    matter = cast.registered()
    party = Party.objects.get(matter=matter)
    assert party.mask == "W***"
    sealed = party.person
    assert sealed is not None
    assert b"Wang" not in bytes(sealed.sealed)
    payload = Entry.objects.get(kind="case", subject=matter.pk).payload
    assert "Wang" not in payload and "receipt" not in payload and "Willow" not in payload


def test_nobody_has_to_say_who_she_is(cast: Cast) -> None:
    matter = cast.registered(people=())
    assert not Party.objects.filter(matter=matter).exists()


def test_numbers_have_no_gap_when_a_registration_fails(cast: Cast) -> None:
    cast.registered()
    with pytest.raises(Refusal, match="petition.future"):
        register_petition(
            draft=cast.draft(received_on=DAY + timedelta(days=1)), actor=cast["registrar"], at=MORNING
        )
    assert cast.registered().number == "991101-2026-000002"


def test_a_sixth_representative_is_refused(cast: Cast) -> None:
    people = tuple(PersonDraft(name=f"R{n}", role="representative") for n in range(6))
    with pytest.raises(Refusal, match="too_many_representatives"):
        cast.registered(people=people)
    assert cast.registered(people=people[:5]).pk


def test_a_leader_may_not_register(cast: Cast) -> None:
    with pytest.raises(Refusal, match="right.missing"):
        register_petition(draft=cast.draft(), actor=cast["leader"], at=MORNING)


def test_nobody_registers_for_an_organ_outside_her_own(cast: Cast) -> None:
    with pytest.raises(Refusal, match="place.not_yours"):
        register_petition(draft=cast.draft("moss"), actor=cast["registrar"], at=MORNING)


def test_rows_of_one_foreign_matter_attach_and_known_rows_change_nothing(cast: Cast) -> None:
    first = cast.draft(external_source="old", external_key="A1", row_digest=b"1" * 32)
    second = replace(first, row_digest=b"2" * 32, text="It happened again.")
    third = replace(first, row_digest=b"3" * 32, external_key="A2")
    results = register_petitions(drafts=[first, second, third, first], actor=cast["registrar"], at=MORNING)
    assert [result.outcome for result in results] == ["made", "attached", "made", "known"]
    again = register_petitions(drafts=[first, second, third], actor=cast["registrar"], at=MORNING)
    assert {result.outcome for result in again} == {"known"}
    fourth = replace(first, row_digest=b"4" * 32)
    assert register_petition(draft=fourth, actor=cast["registrar"], at=MORNING).outcome == "attached"
    matter = cast.matter(results[0].matter)
    assert Contact.objects.filter(matter=matter).count() == 3
    assert list(Claim.objects.filter(matter=matter).order_by("position").values_list("position", flat=True)) == [
        1, 2, 3, 4, 5, 6,
    ]  # fmt: skip
    assert Matter.objects.count() == 2


def test_what_a_former_register_closed_is_not_our_closing(cast: Cast) -> None:
    matter = cast.registered(closed_on=DAY, received_on=date(2002, 5, 1), occurred_on=None, external_key="x")
    assert (matter.state, matter.close_basis, matter.is_open, matter.due) == (
        "closed",
        "former_register",
        False,
        None,
    )
    assert matter.pack == "cn-2005"
