"""The same desk under the rules of England and Wales: no change of code, no Chinese wording, no Chinese article."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import Visit, own_database
from tests.browser.deeds import LETTER, do, registered_case, state
from tests.browser.journey import look
from tests.browser.site import Site, running_site
from tests.browser.visitor import Visitor
from tests.cast import make_cast

COMPLAINT = LETTER | {"title": "No receipt for a stop and search", "category": "A1"}
# How Chinese rules are cited in English, and what only Chinese law knows.
CHINESE_LAW = re.compile(r"\bL(22|05|SD|SH|BJ|FY|XZ) Art|Petition Work|GB/T|re-review|Shandong|Beijing")


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker, static_files: Path) -> Iterator[Site]:
    """The cast of the tests at an installation that runs the packs of England and Wales."""
    with django_db_blocker.unblock(), own_database() as name:
        cast = make_cast()
        with running_site(name, static_files, DENGWEN_RULES="ew-police") as address:
            yield Site(address, cast, name)


def test_a_complaint_is_registered_screened_and_read_by_english_rules(visit: Visit) -> None:
    counter = visit("registrar")
    counter.go("/register/")
    assert _not_english(counter) == []
    for name, text in COMPLAINT.items():
        counter.page.locator(f"#{name}").fill(text)
    counter.page.locator("[name=claim_text]").fill("No grounds were given.")
    counter.page.locator("#intake button.btn-primary").first.click()
    expect(counter.page.locator(".registered-number")).to_be_visible()
    case = registered_case(counter)
    do(counter, case, "begin_screening")
    do(counter, case, "accept", note_text="It is ours.")
    assert "ecord" in state(counter, case) or "ccept" in state(counter, case)
    look(counter, "england-case")
    found = {}
    for page in ("/", f"/cases/{case}/", f"/cases/{case}/days/", f"/cases/{case}/receipt/", f"/cases/{case}/letters/",
                 f"/cases/{case}/do/assign_team/", f"/cases/{case}/do/tell_progress/", "/cases/", "/figures/",
                 "/organs/", "/rules/", "/rules/ew-police-2020/"):  # fmt: skip
        found[page] = _not_english(counter.go(page))
    assert {page: words for page, words in found.items() if words} == {}
    expect(counter.page.locator("body")).to_contain_text("Police Reform Act 2002")


def _not_english(visitor: Visitor) -> list[str]:
    """Return the Chinese signs and the Chinese rules that the page names."""
    visitor.page.evaluate("document.querySelectorAll('[lang=zh-hans]').forEach(e => e.remove())")
    text = visitor.page.locator("html").inner_text()
    return [*re.findall(r"[\u4e00-\u9fff]+", text), *(found.group() for found in CHINESE_LAW.finditer(text))]
