"""One browser for all; for each test file a database, a server on it, and people who come in."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.pages import make_cases
from tests.browser.site import Site, collect_static, running_site
from tests.browser.visitor import Visitor
from tests.cast import make_cast
from tests.database import clone, pointed_at, worker_database

# Playwright's loop runs in this thread; Django would take our calls of the ORM for calls from a coroutine.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_HERE = Path(__file__).parent
_numbers = itertools.count(1)


class Visit(Protocol):
    """Opens a window for somebody; a part of the cast is signed in, and comes back to the window it has."""

    def __call__(self, part: str = "", language: str = "en", width: int = 1280) -> Visitor:
        """See the class."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder: it drives a real browser."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, without a window."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def static_files() -> Path:
    """Collect the static files once; returns the data folder that holds them."""
    data = Path(settings.DATA)
    collect_static(data)
    return data


@contextmanager
def own_database() -> Iterator[str]:
    """Give a database that this process is pointed at for the time of the block."""
    name = f"{worker_database()}_b{next(_numbers)}"
    with clone(name), pointed_at(name):
        yield name


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker, static_files: Path) -> Iterator[Site]:
    """The site of this test file, with the cast of the tests in it."""
    with django_db_blocker.unblock(), own_database() as name:
        cast = make_cast()
        with running_site(name, static_files) as address:
            yield Site(address, cast, name)


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """Let people in; at the end nothing may have gone wrong in any window."""
    visitors: dict[tuple[str, str, int], Visitor] = {}

    def come(part: str = "", language: str = "en", width: int = 1280) -> Visitor:
        who = (part, language, width)
        if who not in visitors:
            visitors[who] = Visitor(browser, site.address, language, width)
            if part:
                visitors[who].sign_in(part)
        return visitors[who]

    yield come
    for visitor in visitors.values():
        visitor.context.close()
    wrongs = [wrong for visitor in visitors.values() for wrong in visitor.wrongs]
    assert not wrongs, "\n".join(wrongs)


@pytest.fixture(scope="module")
def cases(site: Site) -> dict[str, int]:
    """Two cases that pages can be about: what stands in the addresses of ``pages.PAGES``."""
    return make_cases(site)
