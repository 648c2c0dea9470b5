"""The pages of the look-back, from the plan to the result, in both languages (plan S8d, S36)."""

import hashlib

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


def test_a_round_from_the_plan_to_the_result(cast: Cast, tmp_path: object) -> None:
    way = closed(cast)
    one, two = (second_post(cast, part, "river", "reviewer") for part in ("moss_handler", "moss_leader"))
    cast.actors.update(one=one, two=two)
    office = client_of(cast, "reviewer")
    with at(LATER):
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
        drawn = office.get(page + "?recompute=1").content.decode()
        assert "the sample is the same" in drawn
        listing = client_of(cast, "auditor").get(page + "population.txt").content
        assert hashlib.sha256(listing).hexdigest() == lookback.population_sha256
        set_post(cast["reviewer"].post)
        seat = LookbackSeat.objects.get()
        sheet = f"/lookback/places/{seat.pk}/"
        assert "Begin a sheet" in office.get(sheet).content.decode()
        refused = office.post(sheet, {"deed": "begin"})
        assert refused.status_code == 422
        assert "examined its dossier" in refused.content.decode()
        good = {"deed": "conclude"} | {f"found_{item}": "met" for item in ITEMS}
        bad = good | {"found_REMEDY": "lacking", "remark_REMEDY": "Never given out."}
        for name, sent in (("one", bad), ("two", bad)):
            browser = client_of(cast, name)
            assert browser.post(sheet, {"deed": "begin"}).status_code == 303
            assert "Never given out" not in browser.get(sheet).content.decode()
            assert sheet in browser.get("/lookback/").content.decode()
            kept = browser.post(sheet, sent | {"found_FACTS": ""})
            assert kept.status_code == 422
            assert "Never given out" in kept.content.decode()
            assert browser.post(sheet, sent).status_code == 303
        shown = office.get(sheet).content.decode()
        assert shown.count("Never given out") == 2
        result = office.get(page).content.decode()
        assert "Two reviewers judged 1 cases; 1 alike (100.0" in result
        assert "100.0%" in result
        case = office.get(f"/cases/{way.case}/").content.decode()
        assert "failed: the closure is taken back" in case
        chinese = client_of(cast, "auditor", "zh-hans")
        assert "不通过" in chinese.get(page).content.decode()
        assert "回头看" in chinese.get("/lookback/").content.decode()
        assert "不通过" in chinese.get(sheet).content.decode()
        sheet_of_drawn = client_of(cast, "auditor").get(page + "export.xlsx")
    path = f"{tmp_path}/drawn.xlsx"
    with open(path, "wb") as file:
        file.write(b"".join(sheet_of_drawn.streaming_content))
    cells = [
        [cell for cell in row if cell is not None]
        for row in load_workbook(path).active.iter_rows(values_only=True)
    ]
    assert way.matter.number in cells[-1]
    assert not any("Wang Wu" in str(cell) or "theft" in str(cell) for row in cells for cell in row)
