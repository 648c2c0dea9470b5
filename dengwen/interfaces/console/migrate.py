"""``dengwen migrate``: the database, its rights, the static files, the messages."""

import argparse
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from dengwen.base.secret_files import read_or_make_secret
from dengwen.domains.search.verbs.sweep import write_waiting
from dengwen.foundation.permissions.grants import apply_grants
from dengwen.foundation.rulebook.reads.pinned_packs import installation_findings
from dengwen.interfaces.console.failing import CommandError, console_lang

LOCALE = Path(__file__).resolve().parents[1] / "kit" / "locale"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add how much is said, and what may be left out."""
    parser.add_argument("--no-static", action="store_true", help="leave the static files alone")
    parser.add_argument("--quiet", action="store_true", help="print only what goes wrong")


def run(args: argparse.Namespace) -> int:
    """Bring everything up to date; it may be run at any time."""
    bring_up_to_date(static=not args.no_static, verbosity=0 if args.quiet else 1)
    return 0


def bring_up_to_date(*, static: bool = True, verbosity: int = 0) -> None:
    """Migrate as the owner, give the application's role its rights; with ``static`` collect the static files."""
    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
    apply_grants(connections["owner"], str(settings.DATABASES["default"]["USER"]))
    write_waiting()  # what was on file before there was a search
    refuse_wrong_rules()
    make_identity_key()
    compile_messages()
    if static:
        call_command("collectstatic", interactive=False, verbosity=0)
    if verbosity:
        print("The database is up to date, and the application's role has its rights.")


def refuse_wrong_rules() -> None:
    """Refuse rules that are wrong, or that are no longer what cases were promised."""
    if wrong := installation_findings("owner"):
        raise CommandError("\n".join(finding.say(console_lang()) for finding in wrong))


def make_identity_key() -> None:
    """Make the key that seals identities, once; where something is sealed already, a new key would open nothing."""
    if not settings.IDENTITY_KEY_FILE.exists():
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT 1 FROM identity_sealedperson)")
            (sealed,) = cursor.fetchone()
        if sealed:
            raise CommandError(
                f"The identity key {settings.IDENTITY_KEY_FILE} is gone, and petitioners are sealed with it."
                " Restore it from its backup."
            )
    read_or_make_secret(settings.IDENTITY_KEY_FILE)


def pending() -> list[str]:
    """Return the migrations that the database has not seen yet."""
    executor = MigrationExecutor(connections["owner"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def catalogue_is_stale() -> bool:
    """Say whether the compiled translations are missing or older than their source."""
    compiled = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.mo"
    if not compiled.exists():
        return True
    return any(part.stat().st_mtime > compiled.stat().st_mtime for part in LOCALE.glob("parts/*.po"))


def compile_messages() -> None:
    """Compile the translations where they need it; an installed package carries them compiled."""
    script = settings.ROOT / "scripts" / "messages"
    if catalogue_is_stale() and script.exists():
        done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
        if done.returncode:
            raise CommandError(f"The translations cannot be compiled: {done.stderr.strip()}")
