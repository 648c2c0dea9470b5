"""What every request meets before its page: methods, the end of a session, names of cookies, the lines of the log."""

import json
import logging
import os
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.test import Client, RequestFactory

from dengwen.base.clock import now
from dengwen.config.log_lines import JsonLine
from dengwen.foundation.identity.models import CaseReading
from dengwen.foundation.permissions.acting import set_post
from tests.cast import Cast
from tests.desk.clients import client_of
from tests.portal.visitor import brought

PASSWORD = "correct horse battery"


@pytest.mark.parametrize("method", ["TRACE", "PUT", "OPTIONS", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/", "/open/", "/petition/mine/", "/sign-in/", "/cases/1/"])
def test_only_three_methods_are_known(client: Client, method: str, path: str) -> None:
    assert client.generic(method, path).status_code == 405


def test_after_twelve_hours_everybody_signs_in_again_however_busy(cast: Cast) -> None:
    client, begun = Client(), now()
    client.post("/sign-in/", {"username": "handler", "password": PASSWORD})
    for hour in range(1, 13):
        with time_machine.travel(begun + timedelta(hours=hour, seconds=-9), tick=False):
            assert client.get("/cases/").status_code == 200, hour
    with time_machine.travel(begun + timedelta(hours=12, seconds=9), tick=False):
        assert client.get("/cases/")["Location"].startswith("/sign-in/")


def test_a_petitioner_too_and_coming_in_again_lengthens_nobodys_session(cast: Cast) -> None:
    mine, client, begun = brought(cast), Client(), now()
    client.post("/sign-in/", {"username": "handler", "password": PASSWORD})
    for hour in range(0, 12, 4):
        with time_machine.travel(begun + timedelta(hours=hour), tick=False):
            known = {"number": mine.number, "code": mine.codes[0]}
            assert client.post("/petition/enter/", known).status_code == 302
            assert client.get(f"/petition/mine/{mine.matter}/").status_code == 200
    with time_machine.travel(begun + timedelta(hours=12, seconds=9), tick=False):
        assert client.get(f"/petition/mine/{mine.matter}/")["Location"].startswith("/petition/enter/")
        assert client.session.is_empty()


def test_a_form_that_comes_back_is_a_reading_too(cast: Cast) -> None:
    case = cast.registered().pk
    client = client_of(cast, "leader")
    answer = client.post(f"/cases/{case}/do/add_contact/", {})
    assert answer.status_code == 422
    set_post(cast["auditor"].post)
    assert list(CaseReading.objects.values_list("case", "page")) == [(case, "do/add_contact/")]


def test_behind_tls_no_other_host_can_set_any_of_our_cookies() -> None:
    """In a process of its own: names are fixed when the settings are read."""
    said = (
        "from django.conf import settings as s; import django; django.setup();"
        "from dengwen.interfaces.desk.work.columns import COOKIE as a;"
        "from dengwen.interfaces.kit.kiosk import COOKIE as b;"
        "print(*{s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME, a, b})"
    )
    found = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", said], capture_output=True, text=True, check=True,
        env=os.environ | {"DENGWEN_HTTPS": "1", "DJANGO_SETTINGS_MODULE": "dengwen.config.settings"},
    ).stdout.split()  # fmt: skip
    assert len(found) == 5 and all(name.startswith("__Host-") for name in found), found


def line_of(caplog: pytest.LogCaptureFixture, logger: str) -> dict[str, object]:
    record = next(record for record in caplog.records if record.name == logger)
    text = JsonLine().format(record)
    assert "\n" not in text
    found: dict[str, object] = json.loads(text)
    return found


def test_who_is_refused_is_a_line_with_page_and_post(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    case = cast.registered().pk
    assert client_of(cast, "moss_registrar").get(f"/cases/{case}/?q=words").status_code == 404
    found = line_of(caplog, "django.request")
    assert (found["what"], found["path"], found["status"]) == ("Not Found", f"/cases/{case}/", 404)
    assert found["post"] == cast["moss_registrar"].post
    assert str(found["at"]).endswith("+00:00") and "words" not in str(found)


def test_a_wrong_password_is_a_line_and_nothing_typed_stands_in_it(
    client: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    client.post("/sign-in/", {"username": "handler", "password": "wrong-words"})
    found = line_of(caplog, "django.request")
    assert (found["what"], found["path"], found["status"]) == ("Forbidden", "/sign-in/", 403)
    assert "wrong-words" not in str(found) and "handler" not in str(found)


def test_the_secret_of_a_calendar_is_in_no_line(
    client: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get(f"/calendar/{'a' * 43}.ics").status_code == 404
    found = line_of(caplog, "django.request")
    assert found["path"] == "/calendar/…" and "aaaa" not in str(found)


def test_an_accident_tells_its_kind_and_places_but_no_value() -> None:
    try:
        try:
            raise KeyError("Wang Xiaoming")
        except KeyError as inner:
            raise RuntimeError("phone 13800000000\nforged line") from inner
    except RuntimeError:
        record = logging.LogRecord("django.request", 40, "f", 1, "%s: %s", ("Error", "/x\n/"), sys.exc_info())
    record.request = RequestFactory().get("/x%0A/")
    text = JsonLine().format(record)
    found = json.loads(text)
    assert found["error"] == "RuntimeError from KeyError"
    assert any("test_doors.py" in place for place in found["places"])
    assert "Wang" not in text and "138" not in text and "\n" not in text
