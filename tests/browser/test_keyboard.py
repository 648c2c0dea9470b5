"""The desk without a mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

FOCUS = "document.activeElement"


@pytest.fixture
def at_list(visit: Visit, cases: dict[str, int]) -> Callable[[], Visitor]:
    def look() -> Visitor:
        return visit("registrar").go("/cases/")

    return look


def test_skip_link_leads_past_the_frame(visit: Visit) -> None:
    registrar = visit("registrar").go("/")
    registrar.page.keyboard.press("Tab")
    assert registrar.page.evaluate(f"{FOCUS}.className") == "skip-link"
    registrar.page.keyboard.press("Enter")
    assert registrar.page.evaluate(f"{FOCUS}.id") == "content"


def test_slash_searches_and_enter_finds(at_list: Callable[[], Visitor]) -> None:
    page = at_list().page
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("theft")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=theft")
    expect(page.locator("li[data-row]").nth(3)).to_be_visible()  # all that make_cases walks
    page.keyboard.press("/")
    page.keyboard.type("no such words")
    page.keyboard.press("Enter")
    expect(page.locator("li[data-row]")).to_have_count(0)


def test_j_and_k_move_enter_opens(at_list: Callable[[], Visitor]) -> None:
    page = at_list().page
    rows = page.locator("tr[data-row]")
    page.keyboard.press("j")
    expect(rows.nth(0)).to_have_class("here")
    page.keyboard.press("j")
    expect(rows.nth(1)).to_have_class("here")
    expect(rows.nth(0)).not_to_have_class("here")
    page.keyboard.press("k")
    expect(rows.nth(0).locator("a").first).to_be_focused()
    number = rows.nth(0).locator("a").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/*/")
    expect(page.locator("main")).to_contain_text(number)


def test_space_selects_the_row(at_list: Callable[[], Visitor]) -> None:
    page = at_list().page
    page.keyboard.press("j")
    page.keyboard.press(" ")
    expect(page.locator("tr.here input[name=pick]")).to_be_checked()
    page.keyboard.press(" ")
    expect(page.locator("tr.here input[name=pick]")).not_to_be_checked()


def test_question_mark_lists_the_shortcuts(at_list: Callable[[], Visitor]) -> None:
    page = at_list().page
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    page.keyboard.press("j")  # nothing moves behind an open sheet
    assert page.locator("tr.here").count() == 0
    page.keyboard.press("Escape")
    expect(page.locator("#shortcuts")).not_to_be_visible()


def test_single_keys_can_be_switched_off(at_list: Callable[[], Visitor]) -> None:
    page = at_list().page
    page.keyboard.press("?")
    page.locator("[data-keys]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator("tr.here").count() == 0


def test_letters_are_letters_while_typing(visit: Visit) -> None:
    registrar = visit("registrar").go("/register/")
    registrar.page.locator("#title").focus()
    registrar.page.keyboard.type("j/k?n")
    expect(registrar.page.locator("#title")).to_have_value("j/k?n")
