"""My own password, and a session that nobody uses."""

from datetime import timedelta

import pytest
from django.test import Client

from dengwen.base import clock
from dengwen.foundation.permissions import sign_in
from dengwen.foundation.staff.models import Account
from dengwen.foundation.staff.verbs.set_password import set_password
from tests.cast import Cast

OLD, NEW = "correct horse battery", "a lamp beside the willow"


def came_in(password: str = OLD) -> Client:
    client = Client()
    assert client.post("/sign-in/", {"username": "handler", "password": password}).status_code == 302
    return client


def changed(client: Client, old: str, new: str, again: str) -> int:
    return client.post("/password/", {"old": old, "new": new, "again": again}).status_code


def test_a_new_password_ends_every_other_session(cast: Cast) -> None:
    here, elsewhere = came_in(), came_in()
    assert changed(here, OLD, NEW, NEW) == 302
    assert here.get("/").status_code == 200
    assert elsewhere.get("/")["Location"].startswith("/sign-in/")
    assert came_in(NEW).get("/").status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("wrong", NEW, NEW), (OLD, NEW, NEW + "x"), (OLD, "short", "short"), (OLD, OLD, OLD),
        (OLD, "handler-2026-11", "handler-2026-11"), (OLD, "x" * 1025, "x" * 1025), ("x" * 9999, NEW, NEW),
    ],
)  # fmt: skip
def test_what_is_wrong_changes_nothing(cast: Cast, old: str, new: str, again: str) -> None:
    assert changed(came_in(), old, new, again) == 422
    assert came_in(OLD).get("/").status_code == 200


def test_five_wrong_tries_lock_as_they_do_at_the_door(cast: Cast) -> None:
    client = came_in()
    for _ in range(5):
        assert changed(client, "wrong", NEW, NEW) == 422
    assert Client().post("/sign-in/", {"username": "handler", "password": OLD}).status_code == 403


def test_a_session_that_nobody_uses_ends(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client, later = came_in(), clock.now() + sign_in.IDLE + timedelta(seconds=1)
    assert client.get("/").status_code == 200
    monkeypatch.setattr(sign_in, "now", lambda: later - timedelta(minutes=1))
    assert client.get("/").status_code == 200
    monkeypatch.setattr(sign_in, "now", lambda: later + timedelta(hours=1))
    assert client.get("/").status_code == 200
    monkeypatch.setattr(sign_in, "now", lambda: later + timedelta(hours=4))
    assert client.get("/")["Location"].startswith("/sign-in/")


def test_no_browser_keeps_a_page(cast: Cast) -> None:
    assert came_in().get("/")["Cache-Control"] == "private, no-store"


def test_a_password_that_somebody_else_set_opens_nothing_but_its_change(cast: Cast) -> None:
    account = Account.objects.get(username="handler")
    set_password(account=account.pk, password=NEW, actor_post=None, at=clock.now(), given=True)
    client = Client()
    assert (
        client.post("/sign-in/", {"username": "handler", "password": NEW, "next": "/cases/"})["Location"]
        == "/password/"
    )
    assert client.get("/cases/")["Location"] == "/password/"
    assert client.get("/password/").status_code == 200
    assert changed(client, NEW, "another lamp, another willow", "another lamp, another willow") == 302
    assert client.get("/cases/").status_code == 200
    assert came_in("another lamp, another willow").get("/cases/").status_code == 200


def test_signing_out_clears_what_the_browser_kept(cast: Cast) -> None:
    assert came_in().post("/sign-out/")["Clear-Site-Data"] == '"cache", "storage"'
