"""The desk pages of hard cases, as their readers see them."""

from datetime import timedelta

import pytest

from dengwen.domains.campaigns.reads.leaders_load import leaders_load
from tests.cast import Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import Walk, walk
from tests.hard.test_verbs import call, mark, rate


def page(cast: Cast, part: str, address: str, way: Walk, language: str = "en") -> str:
    with at(way.at + timedelta(hours=1)):
        answer = client_of(cast, part, language).get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_three_facts_stand_side_by_side(cast: Cast, language: str) -> None:
    way = walk(cast, "vouch")
    address = f"/cases/{way.case}/hard/"
    before = page(cast, "leader", address, way, language)
    assert ("Nobody asked" if language == "en" else "未征询") in before
    assert ("Verified by the organ above" if language == "en" else "上级机关核实") in before
    rate(way)
    after = page(cast, "leader", address, way, language)
    assert ("the petitioner objects" if language == "en" else "信访人不认可") in after
    dossier = page(cast, "reviewer", f"/cases/{way.case}/dossier/", way, language)
    assert ("Not satisfied" if language == "en" else "不满意") in dossier


def test_the_list_of_complex_cases_shows_what_changed_and_only_what_is_in_reach(cast: Cast) -> None:
    way = walk(cast, "team")
    mark(way)
    assert "nothing yet" in page(cast, "reviewer", "/cases/complex/", way)
    call(way)
    way.plan("unit_head")
    way.approve()
    found = page(cast, "reviewer", "/cases/complex/", way)
    number = way.matter.number or ""
    assert number in found
    assert "planned anew" in found
    assert "panel called" in found
    assert number not in page(cast, "moss_leader", "/cases/complex/", way)
    assert number not in page(cast, "reviewer", "/cases/complex/?flag=LONG_PENDING", way)
    assert "Panel 1" in page(cast, "leader", f"/cases/{way.case}/hard/", way)


def test_the_load_of_leaders_counts_cases_and_reaches_no_further_than_the_post(cast: Cast) -> None:
    way = walk(cast, "team")
    walk(cast, "vouch")
    found = page(cast, "leader", "/cases/leaders/", way)
    assert f"/cases/?leader={cast['leader'].post}" in found
    assert "Moss Leader" not in found
    late = way.matter.due
    assert late is not None
    rows, _ = leaders_load(cast["leader"], today=late + timedelta(days=1))
    load = {row.post: (row.led, row.late) for row in rows}
    assert load[cast["leader"].post][0] == 2
    assert load[cast["leader"].post][1] >= 1
    rows, _ = leaders_load(cast["leader"], today=late, campaign=0)
    assert [row.led for row in rows] == [0 for _ in rows]


def test_the_rule_proposes_and_fills_in_nothing(cast: Cast) -> None:
    case = cast.registered("city_registrar", place="3 Willow Lane, Moss County").pk
    with at():
        answer = client_of(cast, "city_registrar").get(f"/cases/{case}/do/transfer/")
    words = answer.content.decode()
    assert "Proposed by the rule, decided by you: Moss County. The place names it." in words
    assert 'value="Moss County' not in words.split("<datalist")[0]


def test_a_linked_operation_stands_among_the_days_of_the_case(cast: Cast) -> None:
    way = walk(cast, "team")
    with at(way.at):
        client = client_of(cast, "handler")
        form = {
            "operation": "RECOVERY",
            "reference": "R-12",
            "due": "2026-5-1",
            "version": way.matter.version,
        }
        assert client.post(f"/cases/{way.case}/do/link_operation/", form).status_code == 303
    assert "R-12" in page(cast, "leader", f"/cases/{way.case}/days/", way)
