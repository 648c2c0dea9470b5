"""The calendar of a post, read again by the library: days, numbers, what is owed, and nothing else."""

from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.conf import settings
from django.test import Client

from dengwen.domains.reminders.access import HAS_OWN_DAYS
from dengwen.domains.reminders.models import CalendarKey
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.rights import Role
from dengwen.foundation.staff.models import Account
from dengwen.foundation.staff.verbs.deactivate_account import deactivate_account
from dengwen.foundation.staff.verbs.end_post import end_post
from tests.cast import MORNING, Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import walk
from tests.reminders.telling import after

PETITION = ("No receipt", "Willow", "Wang", "theft", "rude")


def address_of(cast: Cast, part: str) -> str:
    """Make the calendar on the page, and return its path."""
    with at():
        answer = client_of(cast, part).post("/reminders/calendar/", {"deed": "make"})
    assert answer.status_code == 200
    address = str(answer.context["address"])
    assert address in answer.content.decode()
    return address.removeprefix(settings.SITE_URL)


def ask(path: str, days: int = 3, **headers: str) -> Any:
    """Ask as a calendar program does: no session, and nobody acts yet."""
    set_post(None)
    with at(MORNING + timedelta(days=days)):
        return Client().get(path, headers=headers)


def events(answer: Any) -> list[dict[str, str]]:
    """Read the answer by the library."""
    assert answer.status_code == 200, answer.status_code
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar: Any = icalendar.Calendar.from_ical(answer.content)
    return [
        {"day": event["DTSTART"].dt.isoformat(), "what": str(event["SUMMARY"]), "uid": str(event["UID"])}
        for event in calendar.walk("VEVENT")
    ]


@pytest.mark.parametrize("part", ["handler", "leader", "unit_head"])
def test_the_owed_days_of_a_team(cast: Cast, part: str) -> None:
    way = walk(cast, "team")
    (event,) = events(ask(address_of(cast, part)))
    assert event["day"] == (after(1) + timedelta(days=60)).isoformat()
    assert event["what"] == f"{way.matter.number}: decide and answer in writing"


def test_the_registrar_has_what_nobody_handles_yet(cast: Cast) -> None:
    free = cast.registered()
    walk(cast, "team")
    found = events(ask(address_of(cast, "registrar")))
    assert [event["day"] for event in found] == [after(15).isoformat()] * 2
    assert {event["what"].partition(":")[0] for event in found} == {free.number}
    assert len({event["uid"] for event in found}) == 2


def test_the_reviewer_has_the_dossiers_and_the_handler_has_them_no_more(cast: Cast) -> None:
    way = walk(cast, "hand_in")
    (event,) = events(ask(address_of(cast, "reviewer"), days=20))
    assert event["what"].startswith(f"{way.matter.number}: ")
    assert events(ask(address_of(cast, "handler"), days=20)) == []


def test_no_title_no_name(cast: Cast) -> None:
    cast.registered()
    text = ask(address_of(cast, "registrar")).content.decode()
    assert not [word for word in PETITION if word in text]
    assert "CLASS:CONFIDENTIAL" in text


def test_in_the_language_of_the_person(cast: Cast) -> None:
    cast.registered()
    path = address_of(cast, "registrar")
    Account.objects.filter(username="registrar").update(language="zh-hans")
    assert {event["what"].partition(": ")[2] for event in events(ask(path))} == {
        "登记并转送、交办或者引导", "书面告知接收情况及处理途径、程序",
    }  # fmt: skip


def test_only_what_the_post_sees(cast: Cast) -> None:
    walk(cast, "team")
    assert events(ask(address_of(cast, "moss_handler"))) == []


def test_what_is_not_new_is_not_sent_again(cast: Cast) -> None:
    cast.registered()
    path = address_of(cast, "registrar")
    first = ask(path)
    assert ask(path, days=5, **{"If-None-Match": first["ETag"]}).status_code == 304
    assert ask(path, days=5, **{"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    assert ask(path, days=5)["Last-Modified"] == first["Last-Modified"]
    cast.registered(at=MORNING + timedelta(hours=1))
    later = ask(path, days=6, **{"If-None-Match": first["ETag"]})
    assert len(events(later)) == 4
    assert later["Last-Modified"] != first["Last-Modified"]
    assert ask(path, days=7, **{"If-Modified-Since": first["Last-Modified"]}).status_code == 200


def test_a_wrong_secret_is_no_page(cast: Cast) -> None:
    path = address_of(cast, "registrar")
    for wrong in (
        path.replace(".ics", "x.ics"),
        "/calendar/.ics",
        f"/calendar/{'x' * 500}.ics",
        "/calendar/%00.ics",
    ):
        assert ask(wrong).status_code == 404, wrong
    assert Client().post(path).status_code == 405


def test_the_secret_is_kept_nowhere(cast: Cast) -> None:
    secret = address_of(cast, "registrar").removeprefix("/calendar/").removesuffix(".ics")
    row = CalendarKey.objects.get()
    assert secret.encode() not in bytes(row.digest) + repr(row.__dict__).encode()
    set_post(cast["auditor"].post)
    entry = Entry.objects.get(event="calendar_key_made")
    assert (entry.kind, entry.subject, entry.payload) == ("post", cast["registrar"].post, "{}")


def test_a_new_address_ends_the_old_one_and_withdrawing_ends_both(cast: Cast) -> None:
    old = address_of(cast, "registrar")
    new = address_of(cast, "registrar")
    assert (ask(old).status_code, ask(new).status_code) == (404, 200)
    with at():
        client = client_of(cast, "registrar")
        assert client.post("/reminders/calendar/", {"deed": "withdraw"}).status_code == 302
        assert client.post("/reminders/calendar/", {"deed": "withdraw"}).status_code == 409
        assert client.post("/reminders/calendar/", {"deed": "sing"}).status_code == 404
    assert ask(new).status_code == 404


def test_it_ends_with_the_post_and_with_the_account(cast: Cast) -> None:
    walk(cast, "team")
    handler, leader = address_of(cast, "handler"), address_of(cast, "leader")
    end_post(post=cast["handler"].post, until=after(4), actor_post=None, at=MORNING)
    assert [ask(handler, days=days).status_code for days in (4, 5)] == [200, 404]
    deactivate_account(account=cast["leader"].account, actor_post=None, at=MORNING + timedelta(days=4))
    assert ask(leader, days=4).status_code == 404


@pytest.mark.parametrize("part", ["auditor", "inspector", "campaign_office"])
def test_who_only_looks_on_has_none(cast: Cast, part: str) -> None:
    with at():
        client = client_of(cast, part)
        assert client.post("/reminders/calendar/", {"deed": "make"}).status_code == 409
        assert b"reminder-calendar" not in client.get("/reminders/").content
    assert Role(cast[part].role) not in HAS_OWN_DAYS
