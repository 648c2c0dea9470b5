"""The wall board and the forecast as pages: what they say, who sees what, and that they read no case."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dengwen.domains.bulletins.verbs.roll_boards import roll_boards
from tests.campaigns.office import Office, open_office
from tests.campaigns.test_pages import get
from tests.cast import DAY, MORNING, Cast
from tests.desk.clients import at, client_of


@pytest.fixture
def office(cast: Cast) -> Office:
    """A campaign with two cases of Lin County, one of them left outside after the stage began; counted."""
    office = open_office(cast)
    office.begin_resolution()
    office.exclude(office.cases[0])
    roll_boards(day=DAY, at=MORNING + timedelta(hours=9))
    return office


def test_every_number_opens_exactly_its_cases(office: Office) -> None:
    with at(MORNING + timedelta(days=200)):  # every case is beyond its limit by now
        roll_boards(day=DAY + timedelta(days=200), at=MORNING + timedelta(days=200))
        lin = f"?organ={office.cast.organ('lin')}"
        for part, path, late in (
            ("campaign_office", "?tree=1", 3),
            ("reviewer", "", 2),
            ("campaign_office", lin, 1),
        ):
            client = client_of(office.cast, part)
            page = client.get(f"/campaigns/{office.campaign}/board/{path}").content.decode()
            found = re.findall(r'href="(/cases/\?figure=campaign[^"]*)"[^>]*>(?:<strong[^>]*>)?(\d+)<', page)
            assert len({url for url, _ in found}) == 3 + late, "resolved, not resolved, one state, organs"
            for url, number in found:
                listed = client.get(url.replace("&amp;", "&")).content.decode()
                assert listed.count("<tr data-row>") == int(number), url


def test_the_board_reads_no_case(office: Office) -> None:
    client = client_of(office.cast, "campaign_office")
    for page in ("board", "forecast"):
        with at(), CaptureQueriesContext(connection) as seen:
            assert client.get(f"/campaigns/{office.campaign}/{page}/").status_code == 200
        asked = " ".join(each["sql"] for each in seen.captured_queries)
        assert "bulletins_boardrow" in asked
        assert not re.search("cases_matter|scopechange|campaigncase|ledger_entry|itemmark", asked), page


def test_who_sees_what(office: Office) -> None:
    board = f"/campaigns/{office.campaign}/board/"
    lin, stone = office.cast.organ("lin"), office.cast.organ("stone")
    mine = get(office, "registrar", board).content.decode()
    assert "Lin County" in mine and "River City" not in mine and "Moss County" not in mine
    city = get(office, "reviewer", board).content.decode()
    assert "Moss County" in city and "Stone City" not in city
    whole = get(office, "campaign_office", f"{board}?tree=1").content.decode()
    whole = whole[whole.index("<tbody>") :]
    assert whole.index("River City") < whole.index("Lin County") < whole.index("Stone City"), (
        "the tree's order"
    )
    wall = get(office, "campaign_office", f"{board}?projector=1").content.decode()
    assert (
        'scope="row"><a' in wall
        and "Stone City" in wall
        and f"organ={office.cast.organ('quarry')}" not in wall
    )
    with at():
        assert client_of(office.cast, "registrar").get(f"{board}?organ={stone}").status_code == 404
        assert client_of(office.cast, "moss_registrar").get(f"{board}?organ={lin}").status_code == 404


def test_it_can_be_held_still_and_speaks_both_languages(office: Office) -> None:
    board = f"/campaigns/{office.campaign}/board/"
    assert "every 60s" in get(office, "campaign_office", board).content.decode()
    assert "every 60s" not in get(office, "campaign_office", f"{board}?still=1").content.decode()
    for page, english, chinese in (
        (board, "Where it is stuck", "卡在何处"),
        (board.replace("board", "forecast"), "How this is found", "测算方法"),
    ):
        assert english in get(office, "campaign_office", page).content.decode()
        assert chinese in get(office, "campaign_office", page, "zh-hans").content.decode()


def test_before_anything_is_counted(cast: Cast) -> None:
    office = open_office(cast)
    for page in ("board", "forecast"):
        assert (
            "Nothing counted yet"
            in get(office, "campaign_office", f"/campaigns/{office.campaign}/{page}/").content.decode()
        )
