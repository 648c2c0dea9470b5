"""Frozen months on the desk: who sees what of them, from a number to its cases, and files that were changed."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from dengwen.domains.bulletins.reads.snapshots import snapshots
from dengwen.foundation.permissions.acting import acting
from tests.cast import DAY, Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import Walk

NEXT = datetime(DAY.year, DAY.month + 1, 2, 3, tzinfo=UTC)
CELL = re.compile(r'<a href="(cases/\?[^"]*)">(\d+)</a>')


@pytest.fixture
def month(kept_cast: Cast) -> tuple[Cast, str]:
    """Three matters of Lin County, one in work; the office freezes the month by its form."""
    with acting(kept_cast["registrar"].post):
        Walk(kept_cast, kept_cast.registered(title="Lin lamp").pk).until("team")
        kept_cast.registered(title="Lin gate")
        kept_cast.registered(title="Lin road")
    with at(NEXT):
        office = client_of(kept_cast, "campaign_office")
        answer = office.post("/figures/months/", {"month": "2026-03", "reason": ""})
    assert answer.status_code == 303, answer.content.decode()
    return kept_cast, answer.headers["Location"]


def test_from_a_number_to_its_cases_as_they_stood(month: tuple[Cast, str]) -> None:
    cast, path = month
    with at(NEXT + timedelta(days=1)):
        office = client_of(cast, "campaign_office")
        page = unescape(office.get(path).content.decode())
        assert "Files, digest and signature hold." in page and "River City" in page
        seen = [(href, int(number)) for href, number in CELL.findall(page)]
        assert seen
        for href, number in seen:
            text = office.get(path + href).content.decode()
            assert text.count("<tr data-row>") == number
        signs = office.get(f"{path}?list=signs").content.decode()
        assert "never a finding" in signs
        sheet = office.get(f"{path}export.xlsx")
        assert sheet.status_code == 200 and b"".join(sheet.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
        assert sheet.headers["Content-Disposition"].endswith('indicators.xlsx"')


def test_a_county_sees_its_own_lines_and_a_stranger_none_of_its_cases(month: tuple[Cast, str]) -> None:
    cast, path = month
    lin = cast.organ("lin")
    with at(NEXT + timedelta(days=1)):
        own = unescape(client_of(cast, "leader").get(path).content.decode())
        assert "3</a>" in own and f"cases/?organ={lin}" in own
        moss = client_of(cast, "moss_leader")
        theirs = unescape(moss.get(path).content.decode())
        assert f"organ={lin}&" not in theirs and "3</a>" not in theirs
        for address in (f"?organ={lin}", f"cases/?organ={lin}&indicator=online_share"):
            assert moss.get(path + address).status_code == 409
        assert moss.get(f"{path}cases/?organ={cast.organ('moss')}&indicator=nonsense").status_code == 404
        assert moss.post("/figures/months/", {"month": "2026-03"}).status_code == 404


def test_a_correction_needs_a_reason_and_says_what_differs(month: tuple[Cast, str]) -> None:
    cast, _ = month
    with at(NEXT + timedelta(days=1)):
        office = client_of(cast, "campaign_office")
        again = office.post("/figures/months/", {"month": "2026-03", "reason": ""})
        assert again.status_code == 422 and "2026-03.v1" in again.content.decode()
        same = office.post("/figures/months/", {"month": "2026-03", "reason": "To be sure."})
        assert same.status_code == 422
        running = office.post("/figures/months/", {"month": "2026-04", "reason": ""})
        assert running.status_code == 422 and 'value="2026-04"' in running.content.decode()
        assert office.post("/figures/months/", {"month": "nonsense"}).status_code == 422


def test_files_that_were_changed_show_no_number(month: tuple[Cast, str]) -> None:
    cast, path = month
    with acting(cast["campaign_office"].post):
        folder = snapshots()[0].folder
    with (folder / "matters.parquet").open("ab") as file:
        file.write(b"x")
    with at(NEXT + timedelta(days=1)):
        office = client_of(cast, "campaign_office")
        page = office.get(path).content.decode()
        assert "This is not what was signed" in page and "matters.parquet" in page and not CELL.search(page)
        assert office.get(f"{path}cases/?organ={cast.organ('lin')}&indicator=online_share").status_code == 404
        assert office.get(f"{path}export.xlsx").status_code == 404
