"""The cities file their registers as sealed packages, completed where something must be; the office receives them."""

import io
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from dengwen.domains.campaigns.reads.filings import HEADERS, register_lacks, register_rows
from dengwen.domains.campaigns.verbs.file_register import answer_filing, file_register
from dengwen.domains.cases.verbs.assign_team import assign_team
from dengwen.foundation.rulebook.campaign import Filing
from dengwen.interfaces.console.campaign_run.world import World
from dengwen.interfaces.console.demo.people import Role
from dengwen.interfaces.console.demo.words import languages
from dengwen.interfaces.sheets.writing import ListHead, write_list_xlsx


def file_and_receive(world: World, rule: Filing, organ: str, day: date) -> None:
    """Put a team on every case that has none, file the register, and let the office receive it."""
    leader = world.land.actor(organ, Role.LEADER, day)
    with transaction.atomic():
        rows = register_rows(world.row(leader), rule, world.land.ids[organ])
        lacking = [lack.case for lack in register_lacks(rows, rule) if lack.must]
    holders = {row["case"]: str(row["organ"]) for row in rows}
    if lacking:
        with world.lives.holding(lacking):
            for case in lacking:
                _appoint(world, case, holders[case], day)
    head = ListHead(rule.zh, "", world.at(day, 19), leader.name, settings.TIME_ZONE, languages()[0])
    filed = file_register(
        campaign=world.campaign, kind=rule.key, sheet_of=lambda rows: _sheet(head, rows), actor=leader,
        at=world.at(day, 19),
    )  # fmt: skip
    answer_filing(
        campaign=world.campaign, filing=filed.pk, received=True, reasons="", actor=world.office(day),
        at=world.at(day, 20),
    )  # fmt: skip


def _appoint(world: World, case: int, holder: str, day: date) -> None:
    land = world.land
    assign_team(
        case=case, leader=land.actor(holder, Role.LEADER, day).post,
        handler=land.actor(holder, Role.HANDLER, day).post, unit=land.ids[land.office(holder)],
        actor=land.actor(holder, Role.REGISTRAR, day), at=world.at(day, 18),
    )  # fmt: skip


def _sheet(head: ListHead, rows: list[dict[str, Any]]) -> bytes:
    target = io.BytesIO()
    write_list_xlsx(target, head, HEADERS, ([row[name] for name in HEADERS] for row in rows))
    return target.getvalue()
