"""The one box in a browser: found by words, a field that nothing is called, a number that leads to its case."""

from django.db import transaction
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.journey import look
from tests.browser.site import Site

TEXT = "On 20 February I reported a theft of my red bicycle at the east station and nobody gave me a receipt for it."


def test_words_fields_and_a_number(visit: Visit, site: Site) -> None:
    with transaction.atomic():
        matter = site.cast.registered(text=TEXT, title="A bicycle with a red bell")
    desk = visit("registrar")
    look(desk.go("/search/"), "search-0-empty", both=True)
    desk.page.get_by_role("searchbox").first.fill('"red bicycle" -lamp')
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("mark").first).to_have_text("red bicycle")
    look(desk, "search-1-hits", both=True)
    desk.page.locator("#q").fill("bicycle organ:Nowhere")
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_text("No organ at or below yours is called “Nowhere”.")).to_be_visible()
    look(desk, "search-2-problem", both=True)
    desk.page.locator("#q").fill(matter.number or "")
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url(f"**/cases/{matter.pk}/")
