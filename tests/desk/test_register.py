"""Registering on one page: fast, once, and nothing lost."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dengwen.domains.cases.models import Contact, IntakeDraft, Matter, Party
from dengwen.domains.cases.verbs.register_petitions import register_petition
from dengwen.foundation.permissions.acting import set_post
from dengwen.interfaces.desk.cases.days import parse_day
from tests.cast import Cast
from tests.desk.clients import at, client_of
from tests.desk.test_case_page import TRANSACTIONS

LETTER: dict[str, Any] = {
    "token": "t1", "received_on": "2026-3-4", "channel": "LETTER", "source": "DIRECT", "name": "Wang Wu",
    "phone": "199 0000 1234", "address": "", "group_size": "1", "title": "No receipt for a report",
    "text": "Nobody gave me a receipt.", "place": "3 Willow Lane", "occurred_on": "20.2.2026",
    "category": "01.05 No answer to a report", "purpose": "APPEAL",
    "claim_text": ["No receipt was given.", "The officer was rude.", ""], "claim_remedy": ["Give it to me.", "", ""],
    "rep_name": [""], "rep_phone": [""],
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["2012-3-5", "5.3.2012", "2012年3月5日", "2012/3/5", "20120305", " ２０１２-０３-０５ ", "2012. 3. 5"],
)
def test_days_are_understood_in_every_usual_way(text: str) -> None:
    assert str(parse_day(text)) == "2012-03-05"


@pytest.mark.parametrize("text", ["", "31.2.2012", "yesterday", "2012-13-1", "12", "5.3."])
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_day(text) is None


def test_a_letter_is_registered_and_the_next_form_stands_ready(cast: Cast) -> None:
    with at():
        client = client_of(cast, "registrar")
        answer = client.post("/register/", LETTER)
        assert answer.status_code == 303
        page = client.get(answer.headers["Location"]).content.decode()
    set_post(cast["registrar"].post)
    matter = Matter.objects.get()
    assert f"/cases/{matter.pk}/receipt/" in page and str(matter.number) in page
    assert 'id="received_on" name="received_on" value="2026-03-05"' in page and "autofocus" in page
    assert (matter.category, str(matter.received_on), str(matter.occurred_on)) == (
        "01.05",
        "2026-03-04",
        "2026-02-20",
    )
    assert list(matter.claims.order_by("position").values_list("text", "remedy_sought")) == [
        ("No receipt was given.", "Give it to me."),
        ("The officer was rude.", ""),
    ]


def test_a_double_click_registers_once(cast: Cast) -> None:
    with at():
        client = client_of(cast, "registrar")
        first, second = client.post("/register/", LETTER), client.post("/register/", LETTER)
        other = client.post("/register/", LETTER | {"token": "t2"})
    assert first.headers["Location"] == second.headers["Location"] != other.headers["Location"]
    set_post(cast["registrar"].post)
    assert Matter.objects.count() == 2


def test_whoever_is_registered_gets_the_codes_or_nothing_is_registered(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signed out elsewhere in that moment: the codes would be shown to nobody, and nobody could ask where it stands."""
    registering = "dengwen.interfaces.desk.cases.register.register_petition"

    def and_sign_out(**values: Any) -> Any:
        done = register_petition(**values)
        client.session.delete()
        return done

    with at():
        client = client_of(cast, "registrar")
        monkeypatch.setattr(registering, and_sign_out)
        assert client.post("/register/", LETTER).status_code == 400
        set_post(cast["registrar"].post)
        assert not Matter.objects.exists()
        monkeypatch.undo()
        client = client_of(cast, "registrar")
        answer = client.post("/register/", LETTER, follow=True)
    assert "query-code" in answer.content.decode()


def test_nobody_has_to_say_who_she_is(cast: Cast) -> None:
    with at():
        answer = client_of(cast, "registrar").post("/register/", LETTER | {"name": "", "phone": ""})
    assert answer.status_code == 303
    set_post(cast["registrar"].post)
    assert not Party.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"received_on": "soon"}, "received_on", "This is no day."),
        ({"received_on": "2026-3-9"}, "received_on", "is still to come"),
        ({"occurred_on": "2026-3-5"}, "occurred_on", "before it happened"),
        ({"category": ""}, "category", "Choose a category."),
        ({"category": "77.77"}, "category", "No category has this code"),
        ({"title": "", "text": ""}, "title", "needs a title or a text"),
        ({"group_size": "many"}, "group_size", "How many people"),
        ({"rep_name": [f"R{n}" for n in range(6)], "rep_phone": [""] * 6}, "rep_name", "at most 5"),
    ],
)
def test_an_error_stands_beside_its_field_and_nothing_is_lost(
    cast: Cast, wrong: dict[str, Any], field: str, sentence: str
) -> None:
    with at():
        answer = client_of(cast, "registrar").post("/register/", LETTER | wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'<li><a href="#{field}">' in text and sentence in text
    assert "Give it to me." in text and "199 0000 1234" in text and 'value="t1"' in text
    set_post(cast["registrar"].post)
    assert not Matter.objects.exists()


def test_a_bad_attachment_registers_nothing(cast: Cast) -> None:
    with at():
        client = client_of(cast, "registrar")
        bad = SimpleUploadedFile("a.exe", b"MZ")
        answer = client.post("/register/", LETTER | {"files": [bad]})
        assert answer.status_code == 422 and 'href="#files"' in answer.content.decode()
        set_post(cast["registrar"].post)
        assert not Matter.objects.exists()
        good = SimpleUploadedFile("letter.pdf", b"%PDF-1.7\n%")
        assert client.post("/register/", LETTER | {"files": [good]}).status_code == 303
    set_post(cast["registrar"].post)
    assert Matter.objects.get().number == "991101-2026-000001", "the number was not used up"


def test_a_draft_is_kept_sealed_and_comes_back(cast: Cast) -> None:
    typed = LETTER | {"name": "Zhang San"}
    with at():
        client = client_of(cast, "registrar")
        assert (
            client.post("/register/draft/", json.dumps(typed), content_type="application/json").status_code
            == 200
        )
        draft = IntakeDraft.objects.get()
        assert b"Zhang" not in bytes(draft.sealed)
        page = client.get("/register/").content.decode()
        assert "Zhang San" in page and "Give it to me." in page and 'value="t1"' in page
        assert "Zhang San" not in client_of(cast, "city_registrar").get("/register/").content.decode()
        client.post("/register/", typed | {"has_draft": "1"})
        assert not IntakeDraft.objects.exists()
        client.post("/register/draft/", json.dumps(typed), content_type="application/json")
        client.post("/register/draft/", {"discard": "1"})
    assert not IntakeDraft.objects.exists()


@pytest.mark.parametrize("body", ["", "[]", '"x"', '{"claim_text": 3}'])
def test_nonsense_is_no_draft(cast: Cast, body: str) -> None:
    with at():
        answer = client_of(cast, "registrar").post("/register/draft/", body, content_type="application/json")
    assert answer.status_code == 400 and not IntakeDraft.objects.exists()


def test_without_scripts_a_button_adds_a_row(cast: Cast) -> None:
    with at():
        page = client_of(cast, "registrar").post("/register/", LETTER | {"add": "claim"}).content.decode()
    form = page.partition("<template")[0]
    assert form.count('name="claim_text"') == 3 and "The officer was rude." in form


def test_what_is_perhaps_known_is_shown_within_reach(cast: Cast) -> None:
    matter = cast.registered()
    asked = {"name": "", "phone": "", "title": "", "place": ""}
    with at():

        def known(part: str, **fields: str) -> str:
            return client_of(cast, part).post("/register/known/", asked | fields).content.decode()

        for fields in (
            {"phone": "199-0000-1234"},
            {"name": "wang wu"},
            {"place": "3 willow lane"},
            {"title": "No receipt for the report of a theft"},
        ):
            found = known("registrar", **fields)
            assert str(matter.number) in found and f"/cases/{matter.pk}/do/add_contact/" in found
            assert "Wang" not in found
            assert str(matter.number) not in known("moss_registrar", **fields)
        assert str(matter.number) not in known("registrar", title="A dog barks at night")
        assert str(matter.number) in known("city_registrar", phone="19900001234")
        assert str(matter.number) not in known("city_registrar", place="3 Willow Lane"), "own organ only"


def test_at_most_five_are_shown_at_bounded_cost(cast: Cast) -> None:
    for _ in range(7):
        cast.registered()
    client = client_of(cast, "registrar")
    with at(), CaptureQueriesContext(connection) as queries:
        sent = {"name": "Wang Wu", "phone": "", "title": "No receipt for a report of theft", "place": ""}
        found = client.post("/register/known/", sent).content.decode()
    assert found.count("<li>") == 5
    assert len([q for q in queries if not q["sql"].startswith(TRANSACTIONS)]) <= 7


def test_registering_asks_little_of_the_database(cast: Cast) -> None:
    client = client_of(cast, "registrar")
    with at(), CaptureQueriesContext(connection) as queries:
        assert client.post("/register/", LETTER).status_code == 303
    asked = [query["sql"] for query in queries if not query["sql"].startswith(TRANSACTIONS)]
    assert len(asked) <= 18, "\n".join(sql[:110] for sql in asked)


def test_who_may_not_register_finds_no_form(cast: Cast) -> None:
    with at():
        for part in ("leader", "reviewer", "auditor", "administrator"):
            assert client_of(cast, part).get("/register/").status_code == 404
            assert client_of(cast, part).post("/register/", LETTER).status_code == 404
    set_post(cast["registrar"].post)
    assert not Contact.objects.exists()
