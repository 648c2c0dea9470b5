"""The page of reminders and open posts, and how it is read."""

from datetime import timedelta

import pytest
from django.test import Client

from dengwen.foundation.staff.verbs.appoint import appoint
from dengwen.foundation.staff.verbs.end_post import end_post
from tests.cast import MORNING, Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import walk
from tests.reminders.telling import after, six, swept

PAGE = "/reminders/"


def text_of(client: Client, days: int, page: str = PAGE) -> str:
    with at(six(after(days)) + timedelta(hours=2)):
        answer = client.get(page)
    assert answer.status_code == 200
    return answer.content.decode()


def test_by_day_the_newest_first_the_worst_on_top(cast: Cast) -> None:
    late = cast.registered()
    near = cast.registered(at=MORNING.replace(day=5), received_on=after(3))
    for days in (8, 16):
        swept(days)
    text = text_of(client_of(cast, "registrar"), 16)
    order = [
        text.index(words) for words in ("18 March 2026", ">Late<", ">Due soon<", "10 March 2026", ">Half of")
    ]
    assert order == sorted(order)
    assert text.count(f">{late.number}</a>") == 2
    assert text.count(f">{near.number}</a>") == 1
    assert text.count("<tr data-row") == 3  # two limits of one case that end on one day are one line
    assert "late 1 day" in text
    assert "No receipt" not in text


def test_each_sees_its_own(cast: Cast) -> None:
    walk(cast, "team")
    swept(90)
    for part, seen in {
        "handler": 1,
        "reviewer": 1,
        "moss_registrar": 0,
        "auditor": 0,
        "stone_reviewer": 0,
    }.items():
        assert text_of(client_of(cast, part), 90).count("<tr data-row") == seen, part


def test_what_is_done_is_quiet(cast: Cast) -> None:
    way = walk(cast)
    swept(16)
    client = client_of(cast, "registrar")
    assert "settled" not in text_of(client, 16)
    way.until("accept")
    assert "settled" in text_of(client, 16)


def test_read_is_read_and_what_comes_is_new(cast: Cast) -> None:
    cast.registered()
    swept(8)
    client = client_of(cast, "registrar")
    with at(six(after(8))):
        page = client.get(PAGE)
        upto = page.context["upto"]
        assert b"Mark all as read" in page.content
        assert b'<tr data-row class="unread">' in page.content
        assert client.post("/reminders/read/", {"upto": upto}).status_code == 302
        assert b"Mark all as read" not in client.get(PAGE).content
        assert b'class="unread"' not in client.get(PAGE).content
    swept(12)
    text = text_of(client, 12)
    assert text.count('class="unread"') == 1
    # Somebody else's number, and nonsense, change nothing.
    with at(six(after(12))):
        for nonsense in ("", "x", "-1", "9" * 30):
            assert client.post("/reminders/read/", {"upto": nonsense}).status_code == 302
    assert text_of(client, 12).count('class="unread"') == 1


def test_pages_of_fifty_by_their_place(cast: Cast) -> None:
    cast.registered()
    for week in range(30):
        swept(16 + 7 * week)
    seen: list[str] = []
    page = PAGE
    for _ in range(5):
        with at(six(after(300))):
            answer = client_of(cast, "registrar").get(page)
        seen += [group.day.isoformat() for group in answer.context["groups"] for _ in group.lines]
        if not answer.context["after"]:
            break
        page = f"{PAGE}?after={answer.context['after']}"
    days = [after(16 + 7 * week).isoformat() for week in range(30)]
    assert seen == days[::-1]
    assert page != PAGE


@pytest.fixture
def vacant(cast: Cast) -> Cast:
    """Lin County has lost the head of its unit; one case is late."""
    walk(cast, "team")
    end_post(post=cast["unit_head"].post, until=after(20), actor_post=None, at=MORNING)
    swept(90)
    return cast


@pytest.mark.parametrize(
    ("part", "sees"),
    [
        ("registrar", True), ("leader", True), ("reviewer", True), ("city_leader", True), ("administrator", True),
        ("handler", False), ("moss_registrar", False), ("stone_reviewer", False), ("auditor", False),
    ],
)  # fmt: skip
def test_an_open_post_is_shown_to_who_can_do_something(vacant: Cast, part: str, sees: bool) -> None:
    text = text_of(client_of(vacant, part), 90)
    assert ("Nobody heads this unit" in text) == sees
    assert ("Lin Petition Office" in text.partition("<main")[2]) == sees


def test_an_open_post_is_gone_as_soon_as_somebody_is_appointed(vacant: Cast) -> None:
    client = client_of(vacant, "leader")
    assert "Nobody heads this unit" in text_of(client, 90)
    appoint(account=vacant["own_reviewer"].account, organ=vacant.organ("lin_unit"), role="unit_head", since=after(90),
            actor_post=None, at=MORNING)  # fmt: skip
    assert "Nobody heads this unit" not in text_of(client, 90)


def test_the_administrator_sees_open_posts_and_no_case(vacant: Cast) -> None:
    text = text_of(client_of(vacant, "administrator"), 90)
    assert f'href="/organs/{vacant.organ("lin_unit")}/"' in text
    assert "/cases/" not in text
    assert "Calendar" not in text


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_an_empty_page_says_what_comes(cast: Cast, language: str) -> None:
    client = client_of(cast, "handler", language)
    assert ("No reminders" if language == "en" else "没有提醒") in text_of(client, 3)
