"""A petitioner telephones or stands at the counter: what she says is written down in her name."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter, Party
from dengwen.domains.cases.rules.draft import RespondentDraft
from dengwen.domains.cases.verbs.correct_own_data import correct_own_data
from dengwen.domains.closure.verbs.say_of_remedy import say_of_remedy
from dengwen.domains.handling.models import Remedy
from dengwen.domains.handling.rules.remedies import RemedyDraft
from dengwen.foundation.identity.models import IdentityReading
from dengwen.foundation.identity.reads.opening import own_identity
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import Walk, walk

LATER = MORNING + timedelta(days=3)


def party_of(cast: Cast, case: int) -> Party:
    set_post(cast["registrar"].post)
    return Party.objects.filter(matter=case).order_by("pk")[0]


def facts(cast: Cast, case: int) -> Any:
    set_post(cast["auditor"].post)
    return json.loads(Entry.objects.filter(kind="case", subject=case).order_by("-seq")[0].payload)["facts"]


def send(client: Client, cast: Cast, case: int, verb: str, **form: Any) -> Any:
    version = cast.matter(case).version
    return client.post(f"/cases/{case}/do/{verb}/", {"version": version, "how": "PHONE"} | form)


def refused(deed: Any, **words: Any) -> str:
    with pytest.raises(Refusal) as told:
        deed(**words)
    return told.value.code


def promised(cast: Cast) -> tuple[Walk, int]:
    way = walk(cast, "team")
    way.results = {1: "SUPPORTED", 2: "NOT_SUPPORTED"}
    way.until("serve", "plan")
    way.at, way.day = way.at + timedelta(days=1), way.day + timedelta(days=1)
    draft = RemedyDraft(
        "DO_DUTY", "Give the receipt.", cast.organ("lin"), DAY + timedelta(days=40), way.claims()[0].pk
    )
    way.execute(draft)
    set_post(cast["registrar"].post)
    return way, Remedy.objects.get(matter=way.case).pk


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "The petitioner said so herself: Telephone"), ("zh-hans", "依信访人本人陈述登记（")],
)
def test_she_says_by_telephone_that_it_has_not_arrived(cast: Cast, language: str, sentence: str) -> None:
    way, remedy = promised(cast)
    who = party_of(cast, way.case).pk
    with at(way.at + timedelta(hours=1)):
        client = client_of(cast, "registrar", language)
        assert "do/say_of_remedy/" in client.get(f"/cases/{way.case}/").content.decode()
        empty = send(
            client, cast, way.case, "say_of_remedy", party=who, remedy=remedy, arrived="no", words=" "
        )
        assert empty.status_code == 422
        form = {"party": who, "remedy": remedy, "arrived": "no", "words": "I have no receipt."}
        assert send(client, cast, way.case, "say_of_remedy", **form).status_code == 303
        page = client.get(f"/cases/{way.case}/").content.decode()
    assert sentence in page and "I have no receipt." in page
    said = facts(cast, way.case)
    assert (said["asked_party"], said["asked_how"]) == (who, "PHONE")


def test_nobody_elses_word_counts(cast: Cast) -> None:
    way, remedy = promised(cast)
    other = party_of(cast, cast.registered().pk).pk
    words: dict[str, Any] = {"case": way.case, "remedy": remedy, "delivered": True, "words": "",
                             "actor": cast["registrar"], "at": way.at}  # fmt: skip
    assert refused(say_of_remedy, **words, party=other, how="PHONE") == "word.nobody"
    assert refused(say_of_remedy, **words, how="PHONE") == "word.nobody"
    who = party_of(cast, way.case).pk
    assert refused(say_of_remedy, **words, party=who, how="DREAM") == "word.how_unknown"
    assert refused(say_of_remedy, **words, party=who) == "word.how_unknown"


def test_a_case_without_a_promise_does_not_ask(cast: Cast) -> None:
    way = walk(cast, "team")
    with at(way.at + timedelta(hours=1)):
        page = client_of(cast, "registrar").get(f"/cases/{way.case}/").content.decode()
    assert "do/say_of_remedy/" not in page and "do/correct_own_data/" in page


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_her_telephone_is_corrected_at_her_word(cast: Cast, language: str) -> None:
    case = cast.registered().pk
    before = party_of(cast, case)
    with at(LATER):
        client = client_of(cast, "registrar", language)
        shown = client.get(f"/cases/{case}/do/correct_own_data/").content.decode()
        assert "19900001234" not in shown and "Wang Wu" not in shown, "nothing that stands there is shown"
        form = {"party": before.pk, "field": "phone", "value": "19900009999"}
        assert send(client, cast, case, "correct_own_data", **form).status_code == 303
        page = client.get(f"/cases/{case}/").content.decode()
    assert "19900009999" not in page
    after = party_of(cast, case)
    assert after.person_id != before.person_id
    person = own_identity(after.person_id or 0)
    assert (person.name, person.phone) == ("Wang Wu", "19900009999")
    assert facts(cast, case) | {"for_party": 0} == {
        "for_party": 0, "fields": ["phone"], "asked_party": before.pk, "asked_how": "PHONE"
    }  # fmt: skip
    assert [row.why for row in IdentityReading.objects.filter(case=case)] == ["CORRECT"]


@pytest.mark.parametrize(
    "form",
    [
        {"field": "phone", "value": "199****1234"},
        {"field": "name", "value": "王**"},
        {"field": "phone", "value": ""},
        {"field": "phone", "value": "19900009999", "taken_away": "on"},
        {"field": "phone", "value": "19900009999", "how": "MEDIA"},
    ],
)
def test_no_mask_no_empty_field_and_no_hearsay_changes_her(cast: Cast, form: dict[str, str]) -> None:
    case = cast.registered().pk
    before = party_of(cast, case)
    with at(LATER):
        answer = send(client_of(cast, "registrar"), cast, case, "correct_own_data", party=before.pk, **form)
    assert answer.status_code == 422
    assert party_of(cast, case).person_id == before.person_id


def test_staff_cannot_guess_what_stands_there(cast: Cast) -> None:
    """What she told already and what is new are answered alike, and both looks are on record."""
    case = cast.registered().pk
    who = party_of(cast, case).pk
    known = own_identity(party_of(cast, case).person_id or 0).phone
    for value in (known, "19900000000"):
        correct_own_data(
            case=case, party=who, changes={"phone": value}, actor=cast["registrar"], at=LATER, how="PHONE"
        )
        assert facts(cast, case)["fields"] == ["phone"]
    assert IdentityReading.objects.filter(case=case, why="CORRECT").count() == 2


def test_who_accuses_is_corrected_on_a_ground_in_words(cast: Cast) -> None:
    handler = RespondentDraft(officer=cast["handler"].post)
    case = cast.registered(purpose="ACCUSATION", respondents=(handler,)).pk
    assert cast.matter(case).shielded
    words: dict[str, Any] = {"case": case, "party": party_of(cast, case).pk, "changes": {"phone": "19900009999"},
                             "actor": cast["registrar"], "at": LATER, "how": "PHONE"}  # fmt: skip
    assert refused(correct_own_data, **words) == "identity.ground_missing"
    correct_own_data(**words, ground="She rang and gave her number anew.")
    set_post(cast["registrar"].post)
    assert Matter.objects.get(pk=case).version > 1
