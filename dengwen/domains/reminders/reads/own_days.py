"""The days on which something is owed in the matters that a post has in its own hands: for its calendar."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from dengwen.domains.reminders.guards import RUNS
from dengwen.domains.reminders.reads.rules_of_clocks import examined, not_owed
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Role

MOST = 2000
# Whose matters: as ``rules/who_is_told.py`` has it for the first who is told, and those who lead.
_MINE = {
    Role.HANDLER: "m.handler_id = %(post)s",
    Role.LEADER: "m.leader_id = %(post)s",
    Role.UNIT_HEAD: "(m.unit_id = %(organ)s OR m.handler_id = %(post)s)",
    Role.REGISTRAR: "(m.organ_id = %(bureau)s AND m.handler_id IS NULL)",
    Role.REVIEWER: "(m.review_organ_id = %(bureau)s AND c.rule = ANY (%(examined)s))",
}
_EXAMINED = {Role.REVIEWER: ""}
_NOT_EXAMINED = "AND (m.review_organ_id IS NULL OR c.rule <> ALL (%(examined)s))"


@dataclass(frozen=True, slots=True)
class OwedDay:
    """One limit that runs in one matter, and the day on which it ends."""

    clock: int
    matter: int
    number: str | None
    pack: str
    rule: str
    starts_on: date
    target: date


def own_days(actor: Actor) -> list[OwedDay]:
    """Return the owed days of the post's own matters, the nearest first; the database must know who acts."""
    mine = _MINE.get(Role(actor.role))
    if mine is None:
        return []
    not_others = _EXAMINED.get(Role(actor.role), _NOT_EXAMINED)
    statement = f"""
        SELECT c.id, m.id, m.number, c.pack, c.rule, c.starts_on, c.target
        FROM cases_matter m JOIN deadlines_clock c ON c.matter_id = m.id
        WHERE {mine} AND {RUNS} AND c.rule <> ALL (%(not_owed)s) {not_others}
        ORDER BY c.target, c.id LIMIT %(most)s
    """  # noqa: S608 - put together from our own words
    values: dict[str, Any] = {
        "post": actor.post, "organ": actor.organ, "bureau": actor.bureau, "most": MOST,
        "not_owed": list(not_owed()), "examined": list(examined()),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [OwedDay(*row) for row in cursor.fetchall()]
