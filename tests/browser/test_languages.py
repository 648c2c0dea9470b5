"""Both languages, on every page: the page says which one it is, and nothing of the other is left over."""

import re

from dengwen.interfaces.console.messages import said
from tests.browser.conftest import Visit
from tests.browser.pages import PAGES
from tests.browser.visitor import HTML_LANG, Visitor

_PLACES = re.compile(r"%\([a-z_]+\)[sd]|%[sd]")


def _english_texts() -> set[str]:
    """Return what the site says in English, where it is more than a word and has no places to fill."""
    texts = {str(key[0] if isinstance(key, tuple) else key) for key in said()}
    return {text for text in texts if " " in text and len(text) > 8 and not _PLACES.search(text)}


def test_chinese_pages_are_chinese(visit: Visit, cases: dict[str, int]) -> None:
    """No English sentence of ours is left; the cast and its cases speak English and may."""
    texts = _english_texts()
    assert len(texts) > 100
    left: dict[str, str] = {}
    for part, address in PAGES:
        visitor = visit(part, "zh-hans").go(address.format(**cases))
        _says_so(visitor, "zh-hans", "登闻")
        lines = {line.strip() for line in visitor.text().splitlines()}
        left |= dict.fromkeys(lines & texts, address)
    assert left == {}


def test_english_pages_are_english(visit: Visit, cases: dict[str, int]) -> None:
    """No Chinese sign has a reason to be there but the other language's own name."""
    left = {}
    for part, address in PAGES:
        visitor = visit(part, "en").go(address.format(**cases))
        _says_so(visitor, "en", "Dengwen")
        visitor.page.evaluate(
            "document.querySelectorAll('[lang=zh-hans], datalist').forEach(e => e.remove())"
        )
        if found := re.findall(r"[一-鿿]+", visitor.text()):
            left[address] = found[:5]
    assert left == {}


def _says_so(visitor: Visitor, language: str, service: str) -> None:
    assert visitor.page.locator("html").get_attribute("lang") == HTML_LANG[language], visitor.page.url
    assert visitor.page.title().endswith(service), visitor.page.url


def test_switching_keeps_the_page_and_stays(visit: Visit) -> None:
    registrar = visit("registrar").go("/cases/?q=theft")
    registrar.page.get_by_role("button", name="简体中文").click()
    registrar.page.wait_for_load_state()
    assert registrar.page.url.endswith("/cases/?q=theft")
    assert registrar.page.locator("html").get_attribute("lang") == "zh-Hans"
    registrar.go("/")
    assert registrar.page.locator("html").get_attribute("lang") == "zh-Hans"
