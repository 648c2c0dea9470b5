"""Both languages, on every page: the page says which one it is, and nothing of the other is left over."""

import re

import pytest

from dengwen.interfaces.console.messages import said
from tests.browser.conftest import Visit
from tests.browser.pages import PAGES
from tests.browser.visitor import HTML_LANG, LOCALES

_PLACES = re.compile(r"%\([a-z_]+\)[sd]|%[sd]")


def _english_texts() -> set[str]:
    """Return what the site says in English, where it is more than a word and has no places to fill."""
    texts = {str(key[0] if isinstance(key, tuple) else key) for key in said()}
    return {text for text in texts if " " in text and len(text) > 8 and not _PLACES.search(text)}


@pytest.mark.parametrize("language", LOCALES)
def test_the_page_says_which_language_it_is(language: str, visit: Visit, cases: dict[str, int]) -> None:
    for part, address in PAGES:
        visitor = visit(part, language).go(address.format(**cases))
        assert visitor.page.locator("html").get_attribute("lang") == HTML_LANG[language], address
        assert visitor.page.title().endswith("Dengwen" if language == "en" else "登闻"), address


def test_no_english_sentence_is_left_on_chinese_pages(visit: Visit, cases: dict[str, int]) -> None:
    texts = _english_texts()
    assert len(texts) > 100
    left: dict[str, str] = {}
    for part, address in PAGES:
        visitor = visit(part, "zh-hans").go(address.format(**cases))
        lines = {line.strip() for line in visitor.page.locator("body").inner_text().splitlines()}
        left |= dict.fromkeys(lines & texts, address)
    assert left == {}


def test_english_pages_are_english(visit: Visit, cases: dict[str, int]) -> None:
    """The cast and its cases are English, so no Chinese sign has a reason to be there but the other language's name."""
    left = {}
    for part, address in PAGES:
        visitor = visit(part, "en").go(address.format(**cases))
        visitor.page.evaluate("document.querySelectorAll('[lang=zh-hans], datalist').forEach(e => e.remove())")
        if found := re.findall(r"[一-鿿]+", visitor.text()):
            left[address] = found[:5]
    assert left == {}


def test_switching_keeps_the_page_and_stays(visit: Visit) -> None:
    registrar = visit("registrar").go("/cases/?q=theft")
    registrar.page.get_by_role("button", name="简体中文").click()
    registrar.page.wait_for_load_state()
    assert registrar.page.url.endswith("/cases/?q=theft")
    assert registrar.page.locator("html").get_attribute("lang") == "zh-Hans"
    registrar.go("/")
    assert registrar.page.locator("html").get_attribute("lang") == "zh-Hans"
