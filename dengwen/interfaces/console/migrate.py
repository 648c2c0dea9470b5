"""``dengwen migrate``: the database, its rights, the static files, the messages."""

import argparse
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from dengwen.foundation.permissions.grants import apply_grants

PACKAGE = Path(__file__).resolve().parents[2]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """This command takes no arguments."""
    parser.add_argument("--quiet", action="store_true", help="print only what goes wrong")


def run(args: argparse.Namespace) -> int:
    """Bring everything up to date; it may be run at any time."""
    bring_up_to_date(verbosity=0 if args.quiet else 1)
    return 0


def bring_up_to_date(*, verbosity: int = 1) -> None:
    """Migrate as the owner, give the application's role its rights, collect the static files."""
    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
    apply_grants(connections["owner"], str(settings.DATABASES["default"]["USER"]))
    compile_messages(verbosity=verbosity)
    call_command("collectstatic", interactive=False, verbosity=0)
    if verbosity:
        print(f"Rights given, static files in {settings.STATIC_ROOT}.")


def uncompiled_catalogues() -> list[Path]:
    """Return the message catalogues that are not compiled, or older than their source."""
    return [
        source
        for source in sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/*.po"))
        if not source.with_suffix(".mo").exists()
        or source.with_suffix(".mo").stat().st_mtime < source.stat().st_mtime
    ]


def compile_messages(*, verbosity: int = 1) -> None:
    """Compile the catalogues that need it."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in uncompiled_catalogues():
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parents[1].name, abort_invalid=True)
        part = source.with_suffix(".mo.part")
        with part.open("wb") as stream:
            write_mo(stream, catalogue)
        part.replace(source.with_suffix(".mo"))
        if verbosity:
            print(f"compiled {source.relative_to(PACKAGE)}")
