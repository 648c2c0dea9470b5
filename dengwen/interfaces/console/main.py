"""The command ``dengwen``."""

import argparse
import contextlib
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from dengwen.interfaces.console.failing import CommandError

_ROOM = "dengwen.interfaces.console."


@dataclass(frozen=True, slots=True)
class Command:
    """Where a sub-command lives. Its module has ``add_arguments(parser)`` and ``run(args) -> int``.

    ``database``: the database is made ready first (the embedded server started and provisioned).
    """

    module: str
    help: str
    database: bool = True


COMMANDS = {
    "serve": Command("serve", "run the site and its worker"),
    "demo": Command("demo_command", "build an invented province into an empty database, then run the site"),
    "migrate": Command("migrate", "bring the database, its rights and the static files up to date"),
    "campaign": Command("campaign_command", "run a whole campaign in an invented province, day by day"),
    "import": Command("import_register", "take the rows of another register in"),
    "figures": Command("figures", "print or export the figures of an organ and a month"),
    "calendar": Command("calendar", "adopt a holiday notice and count the running limits again"),
    "remind": Command("remind", "write the reminders that are due, and let the worker mail them"),
    "ledger": Command("ledger", "check the ledger"),
    "identity": Command("identity", "list, rotate and retire the keys of personal data"),
    "search": Command("search", "prove that every matter is found by what it says, and mend what is not"),
    "lookback": Command("lookback", "draw the sample of a look-back again"),
    "records": Command("records", "remove what is left on the disk of files that were disposed of"),
    "matching": Command("matching", "prove that every matter can be found by its words, and make what lacks"),
    "linkage": Command("linkage", "find which matters of the registers may be one"),
    "rules": Command("rules", "list, check and explain the rule packs", database=False),
    "doctor": Command(
        "doctor", "say what is wrong with this installation, and how to mend it", database=False
    ),
    "kiosk": Command(
        "kiosk", "print the address that makes a browser a screen of a reception hall", database=False
    ),
    "psql": Command("psql", "open psql as the application's role"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command and return its exit code; every failure is a sentence."""
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except CommandError as error:
        return _fail(str(error), error.code)
    except KeyboardInterrupt:
        return _fail("Stopped.", 130)
    except BrokenPipeError:
        # Whoever read the output went away; Python would complain again when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        return _fail(_sentence(error), 1)


def _run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="dengwen", description="A case system for petitions to a public body."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    parsers = {name: commands.add_parser(name, help=command.help) for name, command in COMMANDS.items()}
    name = next((word for word in argv if not word.startswith("-")), "")
    if name not in COMMANDS:
        parser.parse_args(argv)  # prints the help or what is wrong, and leaves
    module = _module(COMMANDS[name])
    module.add_arguments(parsers[name])
    args = parser.parse_args(argv)
    if not COMMANDS[name].database:
        return int(module.run(args))
    from dengwen.interfaces.console.installation import open_database

    with open_database():
        return int(module.run(args))


def _module(command: Command) -> ModuleType:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengwen.config.settings")
    try:
        import django
        from django.utils import translation

        django.setup()
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise CommandError(
            f"The data folder cannot be written ({error}). Give this user the folder, or name another one in"
            " DENGWEN_DATA.",
            code=2,
        ) from error
    translation.activate("en")
    return importlib.import_module(_ROOM + command.module)


def _fail(sentence: str, code: int) -> int:
    with contextlib.suppress(OSError):
        print(sentence, file=sys.stderr, flush=True)
    return code


def _sentence(error: Exception) -> str:
    """Say in one sentence what happened and what to do."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError, ProgrammingError

    from dengwen.base.embedded_postgres import EmbeddedPostgresError
    from dengwen.base.errors import Refusal
    from dengwen.interfaces.kit.sentences import refusal_sentence

    first = str(error).strip().split("\n")[0]
    if isinstance(error, Refusal):
        return str(refusal_sentence(error))
    if isinstance(error, EmbeddedPostgresError):
        return f"The embedded PostgreSQL does not run: {error}"
    if isinstance(error, OperationalError):
        return f"The database does not answer ({first}). Look at DATABASE_URL, then run: dengwen doctor"
    if isinstance(error, ProgrammingError):
        return f"The database is not as this version needs it ({first}). Run: dengwen migrate"
    if isinstance(error, ImproperlyConfigured):
        return f"A setting is wrong: {first}. docs/operations.md lists them all."
    if isinstance(error, OSError):
        return f"{first}. Run: dengwen doctor"
    return _unexpected(error)


def _unexpected(error: Exception) -> str:
    from django.conf import settings

    log = settings.DATA / "console-errors.log"
    with contextlib.suppress(OSError), log.open("a", encoding="utf-8") as file:
        file.write("".join(traceback.format_exception(error)) + "\n")
    return f"Dengwen did not expect this ({type(error).__name__}: {error}). Please report it with {log}."


if __name__ == "__main__":
    sys.exit(main())
