"""What all tests share: a migrated database of their own, reached by the roles of a real installation.

``default`` is the application's role, which owns nothing; ``owner`` migrates. A test marked
``django_db`` runs in a transaction that is rolled back. The two aliases are two connections: what one wrote
and did not commit, the other does not see. A test that needs commits takes ``fresh_database``.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.template.backends.jinja2 import Template
from django.test.signals import template_rendered
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import Cast, make_cast
from tests.database import clone, pointed_at, running_server, server, worker_database

_numbers = itertools.count(1)


@dataclass(frozen=True)
class FreshDatabase:
    """A database that belongs to one test, with its addresses for other processes (a server, psql)."""

    name: str
    app_url: str
    owner_url: str
    superuser_url: str


@pytest.fixture(scope="session")
def test_server() -> Iterator[None]:
    """Keep the PostgreSQL server of the tests running until this process is done."""
    with running_server():
        yield


@pytest.fixture(scope="session")
def django_db_setup(test_server: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Replace pytest-django's set-up: clone the template instead of letting Django create a database.

    Django would create it as the role of ``default``, which may not, and would own every table by it.
    """
    with django_db_blocker.unblock(), clone(worker_database()):
        yield
        from django.db import connections

        connections.close_all()


@pytest.fixture
def fresh_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[FreshDatabase]:
    """Give the test a database of its own, where it may commit; it is dropped afterwards.

    This stands in for Django's transactional tests: those empty the tables by TRUNCATE, which the
    application's role may not do and the ledger's triggers refuse. A clone of the template takes
    a moment, and lets a test see deferred triggers, several connections and other processes at work.
    """
    name = f"{worker_database()}_{next(_numbers)}"
    with django_db_blocker.unblock(), clone(name), pointed_at(name):
        found = server()
        yield FreshDatabase(name, found.app_url(name), found.owner_url(name), found.superuser_url(name))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse transactional tests, which would try to empty the ledger and say so only at run time; slow files first.

    A slow file that came last would keep one worker busy while the other has nothing left to do.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    for item in items:
        mark = item.get_closest_marker("django_db")
        names = getattr(item, "fixturenames", ())
        if "transactional_db" in names or (
            mark and (mark.kwargs.get("transaction") or True in mark.args[:1])
        ):
            raise pytest.UsageError(
                f"{item.nodeid}: take the fixture fresh_database instead of transaction=True"
            )


@pytest.fixture
def cast(db: None) -> Cast:
    """The fixed cast of the tests, in a transaction that is rolled back."""
    return make_cast()


@pytest.fixture
def kept_cast(fresh_database: FreshDatabase) -> Cast:
    """The same cast, committed, in a database of the test's own."""
    return make_cast()


@pytest.fixture(autouse=True, scope="session")
def contexts_are_seen() -> Iterator[None]:
    """Let the test client's ``response.context`` hold what a Jinja template was given, as it does for Django's."""
    render = Template.render

    def render_and_tell(self: Any, context: Any = None, request: Any = None) -> Any:
        template_rendered.send(sender=self, template=self, context=dict(context or {}))
        return render(self, context=context, request=request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", render_and_tell)
        yield


@pytest.fixture(autouse=True)
def the_language_of_the_house() -> Iterator[None]:
    """Begin every test in the installation's language, whatever an earlier one switched on."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.deactivate()
