"""The desk pages of a watch, as their readers see them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import Walk, walk
from tests.watch.test_verbs import ask, watch


def page(cast: Cast, part: str, address: str, way: Walk, language: str = "en") -> str:
    with at(way.at + timedelta(hours=1)):
        answer = client_of(cast, part, language).get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def deed(cast: Cast, part: str, way: Walk, verb: str, **form: object) -> int:
    with at(way.at + timedelta(hours=1)):
        found = client_of(cast, part).post(
            f"/cases/{way.case}/do/{verb}/", form | {"version": way.matter.version}
        )
    return found.status_code


def test_from_the_form_to_the_answer(cast: Cast) -> None:
    way = walk(cast, "team")
    leader = {"leader": cast["city_leader"].post, "ground": "Letter 3.", "until": "2026-9-1"}
    assert deed(cast, "city_leader", way, "watch_case", **leader) == 303
    question = {"words": "How far is it?", "asks": "on", "due": "2026-3-9"}
    assert deed(cast, "city_leader", way, "note_watch", **question) == 303
    address = f"/cases/{way.case}/watch/"
    asked = page(cast, "registrar", "/cases/watched/", way)
    assert "How far is it?" in asked
    case = page(cast, "registrar", f"/cases/{way.case}/", way)
    assert address in case
    assert "An answer to the leader is owed by" in case
    assert "let City Leader watch the case. The watch lasts until" in case
    assert "Answer the leader who watches" in page(cast, "registrar", address, way)
    form = page(cast, "registrar", f"/cases/{way.case}/do/answer_watch/", way)
    value = form.split('<option value="')[2].split('"')[0]
    assert (
        deed(cast, "registrar", way, "answer_watch", question=value, answer="The station was heard.") == 303
    )
    assert "The station was heard." in page(cast, "city_leader", address, way)
    assert "How far is it?" not in page(cast, "registrar", "/cases/watched/", way)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_list_shows_progress_to_who_watches_and_nobody_else(cast: Cast, language: str) -> None:
    way = walk(cast, "team")
    watch(way)
    ask(way)
    number = way.matter.number or ""
    mine = page(cast, "city_leader", "/cases/watched/", way, language)
    assert number in mine
    assert ("Name leader, unit and handler" if language == "en" else "确定") in mine
    assert (way.matter.due or way.day).isoformat() in mine
    assert number not in page(cast, "campaign_office", "/cases/watched/", way, language)
    assert number not in page(cast, "moss_leader", "/cases/watched/?of=organ", way, language)
    assert number in page(cast, "reviewer", "/cases/watched/", way, language)  # of her organ
    way.until("approve", start="plan")
    assert ("Approve" if language == "en" else "批准") in page(
        cast, "city_leader", "/cases/watched/", way, language
    )


def test_the_case_page_asks_one_thing_more_only_where_it_is_watched(cast: Cast) -> None:
    plain, watched = walk(cast, "team"), walk(cast, "team")
    watch(watched)
    ask(watched)
    client = client_of(cast, "registrar")

    def asked(way: Walk) -> list[str]:
        with at(way.at), CaptureQueriesContext(connection) as seen:
            assert client.get(f"/cases/{way.case}/").status_code == 200
        return [one["sql"] for one in seen.captured_queries]

    asked(plain)  # what is read once a process is read
    before, after = asked(plain), asked(watched)
    assert not [sql for sql in before if "cases_watch" in sql or "watchnote" in sql]
    assert len(after) - len(before) <= 3
    with at(plain.at):
        assert client.get(f"/cases/{plain.case}/watch/").status_code == 404
