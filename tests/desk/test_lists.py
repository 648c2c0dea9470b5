"""The case list: filters, paging, kept filters, assigning many, the export."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.test import Client

from dengwen.domains.cases.models import SavedFilter
from dengwen.domains.cases.reads import lists
from dengwen.domains.cases.reads.filters import CaseFilter, read_day, read_filter
from dengwen.domains.cases.reads.lists import CaseList, all_rows, case_count, case_page
from dengwen.domains.cases.verbs.not_accept_matter import not_accept_matter
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.rulebook.loading import code_list
from tests.cast import DAY, MORNING, Cast
from tests.desk.test_sign_in import sign_in


def found(cast: Cast, part: str, today: date = DAY, **params: str | list[str]) -> list[str | None]:
    set_post(cast[part].post)
    values = {name: value if isinstance(value, list) else [value] for name, value in params.items()}
    cases = CaseList(cast[part], read_filter(values), today)
    rows, more = case_page(cases)
    assert more is not None or case_count(cases) == len(rows)
    assert more is not None or [row.id for row in all_rows(cases)] == [row.id for row in rows]
    return [row.number for row in rows]


def test_a_filter_survives_the_url() -> None:
    params = {
        "q": ["lane 3"],
        "state": ["accepted", "registered"],
        "late": ["1"],
        "received_from": ["5.3.2026"],
    }
    wanted = read_filter(params)
    again: dict[str, list[str]] = {}
    for name, value in wanted.pairs:
        again.setdefault(name, []).append(value)
    assert read_filter(again) == wanted
    assert read_filter({name: [""] for name in again}) == CaseFilter()
    assert (
        read_filter({"organ": ["99999999999999999999999"], "sort": ["; drop"], "state": ["x"]})
        == CaseFilter()
    )


def test_days_are_read_in_any_usual_way() -> None:
    assert {read_day(text) for text in ("2026-3-5", "5.3.2026", "2026年3月5日", "2026/03/05")} == {
        date(2026, 3, 5)
    }
    assert read_day("2026-02-30") is read_day("soon") is read_day("") is None


def test_each_condition_finds_and_leaves_out(cast: Cast) -> None:
    one = cast.registered().number
    two = cast.registered("moss_registrar", title="Noise at night", place="Harbour", category="01.01").number
    part = "city_registrar"
    assert set(found(cast, part)) == {one, two}
    assert found(cast, part, organ=str(cast.organ("moss"))) == [two]
    assert found(cast, part, q="noise harb") == [two]
    assert found(cast, part, q=str(one)) == [one]
    assert found(cast, part, category="01.05") == [one]
    assert set(found(cast, part, category="01")) == {one, two}
    assert found(cast, part, category="0") == []
    assert found(cast, part, state="accepted") == []
    assert set(found(cast, part, state=["accepted", "registered"])) == {one, two}
    assert set(found(cast, part, nobody="1")) == {one, two}
    assert found(cast, part, handler=str(cast["handler"].post)) == []
    assert found(cast, part, received_to="2026-03-01") == []
    assert found(cast, part, late="1") == []
    assert set(found(cast, part, late="1", today=DAY + timedelta(days=400))) == {one, two}
    assert found(cast, part, open="closed") == []
    assert found(cast, "stone_registrar", q="noise") == []
    assert found(cast, "stone_registrar", organ=str(cast.organ("lin"))) == []


@pytest.mark.parametrize(("sort", "opened"), [("due", "open"), ("received", "all"), ("number", "all")])
def test_paging_is_whole_in_every_order(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, sort: str, opened: str
) -> None:
    monkeypatch.setattr(lists, "PAGE_ROWS", 3)
    made = {cast.registered(received_on=DAY - timedelta(days=n % 2)).pk for n in range(5)}
    made |= {cast.registered("moss_registrar").pk for _ in range(2)}
    refused = cast.matter(min(made))
    reason = code_list("not_accept_reasons").entries[0].code
    not_accept_matter(
        case=refused.pk, reason=reason, explanation="Elsewhere", actor=cast["registrar"], at=MORNING
    )
    set_post(cast["city_registrar"].post)
    cases = CaseList(cast["city_registrar"], read_filter({"sort": [sort], "open": [opened]}), DAY)
    seen: list[int] = []
    rows, after = case_page(cases)
    while rows:
        seen += [row.id for row in rows]
        rows, after = case_page(cases, after) if after else ([], None)
    wanted = made if opened == "all" else made - {refused.pk}
    assert set(seen) == wanted
    assert len(seen) == len(wanted)
    assert [row.id for row in all_rows(cases)] == seen


def test_the_page_shows_the_filter_and_opens_a_whole_number(client: Client, cast: Cast) -> None:
    matter = cast.registered()
    sign_in(client, "registrar")
    page = client.get("/cases/?category=01.05").content.decode()
    assert str(matter.number) in page
    assert code_list("categories").label("01.05", "en") in page
    assert client.get(f"/cases/?q={matter.number}")["Location"] == f"/cases/{matter.pk}/"
    assert str(matter.number) not in client.get("/cases/?late=1&q=zzz").content.decode()
    assert client.get("/cases/?figure=nonsense&month=2026-03").status_code == 404


def test_a_number_of_the_figures_opens_its_cases_counted_whole(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PAGE_ROWS", 2)
    monkeypatch.setattr(lists, "COUNT_TO", 2)
    for _ in range(4):
        cast.registered()
    cast.registered("moss_registrar")
    sign_in(client, "city_registrar")
    place: dict[str, str | int] = {"month": "2026-03", "organ": cast.organ("lin")}
    page = client.get("/cases/", {"figure": "received", **place}).content.decode()
    assert "4 matters" in page
    assert "Received 2026-03" in page
    none = client.get("/cases/", {"figure": "received", **place, "month": "2026-02"}).content.decode()
    assert "0 matters" in none


def test_filters_and_columns_are_kept(client: Client, cast: Cast) -> None:
    sign_in(client, "registrar")
    client.post("/cases/filters/", {"name": "Late ones", "query": "late=1"})
    assert "Late ones" in client.get("/cases/").content.decode()
    kept = SavedFilter.objects.get()
    sign_in(client, "leader")
    client.post("/cases/filters/", {"delete": kept.pk})
    assert SavedFilter.objects.count() == 1
    assert "Late ones" not in client.get("/cases/").content.decode()
    sign_in(client, "registrar")
    client.post("/cases/filters/", {"delete": kept.pk})
    assert SavedFilter.objects.count() == 0
    cast.registered()
    client.post("/cases/columns/", {"column": ["place", "nonsense"]})
    assert "3 Willow Lane" in client.get("/cases/").content.decode()


def test_assigning_many_says_what_became_of_each(client: Client, cast: Cast) -> None:
    mine, closed = cast.registered(), cast.registered()
    foreign = cast.registered("moss_registrar")
    reason = code_list("not_accept_reasons").entries[0].code
    not_accept_matter(
        case=closed.pk, reason=reason, explanation="Elsewhere", actor=cast["registrar"], at=MORNING
    )
    sign_in(client, "registrar")
    picked = {"pick": [mine.pk, closed.pk, foreign.pk], "handler": cast["handler"].post}
    page = client.post("/cases/assign/", picked).content.decode()
    assert "1 assigned, 1 refused" in page
    assert str(foreign.number) not in page
    assert cast.matter(mine.pk).handler_id == cast["handler"].post
    assert cast.matter(closed.pk).handler_id is None
    assert client.post("/cases/assign/", {"pick": [mine.pk]}).status_code == 409
    assert client.post("/cases/assign/", {"pick": range(501), "handler": "1"}).status_code == 409
    sign_in(client, "auditor")
    assert client.post("/cases/assign/", picked).status_code == 404


def test_the_export_is_whole_and_says_what_it_is(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PAGE_ROWS", 2)
    made = {cast.registered(title="=1+1").number for _ in range(5)}
    sign_in(client, "registrar")
    response = client.get("/cases/export.xlsx?category=01.05")
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    assert {row[0] for row in rows} >= made
    assert code_list("categories").label("01.05", "en") in str(rows[1])
    sign_in(client, "administrator")
    assert client.get("/cases/export.xlsx").status_code == 404
