"""How whole a record is: a table of the rule, and the database says the same as the rule."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from dengwen.domains.campaigns.reads.completeness import ONCE, THERE, by_organ, case_lines, to_complete
from dengwen.domains.campaigns.rules.completeness import completeness, items
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.rights import Role
from tests.campaigns.office import Office, open_office
from tests.campaigns.test_pages import get
from tests.cast import Cast
from tests.handling.walk import Walk

TABLE = Path(__file__).parents[1] / "tables" / "completeness.csv"


def rows() -> Iterator[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row["what"])
def test_the_score_and_who_completes_what(row: dict[str, str]) -> None:
    found = completeness(row["reached"].split(), row["there"].split())
    assert (found.due, found.met) == (int(row["due"]), int(row["met"]))
    assert [item.code for item in found.missing] == row["missing"].split()
    assert (found.percent == 100) == (not row["missing"])


def test_every_item_can_be_asked_and_somebody_completes_it() -> None:
    assert {item.code for item in items()} == set(THERE)
    assert {item.once for item in items()} == set(ONCE)
    assert {item.who for item in items()} <= {role.value for role in Role}


def test_by_organ_and_case_by_case_say_the_same(cast: Cast) -> None:
    office = open_office(cast)
    Walk(cast, office.cases[0]).until("accept")
    for part, seen in (("campaign_office", 2), ("registrar", 2), ("stone_registrar", 0)):
        set_post(office[part].post)
        campaign = office.seen(part)
        found = list(case_lines(to_complete(office[part], campaign)))
        lines = by_organ(office[part], campaign)
        assert sum(line.cases for line in lines) == seen
        assert sum(line.lacking for line in lines) == len(found)
        for item in items():
            told = sum(item in line.found.missing for line in found)
            assert told == sum(line.missing[item.code] for line in lines), item.code
    accepted = {
        item.code for line in _of(office) if line.case == office.cases[0] for item in line.found.missing
    }
    assert {"leader", "unit", "handler", "plan"} <= accepted and "service" not in accepted
    page = get(office, "registrar", f"/campaigns/{office.campaign}/complete/").content.decode()
    assert "Leader in charge" in page and page.count("<tr data-row>") == len(_of(office))
    with_organ = f"/campaigns/{office.campaign}/complete/export.xlsx?organ={cast.organ('lin')}"
    sheet = get(office, "registrar", with_organ)
    assert b"".join(sheet.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]


def _of(office: Office) -> list:  # type: ignore[type-arg]
    set_post(office["registrar"].post)
    return list(case_lines(to_complete(office["registrar"], office.seen("registrar"))))
