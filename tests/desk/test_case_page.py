"""The page of a case, its receipt, its identities and its files."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dengwen.domains.cases.states import State
from dengwen.domains.letters.models import Attachment
from dengwen.domains.letters.verbs.attach_file import attach_file
from dengwen.foundation.identity.models import IdentityReading
from dengwen.foundation.permissions.acting import set_post
from dengwen.interfaces.desk.cases.state_path import path_of
from tests.cast import MORNING, Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import walk
from tests.independence.people import ACCUSATION, about

TRANSACTIONS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("last", ["accept", "plan", "draft", "serve", "hand_in", "vouch"])
def test_it_shows_every_part_of_a_life(cast: Cast, last: str, language: str) -> None:
    way = walk(cast, last)
    with at(way.at):
        for part in ("registrar", "handler", "leader", "reviewer", "auditor"):
            page = client_of(cast, part, language).get(f"/cases/{way.case}/")
            assert page.status_code == 200
            assert "991101-2026-000001" in page.content.decode()
            assert "Wang Wu" not in page.content.decode()


def test_it_says_what_is_due_and_why(cast: Cast) -> None:
    matter = cast.registered()
    with at():
        text = client_of(cast, "registrar").get(f"/cases/{matter.pk}/").content.decode()
    assert "12 days" in text and "17 March 2026" in text
    assert "L22 Art.23(2)" in text, "the count names its article"


def test_only_what_the_post_may_do_is_a_button(cast: Cast) -> None:
    matter = cast.registered()
    with at():
        registrar = client_of(cast, "registrar").get(f"/cases/{matter.pk}/").content.decode()
        auditor = client_of(cast, "auditor").get(f"/cases/{matter.pk}/").content.decode()
        above = client_of(cast, "city_registrar").get(f"/cases/{matter.pk}/").content.decode()
    assert f"/cases/{matter.pk}/do/accept/" in registrar and "/do/approve_plan/" not in registrar
    assert "/do/" not in auditor and "Nothing for your post" in auditor
    assert "/do/accept/" not in above and "Another organ holds this case now" in above


def test_what_is_missing_is_said(cast: Cast) -> None:
    way = walk(cast, "accept")
    with at(way.at):
        text = client_of(cast, "handler").get(f"/cases/{way.case}/").content.decode()
    assert "Nobody leads this case yet" in text


@pytest.mark.parametrize("part", ["registrar", "reviewer", "auditor"])
@pytest.mark.parametrize("last", ["accept", "hand_in", "vouch"])
def test_it_asks_little_of_the_database(cast: Cast, part: str, last: str) -> None:
    way = walk(cast, last)
    client = client_of(cast, part)
    with at(way.at), CaptureQueriesContext(connection) as queries:
        assert client.get(f"/cases/{way.case}/").status_code == 200
    asked = [query["sql"] for query in queries if not query["sql"].startswith(TRANSACTIONS)]
    assert len(asked) <= 12, "\n".join(sql[:120] for sql in asked)


@pytest.mark.parametrize("page", ["", "receipt/", "do/accept/", "dossier/", "files/1/"])
def test_a_case_of_others_does_not_exist(cast: Cast, page: str) -> None:
    matter = cast.registered()
    with at():
        assert client_of(cast, "moss_registrar").get(f"/cases/{matter.pk}/{page}").status_code == 404
        assert client_of(cast, "administrator").get(f"/cases/{matter.pk}/{page}").status_code == 404
        assert client_of(cast, "registrar").get(f"/cases/999999/{page}").status_code == 404
        assert Client().get(f"/cases/{matter.pk}/{page}").status_code == 302


def test_the_receipt_says_number_claims_and_days(cast: Cast) -> None:
    matter = cast.registered()
    with at():
        text = client_of(cast, "registrar").get(f"/cases/{matter.pk}/receipt/").content.decode()
    assert "991101-2026-000001" in text and "The officer was rude." in text
    assert "By <strong>17 March 2026</strong>" in text
    assert "Wang" not in text


def test_an_identity_opens_on_a_ground_and_is_written_down(cast: Cast) -> None:
    matter = cast.registered()
    set_post(cast["registrar"].post)
    party = matter.parties.get().pk
    sent = {"party": party, "ground": "To call her back"}
    with at():
        client = client_of(cast, "registrar")
        refused = client.post(
            f"/cases/{matter.pk}/identity/", {"party": party, "why": "OTHER", "ground": " "}
        )
        assert refused.status_code == 422 and "Wang Wu" not in refused.content.decode()
        assert not IdentityReading.objects.exists()
        for code in ("", "NO_CODE", "EXPORT"):
            wrong = client.post(f"/cases/{matter.pk}/identity/", sent | {"why": code})
            assert wrong.status_code == 422 and "Wang Wu" not in wrong.content.decode(), code
        assert not IdentityReading.objects.exists()
        opened = client.post(f"/cases/{matter.pk}/identity/", sent | {"why": "CONTACT"})
    assert "Wang Wu" in opened.content.decode() and "19900001234" in opened.content.decode()
    assert "no-store" in opened.headers["Cache-Control"]
    reading = IdentityReading.objects.get()
    assert (reading.case, reading.post, reading.why, reading.ground) == (
        matter.pk,
        cast["registrar"].post,
        "CONTACT",
        "To call her back",
    )


def test_who_accuses_is_opened_on_more_than_a_code(cast: Cast) -> None:
    matter = cast.registered(**ACCUSATION, **about(cast, organ="moss"))
    set_post(cast["registrar"].post)
    asked = {"party": matter.parties.get().pk, "why": "CONTACT"}
    with at():
        client = client_of(cast, "registrar")
        assert 'maxlength="200" required' in client.get(f"/cases/{matter.pk}/").content.decode()
        assert client.post(f"/cases/{matter.pk}/identity/", asked | {"ground": " "}).status_code == 422
        assert not IdentityReading.objects.exists()
        assert client.post(f"/cases/{matter.pk}/identity/", asked | {"ground": "Step 3"}).status_code == 200
    assert IdentityReading.objects.get().ground == "Step 3"


def test_identities_stay_shut_for_others(cast: Cast) -> None:
    matter = cast.registered()
    other = cast.registered()
    set_post(cast["registrar"].post)
    party = matter.parties.get().pk
    with at():
        sent = {"party": party, "why": "OTHER", "ground": "I want to know"}
        assert client_of(cast, "inspector").post(f"/cases/{matter.pk}/identity/", sent).status_code == 404
        assert (
            client_of(cast, "moss_registrar").post(f"/cases/{matter.pk}/identity/", sent).status_code == 404
        )
        wrong_case = client_of(cast, "registrar").post(f"/cases/{other.pk}/identity/", sent)
        assert wrong_case.status_code == 422 and "Wang Wu" not in wrong_case.content.decode()
    assert not IdentityReading.objects.exists()


def test_a_file_is_handed_over_and_never_shown(cast: Cast) -> None:
    matter = cast.registered()
    other = cast.registered()
    attach_file(
        case=matter.pk,
        name="收据 1.txt",
        content=b"a receipt",
        kind="EVIDENCE",
        actor=cast["registrar"],
        at=MORNING,
    )
    file = Attachment.objects.get().pk
    with at():
        client = client_of(cast, "registrar")
        sent = client.get(f"/cases/{matter.pk}/files/{file}/")
        assert sent.content == b"a receipt"
        assert sent.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E6%94%B6")
        assert sent.headers["X-Content-Type-Options"] == "nosniff"
        assert client.get(f"/cases/{other.pk}/files/{file}/").status_code == 404
        assert client_of(cast, "moss_registrar").get(f"/cases/{matter.pk}/files/{file}/").status_code == 404


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_place_on_the_path(state: State) -> None:
    assert [step.place for step in path_of(state.value)].count("here") == 1
