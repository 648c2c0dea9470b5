"""Small registers for the tests of runs."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from dengwen.domains.registers.reads.runs import RunSeen, run_of
from dengwen.domains.registers.verbs.plan_run import plan_run
from dengwen.foundation.permissions.acting import acting
from dengwen.foundation.permissions.actor import Actor
from dengwen.interfaces.sheets.mapping_file import parse_mapping
from dengwen.interfaces.sheets.source import Source, file_digest
from tests.cast import MORNING
from tests.sheets.samples import MAPPING, csv_bytes

TODAY = date(2026, 3, 2)
HEADERS = ("no", "text", "kind", "opened", "closed")
Line = tuple[str, str, str, str, str]


def good(number: int, key: int | None = None) -> Line:
    """Return a row that can be taken; rows with one key belong to one matter."""
    return (
        str(number if key is None else key),
        f"第{number}件 letter {number}",
        "rude",
        "2012-03-05",
        "2012-04-01",
    )


def bad(number: int) -> Line:
    """Return a row that is reported: it was closed before it came in."""
    return (str(number), f"letter {number}", "rude", "2012-03-05", "2012-03-04")


def write(folder: Path, lines: Iterable[Line], name: str = "register.csv") -> Path:
    """Write the rows as CSV."""
    path = folder / name
    path.write_bytes(csv_bytes([HEADERS, *lines]))
    return path


def source(path: Path, actor: Actor, text: str = MAPPING) -> Source:
    """Return what a run of ``actor`` reads."""
    return Source(path, parse_mapping(text), actor, TODAY)


def planned(path: Path, actor: Actor) -> int:
    """Plan a run of the file."""
    return plan_run(
        file_name=path.name, file_digest=file_digest(path), stored="", mapping=MAPPING, register="test", actor=actor,
        at=MORNING,
    )  # fmt: skip


def seen(run: int, actor: Actor) -> RunSeen:
    """Return the run as ``actor`` sees it; raises when the post does not see it."""
    with acting(actor.post):
        found = run_of(actor, run)
    if found is None:
        raise LookupError(run)
    return found
