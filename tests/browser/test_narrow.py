"""On a small telephone nothing is cut off and nothing has to be pushed sideways."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.pages import PAGES
from tests.browser.visitor import LOCALES

NARROW = 360


@pytest.mark.parametrize("language", LOCALES)
def test_no_page_is_wider_than_a_small_telephone(language: str, visit: Visit, cases: dict[str, int]) -> None:
    wide = {}
    for part, address in PAGES:
        visitor = visit(part, language, NARROW).go(address.format(**cases))
        if by := visitor.overflow():
            wide[f"{part} {address}"] = by
            visitor.picture(f"too-wide-{len(wide)}.{language}")
    assert wide == {}


def test_a_page_that_is_too_wide_would_be_found(visit: Visit) -> None:
    visitor = visit("", "en", NARROW).go("/sign-in/")
    visitor.page.evaluate("document.querySelector('h1').style.minWidth = '900px'")
    assert visitor.overflow() > 0


def test_the_places_open_from_the_menu(visit: Visit) -> None:
    leader = visit("leader", "en", NARROW).go("/")
    cases_link = leader.page.locator("#nav a[href='/cases/']")
    assert not cases_link.is_visible()
    leader.page.get_by_role("button", name="Menu").click()
    cases_link.click()
    leader.page.wait_for_url("**/cases/")
