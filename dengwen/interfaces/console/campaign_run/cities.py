"""What cities and counties owe the campaign, each on a day of its own; some are late."""

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction

from dengwen.domains.campaigns.reads.owed import tasks_of
from dengwen.domains.campaigns.rules.duties import Report, reports
from dengwen.domains.campaigns.verbs.meet_duties import finish_task, hand_in_report, meet_duty, name_contact
from dengwen.foundation.rulebook.campaign import Duty
from dengwen.interfaces.console.campaign_run.filings import file_and_receive
from dengwen.interfaces.console.campaign_run.press import publish_summary
from dengwen.interfaces.console.campaign_run.world import World
from dengwen.interfaces.console.demo.people import Role
from dengwen.interfaces.console.demo.seeded import chance

_LATE = {"city": 0.15, "county": 0.06}
_RETURNS_LATE = 0.06


def meet_duties(world: World, day: date) -> None:
    """Every organ whose day it is meets what it owes."""
    for duty, organ in world.once("duties", _duty_days).get(day, ()):
        _meet(world, duty, organ, day)


def _duty_days(world: World) -> dict[date, list[tuple[Duty, str]]]:
    found: dict[date, list[tuple[Duty, str]]] = defaultdict(list)
    for duty in world.pack.duties:
        for level in duty.levels:
            for organ in world.organs(level):
                found[_duty_day(world, duty, level, organ)].append((duty, organ))
    return found


def _duty_day(world: World, duty: Duty, level: str, organ: str) -> date:
    """Return the day on which an organ meets a duty; the registers are there when the stage is left."""
    random = chance("duty", world.seed, duty.key, organ)
    early, draw = random.randint(0, 18), random.random()
    if draw < _LATE.get(level, 0) and duty.key != "register_filed":
        return duty.due + timedelta(days=random.randint(2, 9))
    return duty.due - timedelta(days=early)


def _meet(world: World, duty: Duty, organ: str, day: date) -> None:
    filed = next((each for each in world.pack.filings if each.duty == duty.key), None)
    if filed is not None:
        file_and_receive(world, filed, organ, day)
        return
    leader = world.land.actor(organ, Role.LEADER, day)
    if duty.kind == "contact":
        name_contact(
            campaign=world.campaign, duty=duty.key, name=leader.name, reach=world.words("reach"), actor=leader,
            at=world.at(day, 19),
        )  # fmt: skip
        return
    meet_duty(
        campaign=world.campaign,
        duty=duty.key,
        evidence=world.words("duty"),
        actor=leader,
        at=world.at(day, 19),
    )


def hand_in(world: World, day: date) -> None:
    """Every city whose day it is hands in its return or summary; the figures come from the cases."""
    for report, organ in world.once("reports", _report_days).get(day, ()):
        _hand_in(world, report, organ, day)


def _report_days(world: World) -> dict[date, list[tuple[Report, str]]]:
    found: dict[date, list[tuple[Report, str]]] = defaultdict(list)
    for report in reports(world.pack):
        for level in report.levels:
            for organ in world.organs(level):
                found[_report_day(world, report, organ)].append((report, organ))
    return found


def _report_day(world: World, report: Report, organ: str) -> date:
    random = chance("report", world.seed, report.kind, report.key, organ)
    late, days = random.random() < _RETURNS_LATE, random.randint(1, 6)
    if report.kind == "return":
        return report.rolled + timedelta(days=days) if late else report.due
    if late and report.key != world.pack.summaries[-1].key:  # the run is over when the last ones are in
        return report.rolled + timedelta(days=days)
    return report.due - timedelta(days=days % 3)


def _hand_in(world: World, report: Report, organ: str, day: date) -> None:
    if report.kind == "summary":
        kind = "final_summary" if report.key == "final" else "stage_summary"
        publish_summary(world, kind, report.key, organ, day)
        return
    hand_in_report(
        campaign=world.campaign, kind=report.kind, key=report.key, words=world.words(report.kind),
        actor=world.land.actor(organ, Role.REGISTRAR, day), at=world.at(day, 21, 30),
    )  # fmt: skip


def finish_tasks(world: World, day: date) -> None:
    """Every city whose day it is says that its task is done."""
    by = min(target.by for target in world.pack.targets)
    for city in world.organs("city"):
        random = chance("task", world.seed, city)
        if by + timedelta(days=random.choice((-9, -6, -3, -2, -1, 0, 4))) != day:
            continue
        actor = world.land.actor(city, Role.LEADER, day)
        with transaction.atomic():
            tasks = tasks_of(world.row(actor), actor.bureau)
        for task in tasks:
            finish_task(
                campaign=world.campaign, task=task.pk, evidence=world.words("task_done"), actor=actor,
                at=world.at(day, 19, 30),
            )  # fmt: skip
