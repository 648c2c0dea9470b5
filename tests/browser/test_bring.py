"""A petition from a cheap telephone: by keyboard alone, then without scripts; from the first page to the receipt."""

import re

from playwright.sync_api import Browser, Page, expect

from dengwen.domains.cases.models import Matter
from dengwen.foundation.permissions.acting import acting
from dengwen.interfaces.kit.kiosk import kiosk_path
from tests.browser.conftest import Visit
from tests.browser.site import Site
from tests.browser.visitor import Visitor

PHONE = 360
NUMBER = ".receipt-number strong"
# What is smaller than a finger, other than a link inside a sentence (WCAG 2.5.8) and a box inside its label.
SMALL = """() => [...document.querySelectorAll('a.button, a.back, a.change, .choices a, .foot a, .top a, .radio,'
    + 'button:not(.enter), input:not([type=hidden]), textarea')]
  .filter(one => one.offsetParent && !one.matches('.radio input'))
  .filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""


class OnAPhone:
    """Somebody with a keyboard and a narrow window; every page that she leaves was looked at."""

    def __init__(self, visitor: Visitor, *, pictures: bool = False) -> None:
        self.visitor, self.page, self.pictures = visitor, visitor.page, pictures
        self.wrong: list[str] = []
        self.page.set_viewport_size({"width": PHONE, "height": 740})

    def look(self) -> None:
        """Find what axe, a narrow window or a finger would find."""
        name = (
            "-".join(part for part in self.page.url.partition("/petition/")[2].split("/") if part) or "home"
        )
        if self.pictures:
            self.visitor.picture(f"portal-{name}.{self.visitor.language}")
        self.wrong += self.visitor.axe()
        self.wrong += [f"{name}: too wide by {self.visitor.overflow()}"] * (self.visitor.overflow() > 0)
        self.wrong += [f"{name}: too small: {one}" for one in self.page.evaluate(SMALL)]

    def tab_to(self, selector: str) -> None:
        """Press Tab until ``selector`` has the focus."""
        wanted = self.page.locator(selector).first
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"{selector} is not reached by Tab on {self.page.url}")

    def press(self, selector: str) -> None:
        """Look at the page, go to something and press Enter on it."""
        self.look()
        self.tab_to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def choose(self, name: str, turns: int = 0) -> None:
        """Choose an answer: the arrows move among them."""
        self.tab_to(f"input[name={name}]")
        self.page.keyboard.press("Space")
        for _ in range(turns):
            self.page.keyboard.press("ArrowDown")

    def type(self, name: str, words: str) -> None:
        """Type into a field."""
        self.tab_to(f"[name={name}]")
        self.page.keyboard.type(words)


CONTINUE = "main form .buttons .button:not(.plain)"


def test_by_keyboard_from_the_first_page_to_the_receipt(visit: Visit, site: Site) -> None:
    her = OnAPhone(visit("", "en", PHONE))
    her.visitor.go("/")
    her.press("a[href='/petition/bring/']")
    her.press("main form button")
    her.press(CONTINUE)  # nothing chosen: told so, and led there
    expect(her.page.locator(".error-summary")).to_be_focused()
    her.choose("purpose")
    her.press(CONTINUE)
    her.choose("topic", turns=1)
    her.press(CONTINUE)
    her.type("what", "The lamp on Willow Lane is dark.")
    her.press(CONTINUE)
    her.type("organ", "Lin County")
    her.page.keyboard.press("Enter")  # Enter in a field goes on, and does not change the language
    her.page.wait_for_url("**/when/")
    her.press(CONTINUE)
    her.type("ask_1", "Light it.")
    her.press("button[name=more]")
    her.press(CONTINUE)
    her.choose("who")
    her.press(CONTINUE)
    her.type("name", "Wang Wu")
    her.press(CONTINUE)
    her.press("a.back")
    expect(her.page.locator("[name=name]")).to_have_value("Wang Wu")
    her.press(CONTINUE)
    her.press(CONTINUE)
    her.press(CONTINUE)
    her.press(CONTINUE)
    her.press("#of-what a")
    her.press(CONTINUE)
    her.press("main form .buttons a")
    her.press("a.button")
    her.press("main form button")
    her.look()
    number = her.page.locator(NUMBER).inner_text()
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", her.page.locator(".big-code").inner_text())
    assert her.wrong == []
    with acting(site.cast["registrar"].post):
        assert Matter.objects.get(number=number).category == "02"


def test_a_screen_of_the_hall_asks_whether_somebody_is_there_and_clears_itself(
    visit: Visit, site: Site
) -> None:
    visitor = visit("", "zh-hans", 1280)
    page = visitor.go(kiosk_path("hall-1")).page
    page.clock.install()
    page.locator("main form button").click()
    page.goto("/petition/bring/what/")
    page.locator("[name=what]").fill("路灯不亮。")
    page.clock.fast_forward(181_000)
    expect(page.locator("#still-here button")).to_be_focused()
    assert visitor.axe() == []
    page.keyboard.press("Enter")
    expect(page.locator("#still-here")).to_be_hidden()
    expect(page.locator("[name=what]")).to_have_value("路灯不亮。")
    page.clock.fast_forward(181_000)
    page.clock.fast_forward(61_000)
    page.wait_for_url("**/petition/kiosk/ended/")


def test_the_same_way_without_scripts(browser: Browser, site: Site) -> None:
    visitor = Visitor(browser, site.address, "zh-hans", PHONE, scripts=False)
    page = visitor.go("/petition/").page
    page.locator("a[href='/petition/bring/']").first.click()
    page.locator("main form button").click()
    answered: list[dict[str, str | int]] = [
        {"purpose": 0}, {"topic": 0}, {"what": "路灯不亮。"}, {"organ": "Lin County"}, {}, {}, {"who": 1}, {}, {}, {},
    ]  # fmt: skip
    for fields in answered:
        _answer(page, fields)
    expect(page.locator("h1")).to_have_text("请核对您填写的内容")
    page.locator("main form .buttons button").first.click()
    expect(page.locator(NUMBER)).to_be_visible()
    assert visitor.overflow() <= 0
    visitor.context.close()
    assert visitor.wrongs == []


def _answer(page: Page, fields: dict[str, str | int]) -> None:
    for name, value in fields.items():
        if isinstance(value, int):
            page.locator(f"input[name={name}]").nth(value).check()
        else:
            page.locator(f"[name={name}]").fill(value)
    page.locator(CONTINUE).click()
