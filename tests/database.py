"""The databases of the tests: one server, one migrated template, one clone for each test process.

Without ``TEST_DATABASE_URL`` the server is an embedded one in ``.data/test-pg``; every test process holds a
shared lock on it, and the last one to leave stops it, so two runs side by side do not disturb each other.
``TEST_DATABASE_URL`` names a superuser on any other server (``scripts/debian-postgres`` does).

The template is named by a hash of everything that shapes a new database; a second run finds it ready.
"""

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from dengwen.base.embedded_postgres import EmbeddedPostgres, provision
from dengwen.base.provisioning import APP_ROLE, OWNER_ROLE, let_roles_connect

ROOT = Path(__file__).resolve().parents[1]
_DATA = ROOT / ".data" / "test-pg"
_PASSWORD = "only-for-tests"
_TEMPLATE_LOCK = 0x44455354  # any fixed number: processes that need the template at once take turns
_SHAPE = (
    "dengwen/**/migrations/*.py",
    "dengwen/**/*.sql",
    "dengwen/**/grants.py",
    "dengwen/**/guards.py",
    "dengwen/base/provisioning.py",
    "requirements/base.txt",
    "tests/database.py",
)


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server that tests may fill and empty."""

    superuser: str
    embedded: EmbeddedPostgres | None

    def owner_url(self, database: str) -> str:
        """Return the address of ``database`` for the role that owns and migrates it."""
        return self._url(OWNER_ROLE, database)

    def app_url(self, database: str) -> str:
        """Return the address of ``database`` for the role that serves pages."""
        return self._url(APP_ROLE, database)

    def superuser_url(self, database: str) -> str:
        """Return the address of ``database`` for the superuser."""
        if self.embedded is not None:
            return self.embedded.superuser_url(database)
        return urlunsplit(urlsplit(self.superuser)._replace(path=f"/{quote(database)}"))

    def connect(self) -> psycopg.Connection:
        """Open a superuser's connection to the maintenance database."""
        return psycopg.connect(self.superuser, autocommit=True)

    def _url(self, role: str, database: str) -> str:
        if self.embedded is not None:
            return self.embedded.url(role, database)
        parts = urlsplit(self.superuser)
        place = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{role}:{_PASSWORD}@{place}", path=f"/{quote(database)}"))


@cache
def server() -> Server:
    """Return the server of this run; nothing is started."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        return Server(url, None)
    embedded = EmbeddedPostgres(_DATA)
    return Server(embedded.superuser_url(), embedded)


@cache
def worker_database() -> str:
    """Return the name of this process's database: by run and xdist worker, so that runs never meet."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"{os.getpid()}"
    return f"test_dengwen_{run[:8]}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


@contextmanager
def running_server() -> Iterator[Server]:
    """Keep the server up for the time of the block; whoever leaves last tidies up and stops it."""
    found = server()
    if found.embedded is None:
        yield found
        return
    _DATA.parent.mkdir(parents=True, exist_ok=True)
    with (_DATA.parent / "test-pg.users").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        found.embedded.ensure_running(fast_unsafe=True)
        try:
            yield found
        finally:
            _stop_when_last(users.fileno(), found, found.embedded)


def _stop_when_last(users: int, found: Server, embedded: EmbeddedPostgres) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    with found.connect() as connection:  # what killed runs and older templates left behind
        for name in _database_names(connection, r"^(test_dengwen|dengwen_template|dengwen_building)_"):
            if name != template_name():
                drop_database(connection, name)
    embedded.stop()


def template_name() -> str:
    """Return the template's name: a hash of every file that shapes a new database."""
    digest = hashlib.sha256()
    for pattern in _SHAPE:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return f"dengwen_template_{digest.hexdigest()[:16]}"


def ensure_template(found: Server) -> str:
    """Make the migrated template when it is missing, and return its name."""
    name = template_name()
    with found.connect() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_TEMPLATE_LOCK])
        if name not in _database_names(connection, "^dengwen_template_"):
            building = name.replace("template", "building")
            drop_database(connection, building)
            provision(found.superuser, building, owner_password=_PASSWORD, app_password=_PASSWORD)
            _migrate(building)
            connection.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(building), sql.Identifier(name)
                )
            )
    return name


def _migrate(database: str) -> None:
    from django.core.management import call_command
    from django.db import connections

    from dengwen.foundation.permissions.grants import apply_grants

    with pointed_at(database):
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        apply_grants(connections["owner"], APP_ROLE)


@contextmanager
def clone(database: str) -> Iterator[str]:
    """Make ``database`` from the template for the time of the block."""
    found = server()
    template = ensure_template(found)
    with found.connect() as connection:
        drop_database(connection, database)
        # Two clones of one template at once would refuse each other.
        connection.execute("SELECT pg_advisory_lock(%s)", [_TEMPLATE_LOCK])
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                sql.Identifier(database), sql.Identifier(template), sql.Identifier(OWNER_ROLE)
            )
        )
        connection.execute("SELECT pg_advisory_unlock(%s)", [_TEMPLATE_LOCK])
        let_roles_connect(connection, database)
    try:
        yield database
    finally:
        with found.connect() as connection:
            drop_database(connection, database)


@contextmanager
def pointed_at(database: str) -> Iterator[None]:
    """Point both of Django's aliases at ``database`` for the time of the block."""
    from django.db import connections

    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    connections.close_all()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = database
    try:
        yield
    finally:
        connections.close_all()
        for alias, name in before.items():
            connections[alias].settings_dict["NAME"] = name


def drop_database(connection: psycopg.Connection, name: str) -> None:
    """Drop a database of the tests, whoever is still connected to it."""
    if not re.match(r"(test_dengwen|dengwen_template|dengwen_building)_", name):
        raise ValueError(f"{name} is not a database of the tests")
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _database_names(connection: psycopg.Connection, pattern: str) -> list[str]:
    rows = connection.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [pattern]).fetchall()
    return [name for (name,) in rows]
