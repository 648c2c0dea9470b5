"""Coming in: what is told, what is not, and where it leads."""

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from dengwen.foundation.staff.models import Account, Post
from tests.cast import FOUNDED, Cast

PASSWORD = "correct horse battery"


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: str) -> int:
    return client.post("/sign-in/", {"username": username, "password": password, **more}).status_code


def test_the_right_password_leads_home(client: Client, cast: Cast) -> None:
    response = client.post("/sign-in/", {"username": "registrar", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/").status_code == 200


def test_it_leads_to_the_page_asked_for_but_never_to_another_site(client: Client, cast: Cast) -> None:
    for wanted, got in (
        ("/cases/?late=1", "/cases/?late=1"),
        ("//evil.example/", "/"),
        ("https://evil.example", "/"),
    ):
        response = client.post("/sign-in/", {"username": "registrar", "password": PASSWORD, "next": wanted})
        assert response["Location"] == got


def test_wrong_name_wrong_password_and_locked_look_the_same(client: Client, cast: Cast) -> None:
    unknown = client.post("/sign-in/", {"username": "nobody", "password": PASSWORD}).content
    wrong = client.post("/sign-in/", {"username": "handler", "password": "wrong"}).content
    for _ in range(4):
        assert sign_in(client, "handler", "wrong") == 403
    locked = client.post("/sign-in/", {"username": "handler", "password": PASSWORD})
    assert locked.status_code == 403
    pages = {_sentence(page) for page in (unknown, wrong, locked.content)}
    assert len(pages) == 1
    assert sign_in(client, "registrar") == 302


def _sentence(page: bytes) -> str:
    text = page.decode()
    return text[text.index('id="form-errors"') : text.index("</form>", text.index('id="form-errors"'))].split(
        "</p>"
    )[0]


def test_without_a_post_there_is_no_session(client: Client, cast: Cast) -> None:
    account = Account.objects.create(username="new", name="New")
    account.set_password(PASSWORD)
    account.save()
    assert sign_in(client, "new") == 403
    assert client.get("/")["Location"] == "/petition/"
    assert client.get("/cases/")["Location"].startswith("/sign-in/")


def test_who_has_several_posts_chooses_and_switches(client: Client, cast: Cast) -> None:
    account = Account.objects.get(username="registrar")
    second = Post.objects.create(
        account=account, organ_id=cast.organ("moss"), role="registrar", since=FOUNDED
    )
    response = client.post("/sign-in/", {"username": "registrar", "password": PASSWORD, "next": "/cases/"})
    assert response["Location"] == "/post/?next=%2Fcases%2F"
    assert "Moss County" in client.get("/post/").content.decode()
    assert client.post("/post/", {"post": second.pk, "next": "/cases/"})["Location"] == "/cases/"
    assert "Moss County · " in client.get("/").content.decode()
    assert client.post("/post/", {"post": cast["leader"].post}).status_code == 404


def test_signing_out_needs_a_form_and_ends_the_session(client: Client, cast: Cast) -> None:
    sign_in(client, "registrar")
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


def test_the_language_follows_the_account_and_stays_after_leaving(client: Client, cast: Cast) -> None:
    sign_in(client, "registrar")
    assert 'lang="en"' in client.get("/").content.decode()
    client.post("/language/", {"language": "zh-hans", "next": "/"})
    assert Account.objects.get(username="registrar").language == "zh-hans"
    client.post("/sign-out/")
    assert 'lang="zh-Hans"' in client.get("/sign-in/").content.decode()
    assert client.post("/language/", {"language": "xx"}).status_code == 404


@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_shows_its_people_and_nobody_else_does(
    client: Client, cast: Cast, settings: Settings, tmp_path: Path, demo: bool
) -> None:
    settings.DEMO, settings.DATA = demo, tmp_path
    person = {"role": "leader", "username": "leader", "name": "Li", "organ": "Lin", "password": PASSWORD}
    (tmp_path / "demo-sign-ins.json").write_text(json.dumps([person]), encoding="utf-8")
    page = client.get("/sign-in/").content.decode()
    assert ('value="leader"' in page) is demo
    assert PASSWORD not in page
    assert client.post("/sign-in/", {"demo": "leader"}).status_code == (302 if demo else 403)
