"""What the office of the campaign does: stages, sweep, tasks, frozen months, shares of the targets."""

from datetime import date, timedelta

from django.db import transaction

from dengwen.domains.bulletins.verbs.fold_tallies import fold_tallies
from dengwen.domains.bulletins.verbs.freeze_snapshot import freeze_snapshot
from dengwen.domains.campaigns.reads.standing import TargetLine, figures_of, runs_of, target_lines
from dengwen.domains.campaigns.verbs.lapse_scope import lapse_scope
from dengwen.domains.campaigns.verbs.meet_duties import give_task
from dengwen.domains.campaigns.verbs.run_stages import enter_stage, leave_stage, open_campaign, prove_item
from dengwen.domains.campaigns.verbs.sweep_cases import sweep_cases
from dengwen.foundation.ledger.verbs.sequence_entries import sequence_entries
from dengwen.interfaces.console.campaign_run.account import Share
from dengwen.interfaces.console.campaign_run.press import publish_summary
from dengwen.interfaces.console.campaign_run.world import World


def open_and_sweep(world: World, day: date) -> None:
    """Open the campaign by its pack and take the backlog in."""
    world.campaign = open_campaign(pack=world.pack_code, actor=world.office(day), at=world.at(day, 8))
    sweep(world, day)


def sweep(world: World, day: date) -> None:
    """Take in what came in since."""
    swept = sweep_cases(campaign=world.campaign, actor=world.office(day), at=world.at(day, 8, 5))
    world.account.scope["taken"] += swept.taken


def begin_stage(world: World, day: date) -> None:
    """Prove what the stage that starts today asks for, and enter it: its denominator is fixed."""
    stage = next(each for each in world.pack.stages if each.starts == day)
    _prove(world, day, stage.entry, "entry")
    number = enter_stage(campaign=world.campaign, actor=world.office(day), at=world.at(day, 8, 30))
    world.account.denominators[stage.key] = number


def end_stage(world: World, day: date) -> None:
    """Prove what the stage that ends today asks for, and leave it."""
    stage = next(each for each in world.pack.stages if each.ends == day)
    if stage is not world.pack.stages[-1]:
        world.account.at_stage_end[stage.key] = figures_now(world, day)
    _prove(world, day, stage.exit, "exit")
    leave_stage(campaign=world.campaign, actor=world.office(day), at=world.at(day, 22))


def _prove(world: World, day: date, items: tuple[str, ...], kind: str) -> None:
    hour = 8 if kind == "entry" else 21
    by_receipts = {filing.item for filing in world.pack.filings}
    for item in items:
        if item in by_receipts:
            continue
        if item == "final_summary" or item.startswith("summary_"):
            _summarise(world, day, item)
            continue
        prove_item(
            campaign=world.campaign, item=item, kind=kind, evidence=world.words(item), actor=world.office(day),
            at=world.at(day, hour, 10),
        )  # fmt: skip


def _summarise(world: World, day: date, item: str) -> None:
    """Publish the office's own summary; issuing it proves the item."""
    period = item.removeprefix("summary_") if item != "final_summary" else "final"
    publish_summary(world, "final_summary" if period == "final" else "stage_summary", period, world.top, day)


def give_tasks(world: World, day: date) -> None:
    """Give every city its task, to be done by the day of the first target."""
    by = min(target.by for target in world.pack.targets)
    for city in world.organs("city"):
        give_task(
            campaign=world.campaign, organ=world.land.ids[city], words=world.words("task"), due=by,
            actor=world.office(day), at=world.at(day, 8, 50),
        )  # fmt: skip


def worker_in_the_morning(world: World, day: date) -> None:
    """What the worker does each day: reasons whose day is over lapse."""
    if world.campaign:
        world.account.scope["lapsed"] += lapse_scope(day=day, at=world.at(day, 7, 30))


def worker_in_the_week(world: World, day: date) -> None:
    """What the worker does all the time: entries go into the log, changes into the tallies."""
    while sequence_entries(at=world.at(day, 23, 30), whole=True):
        pass
    fold_tallies(today=day)


def freeze_month(world: World, day: date) -> None:
    """Freeze the month that is over."""
    frozen = freeze_snapshot(month=day - timedelta(days=1), actor=world.office(day), at=world.at(day, 7))
    world.account.months.append((frozen.name, frozen.digest))
    world.account.month_rows.append(int(frozen.manifest["rows"]["matters"]))


def take_shares(world: World, day: date) -> None:
    """Read how much of the targets of today is reached, in the evening."""
    for line in _targets(world, day):
        if line.target.by == day:
            world.account.shares.append(Share(line.target.key, line.denominator, line.resolved, line.reached))


def _targets(world: World, day: date) -> list[TargetLine]:
    actor = world.office(day)
    with transaction.atomic():
        campaign = world.row(actor)
        counted = figures_of(campaign, campaign.organ_id)
        return target_lines(actor, campaign, world.pack, runs_of(campaign), counted)


def figures_now(world: World, day: date) -> dict[str, int]:
    """Return the figures of the campaign as they stand."""
    actor = world.office(day)
    with transaction.atomic():
        campaign = world.row(actor)
        return figures_of(campaign, campaign.organ_id)
