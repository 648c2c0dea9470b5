"""The desk without a mouse."""

from tests.browser.conftest import Visit


def test_skip_link_leads_past_the_frame(visit: Visit) -> None:
    registrar = visit("registrar")
    registrar.go("/")
    registrar.page.keyboard.press("Tab")
    assert registrar.page.evaluate("document.activeElement.className") == "skip-link"
    registrar.page.keyboard.press("Enter")
    assert registrar.page.evaluate("document.activeElement.id") == "content"
