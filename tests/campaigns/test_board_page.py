"""The wall board and the forecast as pages: what they say, who sees what, and that they read no case."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dengwen.domains.bulletins.verbs.roll_boards import roll_boards
from dengwen.domains.campaigns.verbs.sweep_cases import sweep_cases
from tests.campaigns.office import OLD, Office, open_office
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


def test_every_change_of_a_fixed_denominator_is_listed_with_its_count_in_the_head(office: Office) -> None:
    later = office.cast.registered(at=office.next(), received_on=OLD, occurred_on=OLD).number
    sweep_cases(campaign=office.campaign, actor=office["campaign_office"], at=office.next())
    roll_boards(day=DAY, at=MORNING + timedelta(hours=9))
    said = "denominator 2 at start, +1 −1 since"
    board = get(office, "campaign_office", f"/campaigns/{office.campaign}/board/").content.decode()
    (url,) = set(re.findall(rf'href="([^"]*stage=resolution[^"]*)">{re.escape(said)}<', board))
    page = get(office, "campaign_office", url.replace("&amp;", "&")).content.decode()
    assert said in page
    rows = re.findall(r"<tr data-row>(.*?)</tr>", page)
    assert len(rows) == 2
    assert later and later in rows[0] and "+1" in rows[0] and "Take into the campaign" in rows[0]
    assert "−1" in rows[1] and "left outside: " in rows[1] and "Confirm: left outside" in rows[1]
    with at():
        own = client_of(office.cast, "registrar").get(f"/campaigns/{office.campaign}/denominator/")
        assert own.content.decode().count("<tr data-row>") == 2 and "Lin County" in own.content.decode()
        moss = client_of(office.cast, "moss_registrar")
        address = f"/campaigns/{office.campaign}/denominator/"
        assert moss.get(address).content.decode().count("<tr data-row>") == 0
        assert moss.get(f"{address}?organ={office.cast.organ('lin')}").status_code == 404
        assert moss.get(f"{address}?stage=nonsense").status_code == 404
    chinese = get(office, "campaign_office", url.replace("&amp;", "&"), "zh-hans").content.decode()
    assert "分母启动时2件，此后增加1件、减少1件" in chinese
