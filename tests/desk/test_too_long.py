"""A statement that takes too long is stopped, said so, and leaves nothing half done."""

from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from dengwen.domains.cases.verbs.begin_screening import begin_screening
from dengwen.interfaces.desk.cases import actions
from dengwen.interfaces.kit.too_long import TooLongMiddleware, limit_statements
from tests.cast import MORNING, Cast
from tests.desk.clients import at, client_of


def test_a_deed_that_hangs_is_undone_and_said_in_both_languages(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = cast.registered().pk
    before = cast.matter(case)

    def hang(*_: Any) -> None:
        begin_screening(case=case, actor=cast["registrar"], at=MORNING)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 50")
            cursor.execute("SELECT pg_sleep(5)")

    monkeypatch.setattr(actions, "_do", hang)
    with at():
        form = {"version": before.version}
        answer = client_of(cast, "registrar").post(f"/cases/{case}/do/begin_screening/", form)
    said = answer.content.decode()
    assert answer.status_code == 503
    assert "what you typed is still in the form" in said and "填写的内容仍在" in said
    assert "pg_sleep" not in said and "statement" not in said
    after = cast.matter(case)
    assert (after.state, after.version) == (before.state, before.version)


def test_other_errors_stay_errors() -> None:
    pages: Any = TooLongMiddleware(lambda _request: pytest.fail("not asked"))
    assert pages.process_exception(None, OperationalError("the server is gone")) is None
    assert pages.process_exception(None, ValueError()) is None


@pytest.mark.parametrize(
    ("seconds", "wanted"), [(60, "-c timezone=UTC -c statement_timeout=60000"), (0, "-c timezone=UTC")]
)
def test_only_what_serves_pages_sets_the_limit(seconds: int, wanted: str) -> None:
    options = {"options": "-c timezone=UTC"}
    limit_statements(options, seconds)
    assert options["options"] == wanted
    assert "statement_timeout" not in str(settings.DATABASES), "worker and console go on as long as they need"
