"""Random matters for the tests of the figures, written as the owner past the doors.

The doors make few of the combinations that the columns allow; the promise is for all of them. The guard that
asks for a ledger entry is off for these tables' owner in a database of the test's own.
"""

import random
from datetime import date, timedelta
from typing import Any

from django.db import connections

TODAY = date(2026, 3, 18)
FIRST = date(2024, 11, 1)
ORGANS = ("province", "river", "stone", "lin", "moss", "quarry", "lin_station")
_CHANGING = (
    "organ_id", "category", "received_on", "accept_due", "accepted_on", "handling_due", "decided_on", "ended_on",
    "closed_on", "close_basis", "merged_into_id", "returned_in", "is_open", "state", "handler_id", "leader_id",
    "unit_id", "due",
)  # fmt: skip


def unguard() -> None:
    """Let the owner change matters without ledger entries."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE cases_matter DISABLE TRIGGER cases_matter_recorded")


def insert(luck: random.Random, organs: dict[str, int], posts: list[int], count: int) -> list[int]:
    """Insert ``count`` matters in one statement; return their ids."""
    rows = [_row(luck, organs, posts, number) for number in range(count)]
    columns = list(rows[0])
    values = ", ".join("(" + ", ".join(["%s"] * len(columns)) + ")" for _ in rows)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            f"INSERT INTO cases_matter ({', '.join(columns)}) VALUES {values} RETURNING id",
            [row[column] for row in rows for column in columns],
        )
        return [pk for (pk,) in cursor.fetchall()]


def change(luck: random.Random, organs: dict[str, int], posts: list[int], ids: list[int]) -> None:
    """Change some of the matters, one statement each, as random as they were made."""
    with connections["owner"].cursor() as cursor:
        for pk in luck.sample(ids, k=min(len(ids), 12)):
            row = _row(luck, organs, posts, pk)
            picked = [name for name in _CHANGING if name in row]
            sets = ", ".join(f"{name} = %s" for name in picked)
            cursor.execute(
                f"UPDATE cases_matter SET {sets} WHERE id = %s", [*(row[name] for name in picked), pk]
            )


def _row(luck: random.Random, organs: dict[str, int], posts: list[int], number: int) -> dict[str, Any]:
    received = FIRST + timedelta(days=luck.randrange((TODAY - FIRST).days + 1))
    accept_due = _maybe(luck, received, 0, 60)
    handling_due = _maybe(luck, received, 0, 150)
    ended = _past(_maybe(luck, received, 0, 200, chance=0.5))
    merged = ended is not None and luck.random() < 0.3
    closed = ended is not None and not merged and luck.random() < 0.6
    held = luck.random() < 0.6
    return {
        "number": f"N{luck.getrandbits(60)}", "title": "t", "place": "", "purpose": "complaint",
        "category": luck.choice(["01.01", "01.05", "02.01"]), "channel": luck.choice(["LETTER", "WEB"]),
        "source": luck.choice(["DIRECT", "COURT"]), "organ_id": organs[luck.choice(ORGANS)],
        "registered_by_id": organs["lin"], "received_on": received, "registered_at": "2026-03-18T00:00:00Z",
        "accept_due": accept_due, "accepted_on": _past(_maybe(luck, received, 0, 80)),
        "handling_due": handling_due, "decided_on": _past(_maybe(luck, received, 0, 180)),
        "ended_on": ended, "is_open": ended is None, "closed_on": ended if closed else None,
        "state": "merged" if merged else "closed" if ended else "screening", "urgent": False,
        "close_basis": luck.choice(["verified", "former_register"]) if closed else "",
        "merged_into_id": 1 if merged else None, "due": handling_due or TODAY, "due_rule": "",
        "returned": 0, "reopened": 0, "pack": "cn-2022", "external_source": "", "external_key": "",
        "salt": b"0", "version": 1, "returned_in": _months(luck, received),
        "handler_id": luck.choice(posts) if held else None, "leader_id": None,
        "unit_id": organs["lin_unit"] if luck.random() < 0.1 else None,
    }  # fmt: skip


def _maybe(luck: random.Random, start: date, low: int, high: int, chance: float = 0.8) -> date | None:
    return start + timedelta(days=luck.randint(low, high)) if luck.random() < chance else None


def _past(day: date | None) -> date | None:
    return day if day is None or day <= TODAY else None


def _months(luck: random.Random, received: date) -> str:
    months = {f"{received + timedelta(days=luck.randint(0, 90)):%Y-%m}" for _ in range(luck.randint(0, 2))}
    return " ".join(sorted(months)) if luck.random() < 0.3 else ""
