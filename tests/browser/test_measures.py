"""Each person's main task, done and counted: ``docs/interface.md`` says exactly what is counted here."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from playwright.sync_api import Page, expect

from dengwen.base.clock import local_day, now
from tests.browser.conftest import Visit
from tests.browser.deeds import register_letter
from tests.browser.pages import walked
from tests.browser.site import Site
from tests.browser.typist import Typist
from tests.database import ROOT
from tests.handling.walk import Walk


@dataclass(frozen=True)
class Count:
    """What a task costs: pages seen, keys beside the text, clicks."""

    pages: int
    keys: int
    clicks: int


def _documented(task: str) -> Count:
    for line in (ROOT / "docs" / "interface.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == task:
            return Count(int(cells[2]), int(cells[3]), int(cells[4]))
    raise AssertionError(f"docs/interface.md has no line {task!r}")


class Pages:
    """Counts the pages that a window opens."""

    def __init__(self, page: Page) -> None:
        self.seen = 0
        page.on("load", self._count)

    def _count(self, _: Page) -> None:
        self.seen += 1


def test_registering_a_letter_without_the_mouse(visit: Visit) -> None:
    registrar = visit("registrar").go("/")
    pages = Pages(registrar.page)
    typist = register_letter(registrar)
    registrar.page.wait_for_load_state()
    # The form, and the form again with the number of the letter: ready for the next one.
    assert Count(pages.seen, typist.keys, 0) == _documented("Register a letter")
    expect(registrar.page.locator("#received_on")).to_be_focused()


def test_finding_a_case_by_half_a_name_of_a_street(visit: Visit, site: Site, cases: dict[str, int]) -> None:
    registrar = visit("registrar").go("/")
    pages, typist = Pages(registrar.page), Typist(registrar.page)
    typist.press("/").type("Willo").press("Enter")
    registrar.page.wait_for_url("**/search/?q=Willo")
    expect(registrar.page.locator("li[data-row]").first).to_be_visible()
    typist.press("j").press("Enter")
    registrar.page.wait_for_url("**/cases/*/")
    expect(registrar.page.locator("main")).to_contain_text("Willow Lane")
    registrar.page.wait_for_load_state()
    assert Count(pages.seen, typist.keys, 0) == _documented("Find a case by half a name of a street")


def test_reviewing_a_dossier_on_one_page(visit: Visit, site: Site) -> None:
    walked(site.cast, "hand_in")
    reviewer = visit("reviewer").go("/review/")
    page, pages, clicks = reviewer.page, Pages(reviewer.page), 2
    page.locator("tr[data-row] a").first.click()
    page.get_by_role("link", name="Examine the dossier").first.click()
    page.wait_for_url("**/dossier/")
    for item in range(1, 1 + page.locator("button:text-is('Met')").count()):
        page.locator(".item:has(.quiet) button:text-is('Met')").first.click()
        expect(page.locator(".item .proven")).to_have_count(item)
        clicks += 1
    page.wait_for_load_state()
    assert pages.seen == 2, "the case and its dossier; judging opens none"
    page.get_by_role("button", name="Accept the dossier").click()
    expect(page.locator(".messages")).to_contain_text("Done:")
    assert Count(2, 0, clicks + 1) == _documented("Review a dossier of two claims")


def test_how_many_late_in_river_city_and_which(visit: Visit, site: Site) -> None:
    _late_case(site)
    office = visit("campaign_office").go("/")
    page, pages = office.page, Pages(office.page)
    page.locator("#nav a[href='/figures/']").click()
    row = page.locator("table.figures tbody tr", has=page.get_by_role("link", name="River City", exact=True))
    number = row.locator("a[href*='overdue']").first
    count = int(number.inner_text())
    assert count > 0
    number.click()
    page.wait_for_url("**/cases/?*")
    expect(page.locator("tr[data-row]")).to_have_count(count)
    expect(page.locator("main")).to_contain_text("River City")
    page.wait_for_load_state()
    assert Count(pages.seen, 0, 2) == _documented("How many are late in River City, and which")


def test_approving_a_plan_between_two_meetings(visit: Visit, site: Site) -> None:
    case = walked(site.cast, "plan")
    with transaction.atomic():
        Walk(site.cast, case, day=local_day(now(), settings.TIME_ZONE), at=now()).meet()
    leader = visit("leader", "en", 360).go("/?queue=to_approve")
    page, pages = leader.page, Pages(leader.page)
    page.locator(f"tr[data-row] a[href='/cases/{case}/']").click()
    page.get_by_role("link", name="Approve the plan").click()
    page.locator("#do form .btn-primary").click()
    expect(page.locator(".messages")).to_contain_text("Done:")
    page.wait_for_load_state()
    assert Count(pages.seen, 0, 3) == _documented("Approve a plan on a telephone")


def _late_case(site: Site) -> None:
    """Leave a case of March lying in Lin County."""
    with transaction.atomic():
        site.cast.registered()
