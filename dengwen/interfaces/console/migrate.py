"""``dengwen migrate``: database, rights of the application's role, static files."""

import argparse

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from dengwen.foundation.permissions.grants import apply_grants


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command understands."""
    parser.add_argument("--no-static", action="store_true", help="leave the static files alone")


def run(args: argparse.Namespace) -> int:
    """Migrate as the owner, then give the application's role exactly its rights."""
    bring_up_to_date(static=not args.no_static)
    print("The database is up to date, and the application's role has its rights.")
    return 0


def bring_up_to_date(*, static: bool = True) -> None:
    """Migrate, grant, and (with ``static``) collect the static files."""
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    apply_grants(connections["owner"], str(settings.DATABASES["default"]["USER"]))
    if static:
        call_command("collectstatic", interactive=False, verbosity=0)


def pending() -> list[str]:
    """Return the names of migrations that the database does not have yet."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
