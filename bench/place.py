"""Where the bench works: its own embedded PostgreSQL with ordinary, durable settings, and its own databases.

``BENCH_DATA`` names another folder than ``.data/bench``. A database is named by a hash of everything that
shapes it, so a second run finds what the first one built.
"""

import hashlib
import os
import re
from datetime import date
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql

from dengwen.base.embedded_postgres import EmbeddedPostgres
from dengwen.base.provisioning import APP_ROLE, provision

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("BENCH_DATA", ROOT / ".data" / "bench")).resolve()
REAL_ROWS = ROOT.parent / "shared" / "data" / "police-complaints-2000-2014.csv.gz"
_SHAPE = (
    "dengwen/**/migrations/*.py",
    "dengwen/**/grants.py",
    "dengwen/**/guards.py",
    "dengwen/base/provisioning.py",
    "dengwen/interfaces/console/demo/province.py",
    "dengwen/interfaces/console/demo/people.py",
    "requirements/base.txt",
    "bench/fill*.py",
    "bench/*.sql",
)
_NAME = re.compile(r"bench_[a-z0-9_]+")


@cache
def server() -> EmbeddedPostgres:
    """Return the server of the bench; nothing is started."""
    return EmbeddedPostgres(DATA / "postgres")


def today() -> date:
    """Return the day as the installation has it; ``use`` must have been called."""
    from django.conf import settings

    from dengwen.base.clock import local_day, now

    return local_day(now(), settings.TIME_ZONE)


def shape() -> str:
    """Return a hash over every file that shapes a filled database."""
    digest = hashlib.sha256()
    for pattern in _SHAPE:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:10]


def use(database: str) -> None:
    """Let Django work on ``database``; the first call of a process sets Django up."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    os.environ["DENGWEN_DATA"] = str(DATA)
    os.environ["BENCH_DATABASE"] = database
    os.environ.pop("DATABASE_URL", None)
    import django  # only now: the settings read the environment once
    from django.db import connections

    django.setup()
    connections.close_all()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = database


def connect(database: str = "postgres") -> psycopg.Connection:
    """Open a superuser's connection."""
    return psycopg.connect(server().superuser_url(database), autocommit=True)


def exists(database: str) -> bool:
    """Say whether a database of this name is there."""
    with connect() as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
    return found is not None


def make_migrated(database: str) -> None:
    """Make an empty, migrated database under this name, in the place of one that is there; use it.

    It is a copy of a template that is migrated once for each version of the schema.
    """
    server().ensure_running()
    drop(database)
    template = f"bench_template_{shape()}"
    drop_older("bench_template_", keep=template)
    if not exists(template):
        _make_template(template)
    with connect() as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (database, template)))
        )
    provision(server().superuser_url(), database)
    use(database)


def _make_template(template: str) -> None:
    """Migrate under another name first: a template that was left half-way is never found."""
    from django.core.management import call_command
    from django.db import connections

    from dengwen.foundation.permissions.grants import apply_grants

    building = template.replace("template", "building")
    drop(building)
    provision(server().superuser_url(), building)
    use(building)
    call_command("migrate", database="owner", verbosity=0, interactive=False, skip_checks=True)
    apply_grants(connections["owner"], APP_ROLE)
    connections.close_all()
    with connect() as connection:
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (building, template)))
        )


def drop(database: str) -> None:
    """Drop a database of the bench."""
    if not _NAME.fullmatch(database):
        raise ValueError(f"{database} is not a database of the bench")
    with connect() as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
        )


def drop_older(prefix: str, keep: str) -> None:
    """Drop what earlier versions of the schema left behind."""
    with connect() as connection:
        names = [name for (name,) in connection.execute("SELECT datname FROM pg_database").fetchall()]
    for name in names:
        if name.startswith(prefix) and name != keep and _NAME.fullmatch(name):
            drop(name)
