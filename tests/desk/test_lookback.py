"""The pages of the look-back, from the plan to the result, in both languages (plan S8d, S36)."""

import hashlib
from io import BytesIO

from django.test import Client
from openpyxl import load_workbook

from dengwen.domains.closure.models import LookbackRound, LookbackSeat
from dengwen.foundation.permissions.acting import set_post
from tests.cast import Cast
from tests.closure.looking import ITEMS, LATER, closed
from tests.desk.clients import at, client_of
from tests.handling.test_verbs import second_post

PLAN = {
    "title": "Spring",
    "since": "2026-03-01",
    "until": "2026-04-20",
    "size": "1",
    "least": "1",
    "second_percent": "100",
}


def _drawn(cast: Cast, office: Client) -> str:
    """Plan, commit and draw on the pages; return the address of the round."""
    assert office.post("/lookback/", PLAN | {"until": "2027-01-01"}).status_code == 422
    page = office.post("/lookback/", PLAN)["Location"]
    lookback = LookbackRound.objects.get()
    assert page == f"/lookback/{lookback.pk}/"
    assert office.get(page + "population.txt").status_code == 404
    assert office.post(page, {"deed": "draw"}).status_code == 422
    assert office.post(page, {"deed": "commit"}).status_code == 303
    before = office.get(page).content.decode()
    lookback.refresh_from_db()
    assert lookback.seed_sha256 in before
    assert "Reveal the seed" in before
    assert office.post(page, {"deed": "draw"}).status_code == 303
    assert "the sample is the same" in office.get(page + "?recompute=1").content.decode()
    listing = client_of(cast, "auditor").get(page + "population.txt").content
    assert hashlib.sha256(listing).hexdigest() == lookback.population_sha256
    return page


def _reviewed(cast: Cast, office: Client) -> str:
    """Let two reviewers fail the case blind; return the address of its place."""
    set_post(cast["reviewer"].post)
    sheet = f"/lookback/places/{LookbackSeat.objects.get().pk}/"
    assert "Begin a sheet" in office.get(sheet).content.decode()
    refused = office.post(sheet, {"deed": "begin"})
    assert refused.status_code == 422
    assert "examined its dossier" in refused.content.decode()
    bad = {"deed": "conclude"} | {f"found_{item}": "met" for item in ITEMS}
    bad |= {"found_REMEDY": "lacking", "remark_REMEDY": "Never given out."}
    for name in ("one", "two"):
        browser = client_of(cast, name)
        assert browser.post(sheet, {"deed": "begin"}).status_code == 303
        assert "Never given out" not in browser.get(sheet).content.decode()
        assert sheet in browser.get("/lookback/").content.decode()
        kept = browser.post(sheet, bad | {"found_FACTS": ""})
        assert kept.status_code == 422
        assert "Never given out" in kept.content.decode()
        assert browser.post(sheet, bad).status_code == 303
    return sheet


def test_a_round_from_the_plan_to_the_result(cast: Cast) -> None:
    way = closed(cast)
    one, two = (second_post(cast, part, "river", "reviewer") for part in ("moss_handler", "moss_leader"))
    cast.actors.update(one=one, two=two)
    office, chinese = client_of(cast, "reviewer"), client_of(cast, "auditor", "zh-hans")
    with at(LATER):
        page = _drawn(cast, office)
        sheet = _reviewed(cast, office)
        assert office.get(sheet).content.decode().count("Never given out") == 2
        result = office.get(page).content.decode()
        assert "Cases with two reviewers: 1; judged alike: 1 (100.0" in result
        assert "100.0%" in result
        case = office.get(f"/cases/{way.case}/").content.decode()
        assert "failed: the closure is taken back" in case
        for address in (page, sheet):
            assert "不通过" in chinese.get(address).content.decode()
        exported = client_of(cast, "auditor").get(page + "export.xlsx")
    book = load_workbook(BytesIO(exported.getvalue()))
    cells = [[str(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert way.matter.number in cells[-1]
    assert not any("Wang Wu" in cell or "theft" in cell for row in cells for cell in row)
