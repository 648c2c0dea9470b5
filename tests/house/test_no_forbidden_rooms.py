"""Every noun has the same rooms, and none of the rooms where things get lost."""

from collections.abc import Iterable
from pathlib import Path

from tests.house.source import tracked_files

FORBIDDEN = {"utils", "helpers", "services", "signals", "utilities", "common", "misc"}
ROOMS = {"rules", "models", "reads", "verbs", "migrations", "transitions"}
# guards.py: SQL of policies and triggers that the migrations of a noun share
FILES = {"__init__.py", "apps.py", "states.py", "access.py", "guards.py"}


def strange_rooms(paths: Iterable[Path]) -> list[str]:
    """Return what stands in the tree and was never drawn."""
    found = set()
    for path in paths:
        if path.parts[0] != "dengwen" or path.suffix != ".py":
            continue
        if FORBIDDEN & {Path(part).stem for part in path.parts}:
            found.add(path.as_posix())
        if path.parts[1] == "domains" and len(path.parts) > 3:
            noun, room = path.parts[2], path.parts[3]
            if room not in (FILES if len(path.parts) == 4 else ROOMS):
                found.add(f"dengwen/domains/{noun}/{room}")
    return sorted(found)


def test_only_the_drawn_rooms() -> None:
    assert strange_rooms(tracked_files()) == []


def test_a_strange_room_is_found() -> None:
    built = [
        "dengwen/domains/cases/signals.py",
        "dengwen/domains/cases/tasks/send.py",
        "dengwen/domains/cases/verbs/close_case.py",
        "dengwen/interfaces/desk/utils/text.py",
    ]
    assert strange_rooms(map(Path, built)) == [
        "dengwen/domains/cases/signals.py",
        "dengwen/domains/cases/tasks",
        "dengwen/interfaces/desk/utils/text.py",
    ]
