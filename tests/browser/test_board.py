"""The wall board of a campaign of many cases: on a projector, a desk and a telephone; and it looks again by itself."""

from datetime import timedelta

import pytest
from django.conf import settings
from playwright.sync_api import expect

from dengwen.base.clock import local_day, now
from dengwen.domains.bulletins.verbs.roll_boards import roll_boards
from tests.browser.conftest import Visit
from tests.browser.site import Site
from tests.campaigns.many_cases import many_cases, unguard_campaigns


@pytest.fixture(scope="module")
def campaign(site: Site) -> int:
    """The campaign, counted."""
    today = local_day(now(), settings.TIME_ZONE)
    unguard_campaigns()
    found = many_cases(site.cast, today=today)
    roll_boards(day=today, at=now())
    return found


@pytest.mark.parametrize(("width", "query"), [(1920, "?projector=1"), (1280, ""), (360, "")])
def test_it_reads_well_at_every_width(visit: Visit, campaign: int, width: int, query: str) -> None:
    office = visit("campaign_office", "en", width).go(f"/campaigns/{campaign}/board/{query}")
    expect(office.page.locator("svg.burn .burn-rest")).to_have_count(1)
    assert office.overflow() == 0
    office.look(f"board-{width}")
    if width == 1920:
        high = office.page.locator(".board-parts").bounding_box()
        assert high is not None and high["y"] + 500 < 1080, "on a wall nobody scrolls"
    office.go(f"/campaigns/{campaign}/forecast/").look(f"forecast-{width}")


def test_it_looks_again_by_itself_until_it_is_held_still(visit: Visit, campaign: int) -> None:
    office = visit("campaign_office").go(f"/campaigns/{campaign}/board/")
    at = now() + timedelta(minutes=1)
    when = office.page.locator(".board-when")
    before = when.inner_text()
    roll_boards(day=local_day(now(), settings.TIME_ZONE), at=at)
    office.page.evaluate(
        "htmx.ajax('GET', location.href, {target: '#board', select: '#board', swap: 'outerHTML'})"
    )
    expect(when).not_to_have_text(before)
    office.page.get_by_role("link", name="Hold it still").click()
    expect(office.page.get_by_role("link", name="Keep it fresh")).to_be_visible()
    expect(office.page.locator("#board")).not_to_have_attribute("hx-trigger", "every 60s")
