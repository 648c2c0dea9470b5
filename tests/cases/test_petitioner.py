"""A petitioner acts for herself: her case, her identity, her deeds, and nothing else."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Contact, Matter, Party, QueryCode
from dengwen.domains.cases.reads.by_query_code import opened_by
from dengwen.domains.cases.rules.draft import PersonDraft, RespondentDraft
from dengwen.domains.cases.rules.query_code import folded_code, new_code
from dengwen.domains.cases.transitions import PETITIONERS_OWN, TRANSITIONS
from dengwen.domains.cases.verbs.add_contact import add_contact
from dengwen.domains.cases.verbs.query_codes import issue_query_code
from dengwen.domains.cases.verbs.register_petitions import Registered, register_petition
from dengwen.foundation.identity.models import SealedPerson
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.petitioner import petitioner
from tests.cast import DAY, Cast

AT = datetime(2026, 3, 3, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
JOINT = (PersonDraft(name="Wang Wu", phone="19900001234"), PersonDraft(name="Zhao Liu", phone="19900005678"))


def brought(cast: Cast, **changes: Any) -> Registered:
    """Bring a petition through the portal."""
    with transaction.atomic():
        return register_petition(draft=cast.draft(**changes), actor=petitioner(at=AT), at=AT)


def test_verbs_of_petitioners_are_verbs() -> None:
    assert {line.verb for line in TRANSITIONS} >= PETITIONERS_OWN


@given(st.data())
def test_a_code_is_read_however_it_is_typed(data: st.DataObject) -> None:
    code = new_code()
    typed = "".join(
        data.draw(st.sampled_from([sign, sign.lower(), chr(ord(sign) + 0xFEE0), sign + " ", " -" + sign]))
        for sign in code
    )
    assert folded_code(typed) == code.replace("-", "")
    assert folded_code(code.replace("0", "O").replace("1", "l")) == code.replace("-", "")
    assert folded_code(code[:-1]) == ""


@pytest.mark.django_db
class TestPortal:
    def test_she_sees_one_case_and_her_own_identity(self, cast: Cast) -> None:
        mine, other = brought(cast, people=JOINT), brought(cast, people=JOINT[:1])
        assert mine.number and len(mine.codes) == 2 and len(other.codes) == 1
        opened = [opened_by(number=mine.number, code=code) for code in mine.codes]
        assert all(found and found.case == mine.matter for found in opened)
        wang, zhao = (found.party for found in opened if found)
        assert wang != zhao
        assert opened_by(number=other.number or "", code=mine.codes[0]) is None
        assert opened_by(number=mine.number, code="0000-0000-0000") is None
        actor = petitioner(at=AT, case=mine.matter, party=wang)
        with transaction.atomic():
            set_post(actor.post, case=actor.case, party=actor.party)
            assert list(Matter.objects.values_list("pk", flat=True)) == [mine.matter]
            assert Party.objects.count() == 2
            hers = [party.person_id for party in Party.objects.all() if party.pk == wang]
            assert list(SealedPerson.objects.values_list("pk", flat=True)) == hers
        with transaction.atomic():
            set_post(actor.post)
            assert not Matter.objects.exists() and not SealedPerson.objects.exists()

    def test_her_deed_bears_her_mark_and_no_staff_is_named(self, cast: Cast) -> None:
        mine = brought(cast)
        opened = opened_by(number=mine.number or "", code=mine.codes[0])
        assert opened is not None
        actor = petitioner(at=AT, case=mine.matter, party=opened.party)
        add_contact(
            case=mine.matter, channel="letter", source="direct", received_on=DAY, text="One thing more.", actor=actor,
            at=AT,
        )  # fmt: skip
        with transaction.atomic():
            set_post(cast["registrar"].post)
            assert Contact.objects.filter(matter=mine.matter).count() == 2
            entries = Entry.objects.filter(kind="case", subject=mine.matter).order_by("seq")
            assert f'"by_petitioner":{opened.party}' in entries.last().payload  # type: ignore[union-attr]
            assert '"by_petitioner":true' in entries[0].payload

    def test_what_is_not_hers_is_refused(self, cast: Cast) -> None:
        mine, other = brought(cast), brought(cast)
        actor = petitioner(at=AT, case=mine.matter, party=None)
        with pytest.raises(Refusal, match="case.not_found"):
            issue_query_code(case=other.matter, party=None, actor=actor, at=AT)
        from dengwen.domains.cases.verbs.begin_screening import begin_screening

        with pytest.raises(Refusal, match="right.not_petitioners"):
            begin_screening(case=mine.matter, actor=actor, at=AT)

    def test_an_accusation_is_hers_to_see_whoever_is_above(self, cast: Cast) -> None:
        """Complaining about the very top hides the case from the top's posts, never from her."""
        top = petitioner(at=AT).organ
        mine = brought(cast, purpose="ACCUSATION", respondents=(RespondentDraft(organ=top),))
        opened = opened_by(number=mine.number or "", code=mine.codes[0])
        assert opened is not None
        with transaction.atomic():
            actor = petitioner(at=AT, case=mine.matter, party=opened.party)
            set_post(actor.post, case=actor.case, party=actor.party)
            assert Matter.objects.get().pk == mine.matter

    def test_a_new_code_ends_the_old_one(self, cast: Cast) -> None:
        mine = brought(cast)
        before = opened_by(number=mine.number or "", code=mine.codes[0])
        assert before is not None
        code = issue_query_code(case=mine.matter, party=before.party, actor=cast["registrar"], at=AT)
        assert opened_by(number=mine.number or "", code=mine.codes[0]) is None
        assert opened_by(number=mine.number or "", code=code) == before
        set_post(cast["registrar"].post)
        assert QueryCode.objects.filter(matter=mine.matter, until=date(2026, 3, 3)).count() == 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT payload FROM ledger_entry WHERE subject = %s", [mine.matter])
            assert all(code not in payload for (payload,) in cursor.fetchall())

    def test_without_a_name_the_code_stands_for_who_brought_it(self, cast: Cast) -> None:
        mine = brought(cast, people=())
        found = opened_by(number=mine.number or "", code=mine.codes[0])
        assert found is not None and (found.case, found.party) == (mine.matter, None)
