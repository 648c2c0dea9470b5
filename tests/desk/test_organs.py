"""The organs and the administrator's pages."""

from django.test import Client

from dengwen.foundation.staff.models import Account
from tests.cast import Cast
from tests.desk.test_sign_in import PASSWORD, sign_in


def test_the_tree_shows_our_organs_and_each_its_posts_and_history(client: Client, cast: Cast) -> None:
    sign_in(client, "registrar")
    tree = client.get("/organs/").content.decode()
    assert "Lin East Station" in tree
    assert "Moss County" not in tree
    page = client.get(f"/organs/{cast.organ('moss')}/").content.decode()
    assert "Moss Leader" in page
    assert "Founded as Moss County." in page
    assert "Its cases" not in page
    assert client.get("/organs/99999999/").status_code == 404


def test_the_administrator_makes_an_account_and_appoints(client: Client, cast: Cast) -> None:
    sign_in(client, "administrator")
    fresh = {"username": "zhao", "name": "Zhao", "language": "en", "password": PASSWORD}
    place = client.post("/organs/staff/new/", fresh)["Location"]
    post = {"deed": "appoint", "organ": cast.organ("lin"), "role": "handler", "since": "2026-3-1"}
    assert client.post(place, post).status_code == 302
    assert client.post(place, post).status_code == 409  # held already
    assert client.post(place, post | {"organ": cast.organ("bureau")}).status_code == 409
    assert client.post("/organs/staff/new/", fresh).status_code == 409
    account = Account.objects.get(username="zhao")
    assert sign_in(Client(), "zhao") == 302
    held = account.posts.get()
    client.post(place, {"deed": "end_post", "post": held.pk, "until": "2026-3-2"})
    held.refresh_from_db()
    assert str(held.until) == "2026-03-02"
    assert client.post(place, {"deed": "deactivate"}).status_code == 302
    assert sign_in(Client(), "zhao") == 403


def test_nobody_beyond_our_organs_can_be_touched(client: Client, cast: Cast) -> None:
    sign_in(client, "administrator")
    assert client.get(f"/organs/staff/{cast['minister'].account}/").status_code == 404
    assert "Minister" not in client.get("/organs/staff/?q=minister").content.decode()
    sign_in(client, "leader")
    assert client.get(f"/organs/staff/{cast['handler'].account}/").status_code == 404
