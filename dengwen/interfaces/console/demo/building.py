"""Builds the demo: the province, its people, their matters; everything through the doors."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from dengwen.domains.bulletins.verbs.fold_tallies import fold_tallies
from dengwen.foundation.rulebook.loading import pack_in_force
from dengwen.foundation.rulebook.verbs.pin_packs import pin_packs
from dengwen.interfaces.console.demo.books import Outcome, write_lives
from dengwen.interfaces.console.demo.campaigning import open_demo_campaign
from dengwen.interfaces.console.demo.force import build_force
from dengwen.interfaces.console.demo.founding import change_organs, found_land, sign_ins
from dengwen.interfaces.console.demo.organs import Change
from dengwen.interfaces.console.demo.people import build_people
from dengwen.interfaces.console.demo.province import build_province
from dengwen.interfaces.console.demo.stories import stories
from dengwen.interfaces.console.demo.words import word_list

YEARS = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """How big the demo is to be: ``as_of`` is the last day on which something happens in it."""

    matters: int
    seed: int
    as_of: date
    processes: int = 1


def build_demo(plan: Plan, *, sign_ins_file: Path, say: Callable[[str], None]) -> Outcome:
    """Fill an empty database; the caller has seen that it is empty."""
    build = build_force if "districts" in word_list("places") else build_province
    province = build(plan.seed, plan.as_of)
    people = build_people(plan.seed, province, plan.as_of)
    first = plan.as_of - timedelta(days=365 * YEARS)
    land = found_land(province, people, date(plan.as_of.year - 3, 1, 1))
    say(f"{len(province.organs)} organs, {len(people)} accounts")
    # Doors ask how the tree stands today: moved and renamed organs stand so from the start. The merger comes last,
    # for nobody can send a matter to an organ that is closed.
    change_organs(land, Change.MOVE, Change.RENAME)
    first_packs = {pack_in_force(day, nearest=True).code for day in (first, plan.as_of)}
    # Before the books: else the first of each process would wait for the others to fix the same packs.
    pin_packs(first_packs, actor_post=None, at=datetime.combine(first, time(), UTC))
    told = list(stories(plan.seed, plan.matters, province, first, plan.as_of))
    outcome = write_lives(
        told, plan.seed, land, processes=plan.processes, say=lambda count: say(f"{count} matters")
    )
    change_organs(land, Change.MERGE)
    if counted := open_demo_campaign(land, plan.as_of):
        say(f"a campaign of {counted} cases")
    fold_tallies(today=plan.as_of)
    sign_ins_file.write_text(
        json.dumps(sign_ins(people, province), ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return outcome
