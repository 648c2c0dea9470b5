"""What people do on the pages of a case, in the words of the pages."""

from datetime import timedelta

from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from dengwen.base.clock import local_day, now
from tests.browser.typist import Typist
from tests.browser.visitor import Visitor

LETTER = {
    "name": "Zhao Liu",
    "phone": "13900005678",
    "title": "No receipt for a report of theft",
    "text": "I reported a theft at the east station. Nobody gave me a receipt.",
    "place": "3 Willow Lane",
    "category": "01.05",
}
FIRST_CLAIM, SECOND_CLAIM = "No receipt was given for the report.", "The officer was rude."


def register_letter(visitor: Visitor) -> Typist:
    """Register the letter by the keyboard alone, from the page where work begins; returns who typed."""
    typist = Typist(visitor.page)
    typist.press("n")
    visitor.page.wait_for_url("**/register/")
    expect(visitor.page.locator("#received_on")).to_be_focused()
    for name, text in LETTER.items():
        typist.tab_to(name).type(text)
    typist.tab_to("claim_text").type(FIRST_CLAIM)
    typist.press("Alt+c").type(SECOND_CLAIM)
    typist.press("Control+Enter")
    expect(visitor.page.locator(".registered-number")).to_be_visible()
    return typist


def registered_case(visitor: Visitor) -> int:
    """Return the id of the case that was registered just now."""
    address = visitor.page.locator(".registered-number").get_attribute("href") or ""
    return int(address.strip("/").rpartition("/")[2])


def open_form(visitor: Visitor, case: int, verb: str) -> Locator:
    """Open the page of an action and return its form."""
    visitor.go(f"/cases/{case}/do/{verb}/")
    return visitor.page.locator("form.action-form")


def fill(form: Locator, **values: str) -> None:
    """Fill the fields by their names; a list takes the code of the entry."""
    for name, value in values.items():
        field = form.locator(f"[name='{name.replace('__', '-')}']")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def send(visitor: Visitor, form: Locator) -> None:
    """Send the form and wait until the page says that it was done."""
    with visitor.page.expect_navigation():
        form.locator(".buttons .btn-primary").click()
    done(visitor.page)


def done(page: Page) -> None:
    """Wait for the page that says that it was done."""
    expect(page.locator(".messages")).to_contain_text("Done:")


def do(visitor: Visitor, case: int, verb: str, look: bool = False, **values: str) -> None:
    """Do an action on its own page; with ``look``, look at the form first."""
    form = open_form(visitor, case, verb)
    if look:
        visitor.look(f"do-{verb}")
        form = visitor.page.locator("form.action-form")
    fill(form, **values)
    send(visitor, form)


def in_days(count: int) -> str:
    """Return the day so many days from today, as it is typed."""
    return (local_day(now(), settings.TIME_ZONE) + timedelta(days=count)).isoformat()


def state(visitor: Visitor, case: int) -> str:
    """Return where the case stands, in the words of its page."""
    visitor.go(f"/cases/{case}/")
    return visitor.page.locator("ol.path [aria-current=step]").inner_text()
