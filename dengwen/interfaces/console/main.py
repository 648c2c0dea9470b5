"""The command ``dengwen``: finds the sub-command, starts the embedded PostgreSQL, and never shows a traceback."""

import argparse
import importlib
import os
import sys
from types import ModuleType

from dengwen.base.errors import Refusal

HERE = "dengwen.interfaces.console"
# Name, module with ``add_arguments(parser)`` and ``run(args) -> int``, what it is for.
COMMANDS: dict[str, tuple[str, str]] = {
    "serve": (f"{HERE}.serve", "serve the site and run the worker for imports"),
    "demo": (f"{HERE}.demo_command", "build an invented province and serve it"),
    "migrate": (f"{HERE}.migrate", "bring database, rights and static files to this version"),
    "import": (f"{HERE}.import_register", "take over a former register from a sheet"),
    "figures": (f"{HERE}.figures", "the figures of one organ and one month"),
    "ledger": (f"{HERE}.ledger", "verify the ledger and every row that it tells of"),
    "doctor": (f"{HERE}.doctor", "say what is wrong with this installation, and how to mend it"),
    "psql": (f"{HERE}.psql", "open psql as the application's role"),
}
# These look at an installation that may be broken, so they start nothing by themselves.
_WITHOUT_SERVER = frozenset({"doctor"})
EXIT_REFUSED, EXIT_USAGE, EXIT_INTERRUPTED = 1, 2, 130


def main(argv: list[str] | None = None) -> int:
    """Run one sub-command; return its exit code (0 done, 1 refused or found something, 2 wrong words)."""
    words = sys.argv[1:] if argv is None else argv
    if not words or words[0] in ("-h", "--help") or words[0] not in COMMANDS:
        return _usage(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengwen.config.settings")
    module, help_line = COMMANDS[words[0]]
    try:
        return _run(words, module, help_line)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return EXIT_INTERRUPTED
    except Refusal as refusal:
        from dengwen.interfaces.kit.sentences import refusal_sentence

        print(f"dengwen {words[0]}: {refusal_sentence(refusal)}", file=sys.stderr)
        return EXIT_REFUSED
    except _database_errors() as error:
        print(f"dengwen {words[0]}: {str(error).strip()}\nRun `dengwen doctor`.", file=sys.stderr)
        return EXIT_REFUSED


def _run(words: list[str], module: str, help_line: str) -> int:
    command = _load(module)
    parser = argparse.ArgumentParser(prog=f"dengwen {words[0]}", description=help_line)
    command.add_arguments(parser)
    args = parser.parse_args(words[1:])
    if words[0] not in _WITHOUT_SERVER:
        start_embedded_server()
    return int(command.run(args))


def _load(module: str) -> ModuleType:
    import django

    django.setup()
    return importlib.import_module(module)


def start_embedded_server() -> None:
    """Start and provision the private PostgreSQL of the data folder, unless ``DATABASE_URL`` names another."""
    from django.conf import settings

    from dengwen.base.embedded_postgres import EmbeddedPostgres

    if settings.EMBEDDED:
        server = EmbeddedPostgres(settings.DATA / "postgres")
        server.ensure_running()
        server.provision("dengwen")


def _database_errors() -> type[Exception]:
    from django.db import DatabaseError

    return DatabaseError


def _usage(words: list[str]) -> int:
    wrong = bool(words) and words[0] not in ("-h", "--help")
    out = sys.stderr if wrong or not words else sys.stdout
    if wrong:
        print(f"dengwen: there is no command {words[0]!r}.", file=out)
    print("usage: dengwen COMMAND [options]   (dengwen COMMAND --help says more)\n", file=out)
    for name, (_, help_line) in COMMANDS.items():
        print(f"  {name:<9} {help_line}", file=out)
    return EXIT_USAGE if wrong or not words else 0


if __name__ == "__main__":
    sys.exit(main())
