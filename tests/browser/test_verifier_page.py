"""The page that checks receipts, opened from a file: it says what the Python verifier says, of every receipt."""

import json
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser, Page

from dengwen.base.receipts import check_receipt
from dengwen.foundation.ledger.reads.log import heads_to_deposit
from dengwen.foundation.ledger.signing import holds
from dengwen.foundation.ledger.verbs.sequence_entries import sequence_entries
from tests.browser.visitor import WCAG
from tests.cast import MORNING, Cast
from tests.ledger.conftest import Fields, cases, log_key, receipt

__all__ = ["cases", "log_key"]


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Any:
    """The page as somebody kept it, in a window without a network."""
    kept = tmp_path / "verify-receipt.html"
    kept.write_bytes(Client().get("/open/verify.html").content)
    window = browser.new_context(offline=True, viewport={"width": 360, "height": 740})
    opened = window.new_page()
    opened.goto(kept.as_uri())
    yield opened
    window.close()


def answer(page: Page, tmp_path: Path, paper: Fields, heads: Fields | None, **words: str) -> set[str]:
    """Hand the page its files, and return the codes of what it says."""
    for name, content in (("receipt", paper), ("heads", heads)):
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        page.set_input_files(f"#{name}", [file] if content else [])
    for name in ("number", "key"):
        page.fill(f"#{name}", words.get(name, ""))
    page.evaluate("document.getElementById('result').hidden = true")
    page.click("button")
    page.wait_for_selector("#result:not([hidden])")
    said = json.loads(page.text_content("#words") or "")
    codes = {texts["zh"]: code for code, texts in said.items()}
    return {codes[text] for text in page.locator("#answer li p:first-child").all_text_contents()}


def test_it_says_what_the_other_verifier_says(
    cases: list[int], kept_cast: Cast, page: Page, tmp_path: Path
) -> None:
    with transaction.atomic():
        kept_cast.registered()
    sequence_entries(at=MORNING + timedelta(hours=2))
    heads, good, other = heads_to_deposit(), receipt(kept_cast, cases[0]), receipt(kept_cast, cases[7])
    number = good["promise"]["number"]

    def bent(**changes: object) -> Fields:
        made = deepcopy(good)
        for path, value in changes.items():
            *way, last = path.split("__")
            place = made
            for step in way:
                place = place[step]
            place[last] = value
        return made

    foreign = deepcopy(heads)
    foreign["heads"][0]["root"] = "00" * 32
    broken = deepcopy(heads)
    broken["consistency"][0]["path"] = [*broken["consistency"][0]["path"][::-1], "00" * 32]
    tries: list[tuple[Fields, Fields | None, dict[str, str]]] = [
        (good, heads, {"number": number, "key": good["promise"]["key"]}),
        (good, None, {}),
        (good, heads, {"number": other["promise"]["number"]}),
        (good, heads, {"key": "0" * 16}),
        (bent(promise__number=other["promise"]["number"]), heads, {}),
        (bent(promise__registered_at="2020-01-01T00:00:00.000000Z"), None, {}),
        (good | {"inclusion": other["inclusion"]}, heads, {}),
        (bent(inclusion__head__root="00" * 32), heads, {}),
        (good | {"inclusion": None}, heads, {}),
        ({name: good[name] for name in ("format", "promise", "signature")}, heads, {}),
        ({name: good[name] for name in ("format", "promise", "signature")}, None, {}),
        (good, foreign, {}),
        (good, broken, {}),
    ]
    for paper, deposited, words in tries:
        python = check_receipt(
            paper, deposited, holds, number=words.get("number", ""), first_key=words.get("key", "")
        )
        expected = {*python.wrong, *python.proved, *python.notes}
        assert answer(page, tmp_path, paper, deposited, **words) == expected, (words, expected)
    found: Any = Axe().run(page, options=WCAG)
    assert found.response["violations"] == []


def test_the_text_of_the_qr_code_is_enough_and_rubbish_is_named(
    cases: list[int], kept_cast: Cast, page: Page, tmp_path: Path
) -> None:
    whole = receipt(kept_cast, cases[0])
    page.fill("#paper", json.dumps({name: whole[name] for name in ("format", "promise", "signature")}))
    page.click("button")
    page.wait_for_selector("#result[data-outcome=open]")
    assert whole["promise"]["number"] in (page.text_content("#about") or "")
    page.fill("#paper", "{nonsense")
    page.click("button")
    page.wait_for_selector("#result[data-outcome=unreadable]")
