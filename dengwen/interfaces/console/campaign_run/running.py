"""Builds the province with its backlog, goes through the days, and says at the end what came out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from django.db import transaction

from dengwen.domains.bulletins.reads.verify_publications import verify_publications
from dengwen.domains.bulletins.rules.publication_due import end_of_month
from dengwen.domains.bulletins.verbs.fold_tallies import fold_tallies
from dengwen.domains.campaigns.reads.owed import Owed, owed_by_all
from dengwen.domains.campaigns.reads.verify_campaigns import verify_campaigns
from dengwen.domains.campaigns.rules.duties import Due
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.foundation.ledger.reads.verify_log import verify_log
from dengwen.foundation.rulebook.campaign_file import campaign_pack
from dengwen.foundation.rulebook.loading import pack_in_force
from dengwen.foundation.rulebook.verbs.pin_packs import pin_packs
from dengwen.interfaces.console.campaign_run.account import Account
from dengwen.interfaces.console.campaign_run.days import live_day
from dengwen.interfaces.console.campaign_run.lives import Lives
from dengwen.interfaces.console.campaign_run.office import figures_now, worker_in_the_week
from dengwen.interfaces.console.campaign_run.pace import waits_for_campaign
from dengwen.interfaces.console.campaign_run.press import count_published
from dengwen.interfaces.console.campaign_run.taken_over import open_register, staff_of, take_over, with_organs
from dengwen.interfaces.console.campaign_run.world import World
from dengwen.interfaces.console.demo.founding import change_organs, found_land
from dengwen.interfaces.console.demo.organs import Change, Level
from dengwen.interfaces.console.demo.people import DemoAccount, DemoPost, Role, build_people
from dengwen.interfaces.console.demo.province import build_province
from dengwen.interfaces.console.demo.stories import stories
from dengwen.interfaces.console.demo.words import languages, word_list

_BACKLOG = timedelta(days=760)
"""How far back the oldest case of the run lies before the campaign."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What is to be run: the pack, how many cases, from which day to which day, and by which seed."""

    pack: str
    matters: int
    seed: int
    first: date
    last: date
    register: Path | None = None
    mapping: Path | None = None
    organs: Path | None = None


def run_campaign(plan: RunPlan, *, say: Say) -> Account:
    """Run the whole campaign in an empty database; the caller has seen that it is empty."""
    world = _build(plan, say)
    day = plan.first
    while day <= plan.last:
        live_day(world, day)
        if day.weekday() == 6 and world.campaign:
            say(_week(world, day))
        day += timedelta(days=1)
    worker_in_the_week(world, plan.last)
    _settle(world, plan)
    return world.account


def _build(plan: RunPlan, say: Say) -> World:
    pack = campaign_pack(plan.pack)
    started = min(plan.first, pack.starts) - _BACKLOG
    province = build_province(plan.seed, plan.last)
    # Nobody can finish what a bureau has in hand that is merged away: here the tree stands as it is.
    province = replace(province, history=tuple(e for e in province.history if e.change is not Change.MERGE))
    people = build_people(plan.seed, province, plan.last)
    new: tuple[str, ...] = ()
    if plan.organs is not None:
        province, new = with_organs(province, plan.organs)
    begin = date(started.year - 1, 1, 1)
    called_in = _called_in(province.police(Level.PROVINCE)[0].code, begin)
    people = tuple(_from(person, begin) for person in people) + called_in + staff_of(new, begin)
    land = found_land(province, people, begin)
    say(f"{len(province.organs)} organs, {len(people)} accounts")
    change_organs(land, Change.MOVE, Change.RENAME)
    packs = {pack_in_force(day, nearest=True).code for day in (started, pack.starts, plan.last)}
    pin_packs(packs, actor_post=None, at=datetime.combine(begin, time(), UTC))
    clerk = land.actor(province.police(Level.MINISTRY)[0].code, Role.REGISTRAR, plan.first)
    world = World(plan.pack, plan.seed, land, Lives(plan.seed, land, clerk.post), plan.last)
    if plan.register is not None and plan.mapping is not None and new:
        year = date(pack.starts.year - 1, 1, 1)
        world.register = open_register(
            world, new[0], file=plan.register, mapping=plan.mapping, most=plan.matters, days=(year, plan.last)
        )
        take_over(world, plan.first - timedelta(days=1))
        say(f"{len(world.lives.known)} cases taken over, {len(world.register.drafts)} rows come in later")
        return world
    told = [
        waits_for_campaign(story, seed=plan.seed, starts=pack.starts, last=plan.last)
        for story in stories(plan.seed, plan.matters, province, started, pack.ends)
    ]
    world.lives.tell(told, until=plan.first - timedelta(days=1))
    fold_tallies(today=plan.first)
    say(f"{len(world.lives.known)} cases registered before {plan.first}, {len(told)} in the whole run")
    return world


def _from(person: DemoAccount, begin: date) -> DemoAccount:
    """Let whoever was there from the start of the demo be there from ``begin``."""
    first = min(post.start for post in person.posts)
    return replace(
        person, posts=tuple(replace(p, start=begin) if p.start == first else p for p in person.posts)
    )


def _called_in(top: str, begin: date) -> tuple[DemoAccount, ...]:
    """Return who was called to the province for the campaign: a third of the office, and two who look back."""
    zh, en = (word_list("campaign")[lang]["team"] for lang in ("zh", "en"))
    roles = (Role.CAMPAIGN_OFFICE, Role.REVIEWER, Role.REVIEWER)
    names = zh if languages()[0] == "zh" else en
    return tuple(
        DemoAccount(
            f"campaign.{n}", name, english, f"campaign.{n}@example.invalid", (DemoPost(top, role, begin),)
        )
        for n, (name, english, role) in enumerate(zip(names, en, roles, strict=True), start=1)
    )


def _week(world: World, day: date) -> str:
    figures = figures_now(world, day)
    late = sum(line.state is Due.OVERDUE for _, line in _owed(world, day))
    world.account.late_seen = max(world.account.late_seen, late)
    share = 100 * figures["resolved"] / max(1, figures["in"])
    told = ", ".join(f"{name} {number}" for name, number in figures.items())
    return (
        f"{day}  {told}; resolved {share:.1f} %; overdue from organs {late}; steps {world.lives.done.total()}"
    )


def _owed(world: World, day: date) -> list[tuple[str, Owed]]:
    actor = world.office(day)
    with transaction.atomic():
        sheets = owed_by_all(actor, world.row(actor), world.pack, day)
    return [(sheet.organ.name, line) for sheet in sheets for line in sheet.lines]


def _settle(world: World, plan: RunPlan) -> None:
    account = world.account
    account.steps, account.final = world.lives.done, figures_now(world, plan.last)
    account.refused += world.lives.refused
    for organ, line in _owed(world, plan.last):
        if line.rolled > plan.last:
            continue
        account.owed[line.kind] += 1
        account.given[line.kind] += not line.is_open
        account.late[line.kind] += line.state in (Due.LATE_DONE, Due.OVERDUE)
        if line.state is Due.OVERDUE:
            account.missing.append(f"{line.kind} {line.key} of {organ}, due {line.due}")
    account.missing += count_published(world, plan.last)
    account.missing += [
        f"month {label}" for label in _months(world, plan.last) if label not in _frozen(account)
    ]
    begun = [each.key for each in world.pack.stages if each.starts <= plan.last]
    account.missing += [f"stage {key}" for key in begun if key not in account.denominators]
    shares = {share.key for share in account.shares}
    account.missing += [
        f"target {each.key}" for each in world.pack.targets if each.by <= plan.last and each.key not in shares
    ]
    account.findings = [
        str(each)
        for source in (verify_everything(), verify_campaigns(), verify_publications(), verify_log())
        for each in source
    ]


def _months(world: World, last: date) -> list[str]:
    """Return the months that begin in the campaign and are over on the last day."""
    found, month = [], world.pack.starts.replace(day=1)
    while month <= world.pack.ends and end_of_month(month) < last:
        found.append(f"{month:%Y-%m}")
        month = end_of_month(month) + timedelta(days=1)
    return found


def _frozen(account: Account) -> set[str]:
    return {name.partition(".")[0] for name, _ in account.months}
