"""No page breaks its own content policy, asks a foreign host, or stumbles over its own scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.pages import PAGES

pytestmark = pytest.mark.slow

STRICT = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")


def test_every_page_keeps_the_policy(visit: Visit, cases: dict[str, int]) -> None:
    for part, address in PAGES:
        visitor = visit(part)
        answer = visitor.page.goto(address.format(**cases))
        assert answer is not None and answer.status == 200, address
        policy = answer.headers["content-security-policy"]
        assert all(rule in policy for rule in STRICT) and "unsafe" not in policy, address
        visitor.page.wait_for_load_state("networkidle")
        assert visitor.wrongs == [], address


def test_what_opens_inside_a_page_keeps_it_too(visit: Visit, cases: dict[str, int]) -> None:
    handler = visit("handler").go(f"/cases/{cases['held']}/")
    handler.page.locator(".case-doing").get_by_role("link", name="Answer a claim").click()
    expect(handler.page.locator("#do form")).to_be_visible()
    handler.page.get_by_text("Open the identity").click()
    handler.page.locator("select[name=why]").select_option("CONTACT")
    handler.page.locator("input[name=ground]").fill("To call her back.")
    handler.page.locator("form[action$='/identity/'] button").click()
    expect(handler.page.locator("[id^=identity-]")).to_contain_text("Wang Wu")
    assert handler.wrongs == []


def test_a_breach_would_be_seen(visit: Visit) -> None:
    visitor = visit().go("/sign-in/")
    visitor.page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'), {text: '1'}))"
    )
    visitor.page.evaluate("fetch('https://example.org/').catch(() => 0)")
    found = "\n".join(visitor.wrongs)
    assert "Content Security Policy" in found and "example.org" in found
    visitor.wrongs.clear()


def test_axe_would_find_what_is_wrong(visit: Visit) -> None:
    visitor = visit().go("/sign-in/")
    assert visitor.axe() == []
    visitor.page.evaluate("document.querySelectorAll('label').forEach(label => label.remove())")
    assert any(" label: " in found for found in visitor.axe())
