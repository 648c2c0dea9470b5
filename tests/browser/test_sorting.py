"""One journey: a body's register is taken in, decided and reported; our register is filed, the province receives it."""

import re
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from playwright.sync_api import expect

from dengwen.base.clock import local_day, now
from dengwen.domains.campaigns.verbs.run_stages import open_campaign
from dengwen.domains.campaigns.verbs.sweep_cases import take_into_campaign
from tests.browser.conftest import Visit
from tests.browser.site import Site
from tests.campaigns.office import PACK
from tests.permissions.sorting_cases import OUTSIDE_TITLE

TITLE = "No receipt for a report of theft"


def _campaign(site: Site) -> int:
    """Open the campaign of the plan and take one case of Lin County into it."""
    start = now() - timedelta(days=3)
    day = local_day(start, settings.TIME_ZONE)
    with transaction.atomic():
        case = site.cast.registered(
            at=start, received_on=day, occurred_on=day - timedelta(days=5), title=TITLE
        ).pk
        office = site.cast["campaign_office"]
        campaign = open_campaign(pack=PACK, actor=office, at=start + timedelta(hours=1))
        take_into_campaign(case=case, campaign=campaign, actor=office, at=start + timedelta(hours=2))
    return campaign


def test_from_their_register_to_our_receipt(site: Site, visit: Visit, tmp_path: Path) -> None:
    home, day = f"/campaigns/{_campaign(site)}/", local_day(now(), settings.TIME_ZONE).isoformat()
    file = tmp_path / "bureau.csv"
    file.write_text(
        f"case no,received,title\nT1,{day},{TITLE}\nT2,{day},{OUTSIDE_TITLE}\nT3,31/31/2026,Broken\n"
    )
    city = visit("city_registrar").go(f"{home}outside/")
    page = city.page
    page.get_by_label("Body", exact=True).select_option("PETITION_BUREAU")
    page.get_by_label("Name of the register").fill("Petition bureau")
    page.locator("#id_file").set_input_files(file)
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_url(re.compile(r"outside/\d+/"))
    city.look("outside-register")
    page.get_by_role("button", name="The same matter").click()
    expect(page.locator("section.outside-row")).to_have_count(1)
    page.get_by_text("Only they hold it", exact=True).click()
    page.get_by_role("button", name="Register it; it goes on to be screened").click()
    expect(page.get_by_text("No row stands so.")).to_be_visible()
    city.go(f"{home}outside/").look("outside-report")
    row = page.locator("tr[data-body='PETITION_BUREAU'] td")
    expect(row.first).to_have_text("3")
    expect(row.nth(1)).to_have_text("1")
    expect(row.nth(2)).to_have_text("1")
    city.go(f"{home}complete/").look("complete")
    city.go(f"{home}assign/").look("assign")
    city.go(f"{home}filings/")
    page.get_by_role("button", name="File this register").first.click()
    expect(page.get_by_text("waits for its receipt").first).to_be_visible()
    office = visit("campaign_office").go(f"{home}filings/")
    office.look("filings")
    office.page.get_by_text("Answer the filing of").click()
    office.page.get_by_role("button", name="Receive").click()
    expect(office.page.get_by_text("Received under number 1.")).to_be_visible()
    city.go(f"{home}filings/")
    expect(page.get_by_text("receipt number").first).to_be_visible()
    narrow = visit("city_registrar", "zh-hans", 360)
    for path in ("outside/", "outside/1/?show=same", "complete/", "assign/", "filings/"):
        assert narrow.go(f"{home}{path}").overflow() <= 0, path
        narrow.picture(f"narrow-{path.split('/')[0]}")
