"""The tour of the README on a small demo province: sign in by a button, register, read a case, ask the figures.

With ``UPDATE_PICTURES=1`` the three pictures of the README are taken anew; otherwise they only have to be there.
"""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import own_database
from tests.browser.deeds import LETTER
from tests.browser.site import collect_static, environment, running_site
from tests.browser.visitor import SCREENSHOTS, Visitor
from tests.database import ROOT

PICTURES = ROOT / "docs" / "pictures"
TAKEN = ("register", "case", "figures")
MOST_BYTES = 250_000
MATTERS = "300"


@pytest.fixture(scope="module")
def province(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A demo province of its own, as ``make demo`` builds it, only smaller."""
    data = tmp_path_factory.mktemp("tour")
    with django_db_blocker.unblock(), own_database() as name:
        collect_static(data)
        command = [
            sys.executable,
            "-m",
            "dengwen.interfaces.console.main",
            "demo",
            "--no-serve",
            "--matters",
            MATTERS,
        ]
        subprocess.run(command, cwd=ROOT, env=environment(name, data, DENGWEN_DEMO="1"), check=True)
        with running_site(name, data, DENGWEN_DEMO="1") as address:
            yield address


@pytest.fixture
def guest(browser: Browser, province: str) -> Iterator[Visitor]:
    """Somebody who looks around; nothing may go wrong."""
    visitor = Visitor(browser, province)
    yield visitor
    visitor.context.close()
    assert visitor.wrongs == []


def _come_in_as(guest: Visitor, role: str) -> None:
    guest.go("/sign-in/")
    guest.page.locator(".demo-person", has=guest.page.get_by_text(role, exact=True)).first.click()
    guest.page.wait_for_url(lambda url: "/sign-in/" not in url)
    guest.speak("en")


def _take(guest: Visitor, name: str) -> None:
    """Take the picture as it stands in the window; keep it as the README's when that is wanted."""
    guest.page.wait_for_load_state("networkidle")
    folder = PICTURES if os.environ.get("UPDATE_PICTURES") == "1" else SCREENSHOTS
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    guest.page.screenshot(path=path)
    assert path.stat().st_size < MOST_BYTES, f"{path.name} is too heavy for a README"


@pytest.mark.parametrize("name", TAKEN)
def test_the_pictures_of_the_readme_are_there(name: str) -> None:
    path = PICTURES / f"{name}.png"
    assert path.is_file() and path.stat().st_size < MOST_BYTES, "run with UPDATE_PICTURES=1 and commit"
    assert f"docs/pictures/{name}.png" in (ROOT / "README.md").read_text("utf-8")


def test_every_role_can_be_entered_by_a_button(guest: Visitor) -> None:
    guest.go("/sign-in/")
    roles = guest.page.locator(".demo-person strong").all_inner_texts()
    assert len(set(roles)) == len(roles) >= 9
    assert guest.axe() == []
    guest.picture("demo-sign-in")


def test_registering(guest: Visitor) -> None:
    _come_in_as(guest, "Registrar")
    known = guest.go("/cases/").page.locator("td.c-title").first.inner_text()
    guest.go("/register/")
    for name, text in (LETTER | {"title": known}).items():
        guest.page.locator(f"#{name}").fill(text)
    expect(guest.page.locator("#known")).to_contain_text(known)
    guest.page.evaluate("scrollTo(0, 0)")
    _take(guest, "register")


def test_reading_a_case(guest: Visitor) -> None:
    _come_in_as(guest, "Handler")
    guest.go("/cases/?state=opinion_draft&state=investigating&state=executing")
    guest.page.locator("tr[data-row] a").first.click()
    expect(guest.page.get_by_role("heading", name="What can be done now")).to_be_visible()
    expect(guest.page.get_by_role("heading", name="What happened")).to_be_visible()
    assert guest.axe() == []
    _take(guest, "case")


def test_asking_the_figures(guest: Visitor) -> None:
    _come_in_as(guest, "Campaign office")
    guest.go("/figures/")
    expect(guest.page.locator("table.figures tbody tr").nth(5)).to_be_visible()
    assert guest.axe() == []
    _take(guest, "figures")
