"""Signs as pages: numbers with their definition and interval, the cases behind each, inside the post's scope."""

import re
from html import unescape

import pytest

from dengwen.domains.bulletins.reads.snapshots import Snapshot
from dengwen.domains.bulletins.rules.indicators import signals
from dengwen.domains.bulletins.rules.intervals import interval, readable
from tests.bulletins.test_snapshots import frozen  # noqa: F401 - a fixture
from tests.cast import Cast
from tests.desk.clients import at, client_of


def test_an_interval_is_that_of_the_textbook() -> None:
    assert readable(10) and not readable(9)
    low, high = interval(5, 50)
    assert (round(low, 2), round(high, 2)) == (4.35, 21.36)  # Wilson 1927, without correction


def test_the_pages(frozen: tuple[Cast, Snapshot, int]) -> None:  # noqa: F811
    cast, snapshot, _other = frozen
    for part, organs in (
        ("campaign_office", ("province", "river", "stone")),
        ("registrar", ("lin", "lin_station")),
    ):
        with at():
            client = client_of(cast, part)
            page = client.get("/figures/signs/").content.decode()
            for sign in signals():
                assert sign.words("definition", "en").split(":")[0] in unescape(page), sign.id
            assert "too few" in page and "no verdict" in page
            assert page.index("Frozen month") > 0 and snapshot.name in page
            lines = re.findall(r'<tr[^>]*><th scope="row">(?:<a[^>]*>)?([^<]*)', page)
            assert len(lines) == len(signals()) * len(organs)
            links = set(re.findall(r'href="(/figures/signs/cases/[^"]*)">(\d+)<', page))
            assert links
            for url, number in links:
                behind = client.get(unescape(url)).content.decode()
                rows = behind.count("<tr data-row>")
                assert 0 < rows <= int(number), url
                if "not_accepted" in url or "merged" in url:
                    assert rows == int(number) == 2, "both matters of the month"


def test_whose_signs_are_shown(frozen: tuple[Cast, Snapshot, int]) -> None:  # noqa: F811
    cast, _snapshot, _other = frozen
    with at():
        for path in ("/figures/signs/", "/figures/signs/cases/?sign=merged&of=whole"):
            dot = "&" if "?" in path else "?"
            stranger = client_of(cast, "moss_registrar")
            assert stranger.get(f"{path}{dot}organ={cast.organ('lin')}").status_code == 404
            assert "99110100" not in stranger.get(path).content.decode()
            assert client_of(cast, "reviewer").get(f"{path}{dot}organ={cast.organ('lin')}").status_code == 200
        assert client_of(cast, "registrar").get("/figures/signs/cases/?sign=nothing").status_code == 404
        assert client_of(cast, "registrar").get("/figures/signs/?snapshot=1999-01.v1").status_code == 404


@pytest.mark.django_db
def test_before_a_month_is_frozen(cast: Cast) -> None:
    with at():
        page = client_of(cast, "registrar", "zh-hans").get("/figures/signs/").content.decode()
    assert "尚无已固定月份" in page
