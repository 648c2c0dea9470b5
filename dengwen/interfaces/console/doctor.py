"""``dengwen doctor``: what is wrong with this installation, and how to mend it."""

import argparse
import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import available_timezones

import psycopg
from django.conf import settings
from django.db import DatabaseError, connections

from dengwen.base.embedded_postgres import EmbeddedPostgresError
from dengwen.foundation.identity.sealing import open_bytes, seal_bytes
from dengwen.interfaces.console import doctor_database
from dengwen.interfaces.console.installation import open_database
from dengwen.interfaces.console.migrate import catalogue_is_stale

ENOUGH_DISK = 2 * 1024**3
OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: fine when ``remedy`` is empty."""

    name: str
    remedy: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command understands."""
    parser.add_argument(
        "--host", default="127.0.0.1", help="the host that the site is, or will be, served on"
    )


def run(args: argparse.Namespace) -> int:
    """Print each check; return 1 when something is wrong."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(EmbeddedPostgresError, OSError, psycopg.Error):  # the checks say it in words
            stack.enter_context(open_database())
        return _print(every_check(args.host))


def _print(checks: Iterable[Check]) -> int:
    wrong = 0
    for check in checks:
        wrong += bool(check.remedy)
        print(
            f"{'WRONG' if check.remedy else 'ok   '}  {check.name}"
            + (f"\n       {check.remedy}" if check.remedy else "")
        )
    print("Nothing is wrong." if not wrong else f"{wrong} things are wrong.")
    return 1 if wrong else 0


def every_check(host: str) -> Iterator[Check]:
    """Yield all checks, those of this machine first; without a database the rest would only repeat it."""
    for look in (
        _python,
        _data_folder,
        _identity_key,
        _attachments,
        _static_files,
        _catalogue,
        _time_zone,
        _disk,
    ):
        yield look()
    yield Check(
        f"demo mode is {'on' if settings.DEMO else 'off'}",
        "" if not settings.DEMO or host in ("127.0.0.1", "localhost", "::1")
        else "Demo mode shows a sign-in for every role. Unset DENGWEN_DEMO before serving anybody else.",
    )  # fmt: skip
    yield from _database(settings.EMBEDDED)


def _database(embedded: bool) -> Iterator[Check]:
    remedy = (
        "Its log is in the data folder: postgres/server.log."
        if embedded
        else "Check DATABASE_URL and DATABASE_OWNER_URL."
    )
    for alias, role in (("owner", "the owner's role"), ("default", "the application's role")):
        try:
            connections[alias].ensure_connection()
        except DatabaseError as error:
            yield Check(f"PostgreSQL answers {role}", f"{str(error).strip().splitlines()[0]} {remedy}")
            return
        yield Check(f"PostgreSQL answers {role}")
    for name, look in doctor_database.LOOKS.items():
        yield Check(name, _told(look))


def _told(look: Callable[[], str]) -> str:
    try:
        return look()
    except DatabaseError as error:
        return f"{str(error).strip().splitlines()[0]} Run `dengwen migrate`."


def _python() -> Check:
    major, minor = OLDEST_PYTHON
    remedy = "" if sys.version_info >= OLDEST_PYTHON else f"Use Python {major}.{minor} or newer."
    return Check(f"Python {sys.version_info.major}.{sys.version_info.minor}", remedy)


def _data_folder() -> Check:
    folder = settings.DATA
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        return Check("data folder", f"{folder} cannot be written. Make it, or name another in DENGWEN_DATA.")
    if folder.stat().st_mode & 0o002:
        return Check("data folder", f"Anybody may write into {folder}. Run: chmod o-w {folder}")
    secrets = folder / "secrets"
    if secrets.is_dir() and secrets.stat().st_mode & 0o077:
        return Check("data folder", f"Others can look into {secrets}. Run: chmod 700 {secrets}")
    return Check("data folder")


def _identity_key() -> Check:
    path = settings.IDENTITY_KEY_FILE
    if not path.exists():
        return Check(
            "identity key", f"{path} is missing. Restore it from its backup; a new one opens nothing old."
        )
    if not os.access(path, os.R_OK):
        return Check("identity key", f"{path} cannot be read. Give it to the user who runs Dengwen: chown.")
    if settings.DATA / "postgres" in path.resolve().parents:
        return Check(
            "identity key", f"{path} lies in the database's folder: who steals one has both. Move it."
        )
    if path.stat().st_mode & 0o077:
        return Check("identity key", f"Others can read {path}. Run: chmod 600 {path}")
    whole = open_bytes(seal_bytes(b"drum")) == b"drum"
    return Check(
        "identity key", "" if whole else "It does not open what it sealed. Restore it from its backup."
    )


def _attachments() -> Check:
    folder = settings.ATTACHMENTS
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    writable = nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
    return Check(
        "attachments folder",
        ""
        if writable
        else f"{folder} cannot be written. Give this user the folder, or set DENGWEN_ATTACHMENTS.",
    )


def _time_zone() -> Check:
    known = settings.TIME_ZONE in available_timezones()
    return Check(
        "time zone",
        "" if known else f"{settings.TIME_ZONE} is not known. Set DENGWEN_TIME_ZONE or install tzdata.",
    )


def _static_files() -> Check:
    built = (settings.STATIC_ROOT / "staticfiles.json").exists()
    return Check("static files", "" if built else "They are not built. Run: make assets && dengwen migrate")


def _catalogue() -> Check:
    remedy = "It is missing or older than its source. Run: dengwen migrate" if catalogue_is_stale() else ""
    return Check("Chinese catalogue", remedy)


def _disk() -> Check:
    free = shutil.disk_usage(settings.DATA).free if settings.DATA.exists() else 0
    words = (
        f"Only {free // 1024**2} MiB are free at {settings.DATA}. Make room for the database and attachments."
    )
    return Check("disk space", "" if free >= ENOUGH_DISK else words)
