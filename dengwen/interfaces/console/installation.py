"""What commands share about the installation: its embedded server, and whether it is ready to serve."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connections

from dengwen.base.embedded_postgres import EmbeddedPostgres
from dengwen.interfaces.console.failing import CommandError
from dengwen.interfaces.console.migrate import pending, refuse_wrong_rules

DATABASE = "dengwen"


def embedded_server() -> EmbeddedPostgres | None:
    """Return the embedded server of the data folder, or None where DATABASE_URL names another."""
    return EmbeddedPostgres(settings.DATA / "postgres") if settings.EMBEDDED else None


@contextmanager
def open_database() -> Iterator[None]:
    """Start and provision the embedded server; stop it afterwards if we started it and nobody else is on it."""
    server = embedded_server()
    if server is None:
        yield
        return
    was_running = server.server_pid() is not None
    server.ensure_running()
    server.provision(DATABASE)
    try:
        yield
    finally:
        connections.close_all()
        if not was_running and not _others_are_connected(server):
            server.stop()


def _others_are_connected(server: EmbeddedPostgres) -> bool:
    question = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    try:
        with psycopg.connect(server.superuser_url()) as connection:
            row = connection.execute(question).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


def static_files_built() -> bool:
    """Say whether the pages' files were collected."""
    return (settings.STATIC_ROOT / "staticfiles.json").is_file()


def require_ready() -> None:
    """Refuse to serve an installation that is not up to date."""
    missing = pending()
    if missing:
        raise CommandError(
            f"{len(missing)} migrations are not applied ({missing[0]} ...). Run: dengwen migrate"
        )
    if not static_files_built():
        raise CommandError("The static files are not built. Run: dengwen migrate")
    refuse_wrong_rules()
