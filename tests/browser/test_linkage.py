"""Linkage in a browser: the runs, the queue, two matters side by side, a decision; wide and narrow."""

from django.db import transaction
from playwright.sync_api import expect

from dengwen.domains.linkage.verbs.carry_out import carry_out
from dengwen.domains.linkage.verbs.plan_run import plan_run
from tests.browser.conftest import Visit
from tests.browser.journey import look
from tests.browser.site import Site
from tests.cast import MORNING

THEFT = "On 20 February I reported a theft of my red bicycle at the east station and nobody gave me a receipt for it."


def test_a_pair_is_read_side_by_side_and_decided(visit: Visit, site: Site) -> None:
    office = site.cast["reviewer"]
    with transaction.atomic():
        site.cast.registered(text=THEFT, title="No receipt")
        site.cast.registered("city_registrar", text=THEFT + " I ask again.", title="Theft of a bicycle")
        site.cast.registered("moss_registrar", text="I ask a third time. " + THEFT, title="My bicycle")
    carry_out(run=plan_run(learn=False, actor=office, at=MORNING), actor=office)
    wide = visit("reviewer")
    look(wide.go("/linkage/"), "linkage-0-home", both=True)
    wide.page.get_by_role("link", name="0 of 3 decided").click()
    look(wide, "linkage-1-queue", both=True)
    wide.page.locator("tbody a").first.click()
    expect(wide.page.get_by_text("Is it the same matter?")).to_be_visible()
    look(wide, "linkage-2-pair", both=True)
    wide.page.get_by_role("button", name="the same matter").click()
    expect(wide.page.get_by_text("1 of 2 decided for")).to_be_visible()
    wide.page.get_by_role("link", name="Pairs to decide").click()
    expect(wide.page.get_by_text("1 of 3 decided")).to_be_visible()
    wide.page.get_by_role("link", name="Decided", exact=True).click()
    wide.page.locator("tbody a").first.click()
    expect(wide.page.get_by_role("heading", name="What can follow")).to_be_visible()
    look(wide, "linkage-3-decided")
