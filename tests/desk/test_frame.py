"""The frame: what each role finds in the column, and that a page is safe, readable and lean."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from dengwen.interfaces.kit.wording import capped, day, due_class, due_words
from tests.cast import DAY, Cast
from tests.desk.test_sign_in import sign_in

PLACES = {
    "registrar": [
        "/",
        "/reminders/",
        "/register/",
        "/cases/",
        "/supervision/",
        "/cooperation/",
        "/figures/",
        "/bulletins/",
        "/campaigns/",
        "/records/",
        "/import/",
        "/organs/",
        "/rules/",
    ],
    "handler": [
        "/",
        "/reminders/",
        "/register/",
        "/cases/",
        "/supervision/",
        "/cooperation/",
        "/figures/",
        "/bulletins/",
        "/campaigns/",
        "/organs/",
        "/rules/",
    ],
    "reviewer": [
        "/",
        "/reminders/",
        "/cases/",
        "/review/",
        "/lookback/",
        "/supervision/",
        "/cooperation/",
        "/figures/",
        "/bulletins/",
        "/campaigns/",
        "/linkage/",
        "/organs/",
        "/rules/",
    ],
    "auditor": [
        "/",
        "/reminders/",
        "/cases/",
        "/lookback/",
        "/supervision/",
        "/cooperation/",
        "/figures/",
        "/bulletins/",
        "/campaigns/",
        "/organs/",
        "/rules/",
        "/readings/",
    ],
    "administrator": ["/reminders/", "/organs/", "/rules/", "/organs/staff/"],
}


@pytest.mark.parametrize("part", PLACES)
def test_the_column_shows_what_the_role_may_use(client: Client, cast: Cast, part: str) -> None:
    sign_in(client, part)
    page = client.get("/organs/").content.decode()
    column = page[page.index('id="nav"') : page.index("</nav>", page.index('id="nav"'))]
    assert re.findall(r'href="([^"]+)"', column) == PLACES[part]
    assert re.findall(r'href="([^"]+)" aria-current', column) == ["/organs/"]


def test_nothing_is_inline_and_the_policy_forbids_it(client: Client, cast: Cast) -> None:
    sign_in(client, "registrar")
    response = client.get("/")
    page = response.content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", page)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_frame_itself_asks_the_database_nothing(client: Client, cast: Cast) -> None:
    sign_in(client, "registrar")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/post/")
    asked = [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    # session, who acts; then what the page itself wants: my posts
    assert len(asked) == 3, asked


def test_a_page_that_is_not_there_gives_no_hint(client: Client, cast: Cast) -> None:
    sign_in(client, "registrar")
    missing, forbidden = client.get("/organs/staff/"), client.get("/no/such/page/")
    assert (missing.status_code, forbidden.status_code) == (404, 404)
    shown = [
        re.sub(r"(?s)<form.*?</form>|<nav.*?</nav>", "", each.content.decode())
        for each in (missing, forbidden)
    ]
    assert "staff" not in shown[0]


def test_days_and_limits_in_words() -> None:
    with override("en"):
        assert day(DAY) == "2 March 2026"
        assert due_words(DAY, DAY) == "due today"
        assert due_words(DAY.replace(day=5), DAY) == "3 days"
        assert due_words(DAY.replace(day=1), DAY) == "late 1 day"
    with override("zh-hans"):
        assert day(DAY) == "2026年3月2日"
    assert (due_class(DAY.replace(day=1), DAY), due_class(DAY, DAY), due_class(DAY.replace(day=30), DAY)) == (
        "late", "soon", "",
    )  # fmt: skip
    assert (capped(99), capped(100)) == ("99", "99+")
