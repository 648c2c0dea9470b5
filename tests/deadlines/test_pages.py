"""What the desk says of days: on the case, on the page of reasons, in the forms and in the timeline; both languages."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import DAY, Cast
from tests.deadlines.happening import at_day, clock, happen
from tests.desk.clients import at, client_of
from tests.handling.walk import Walk, walk

FORM = {
    "rule": "CN22-HDL-60", "days": "30", "reason": "The expert needs longer.", "told_on": "2026-3-12",
    "told_by": "IN_PERSON",
}  # fmt: skip


@pytest.fixture
def way(cast: Cast) -> Walk:
    return walk(cast, "step")


def read(client: Client, path: str, day: int = 20, language: str = "en") -> str:
    with at(at_day(day)):
        client.post("/language/", {"language": language})
        return client.get(path).content.decode()


def send(cast: Cast, part: str, way: Walk, verb: str, form: dict[str, str]) -> str:
    with at(at_day(20)):
        version = str(cast.matter(way.case).version)
        answer = client_of(cast, part).post(f"/cases/{way.case}/do/{verb}/", form | {"version": version})
    return answer.content.decode() if answer.status_code == 422 else str(answer.status_code)


def test_the_form_shows_the_last_day_that_is_allowed(cast: Cast, way: Walk) -> None:
    page = read(client_of(cast, "leader"), f"/cases/{way.case}/do/extend_limit/")
    assert "until 1 June 2026" in page
    assert "to be granted on 6 May 2026 at the latest" in page
    assert 'value="30"' in page


def test_an_extension_from_the_form_is_seen_everywhere(cast: Cast, way: Walk) -> None:
    assert send(cast, "leader", way, "extend_limit", FORM) == "303"
    leader = client_of(cast, "leader")
    case, days = read(leader, f"/cases/{way.case}/"), read(leader, f"/cases/{way.case}/days/")
    assert "at first 6 May 2026" in case
    assert "extended the limit by 30 days, from 6 May 2026 to" in case
    assert "60 days and 30 days of extension from 3 March 2026" in days
    assert "Petitioner told on 12 March 2026" in days
    assert "The expert needs longer." in days
    chinese = read(leader, f"/cases/{way.case}/days/", language="zh-hans")
    assert "60日，延期30日" in chinese
    assert "最初法定届满日" in chinese
    assert "已于2026年3月12日告知信访人" in chinese


def test_a_refused_extension_says_why_and_keeps_the_words(cast: Cast, way: Walk) -> None:
    page = send(cast, "leader", way, "extend_limit", FORM | {"days": "31"})
    assert "can be extended by 30 days at most" in page
    assert "The expert needs longer." in page


def test_the_case_says_when_it_is_too_late_to_extend(cast: Cast, way: Walk) -> None:
    late = (clock(cast, way.case, "CN22-HDL-60").legal - DAY).days + 1
    assert "This limit ended on" in read(client_of(cast, "leader"), f"/cases/{way.case}/", late)
    assert "do/extend_limit/" in read(client_of(cast, "leader"), f"/cases/{way.case}/", late - 1)


def test_every_limit_says_what_it_rests_on(cast: Cast, way: Walk) -> None:
    way.until("serve", "draft")
    page = read(client_of(cast, "auditor"), f"/cases/{way.case}/days/", 30)
    assert "set by this system, not by law" in page
    assert "L22 Art.35" in page
    assert "You may ask for a review until" in page
    assert "a right of the petitioner" in page


def test_a_hearing_is_seen_while_it_lasts_and_after(cast: Cast, way: Walk) -> None:
    happen(cast, way.case, "ask_rereview", at_day(10))
    happen(cast, way.case, "open_hearing", at_day(14))
    client = client_of(cast, "registrar")
    page = read(client, f"/cases/{way.case}/days/", 17)
    assert "still open" in page
    assert "as if that ended on 19 March 2026" in page
    assert "stands still" in read(client, f"/cases/{way.case}/", 17)
    happen(cast, way.case, "close_hearing", at_day(18))
    page = read(client, f"/cases/{way.case}/days/", 19)
    assert "17 to 20 March 2026: Hearing" in page
    assert "until 20 March 2026" in page


def test_a_moved_day_is_told_in_the_timeline(cast: Cast) -> None:
    case = cast.registered().pk
    happen(cast, case, "accept", at_day(15))
    moved = [{"rule": "CN22-HDL-60", "pack": "cn-2022", "starts_on": "2026-03-17", "before": "2027-02-08",
              "after": "2027-02-15"}]  # fmt: skip
    happen(cast, case, "due_recomputed", at_day(16), changes=moved)
    client = client_of(cast, "registrar")
    assert "decide and answer in writing: from 8 February 2027 to 15 February 2027." in read(
        client, f"/cases/{case}/"
    )
    assert "办结并书面答复：由2027年2月8日改为2027年2月15日。" in read(
        client, f"/cases/{case}/", language="zh-hans"
    )
    assert "after a holiday notice: from 8 February 2027" in read(client, f"/cases/{case}/days/")


def test_news_from_the_form(cast: Cast, way: Walk) -> None:
    form = {"text": "We asked the station.", "told_on": "2026-3-12", "told_by": "IN_PERSON"}
    assert send(cast, "handler", way, "tell_progress", form) == "303"
    page = read(client_of(cast, "handler"), f"/cases/{way.case}/")
    assert "told the petitioner on 12 March 2026 how the matter stands" in page
    assert "We asked the station." in page


def test_a_case_without_pauses_asks_nothing_more(cast: Cast, way: Walk) -> None:
    """Only a limit whose rule knows pauses is asked about them."""

    client = client_of(cast, "registrar")
    with at(at_day(20)), CaptureQueriesContext(connection) as seen:
        client.get(f"/cases/{way.case}/")
    asked = [query["sql"] for query in seen.captured_queries]
    assert not any("clockpause" in sql or "holidaynotice" in sql or "clockextension" in sql for sql in asked)


def test_the_page_hides_what_the_case_hides(cast: Cast, way: Walk) -> None:
    client = client_of(cast, "moss_registrar")
    with at(at_day(20)):
        assert client.get(f"/cases/{way.case}/days/").status_code == 404


def test_nobody_is_late_with_a_right_that_was_not_used(cast: Cast) -> None:
    case = walk(cast, "serve").case
    leader = client_of(cast, "leader")
    used = read(leader, f"/cases/{case}/days/", day=30)
    assert "the time for it has ended" not in used
    over = read(leader, f"/cases/{case}/days/", day=120)
    asked = over.split("<section")[1:]
    mine = [part for part in asked if "a right of the petitioner" in part]
    assert mine
    assert all("the time for it has ended" in part and "late" not in part.split("<dl")[0] for part in mine)
