"""What is done on which day: the table that a run goes through, from top to bottom, every day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dengwen.domains.bulletins.rules.publication_due import end_of_month
from dengwen.foundation.rulebook.campaign import CampaignPack
from dengwen.interfaces.console.campaign_run import cities, looking_back, office, press, scope, taken_over
from dengwen.interfaces.console.campaign_run.world import World

When = Callable[[CampaignPack, date], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """On days for which ``when`` says yes, ``does`` is done."""

    words: str
    when: When
    does: Callable[[World, date], None]


def _opens(pack: CampaignPack, day: date) -> bool:
    return day == pack.starts


def _runs(pack: CampaignPack, day: date) -> bool:
    """From the opening to the last summary."""
    return day >= pack.starts


def _month_is_over(pack: CampaignPack, day: date) -> bool:
    """The first of a month, after every month that begins in the campaign."""
    return day.day == 1 and pack.starts < day <= end_of_month(pack.ends) + timedelta(days=1)


def _stage_starts(pack: CampaignPack, day: date) -> bool:
    return any(stage.starts == day for stage in pack.stages)


def _stage_ends(pack: CampaignPack, day: date) -> bool:
    return any(stage.ends == day for stage in pack.stages)


def _monday(pack: CampaignPack, day: date) -> bool:
    return pack.starts < day <= pack.ends and day.weekday() == 0


def _sunday(pack: CampaignPack, day: date) -> bool:
    return _runs(pack, day) and day.weekday() == 6


def _second_stage(pack: CampaignPack, day: date) -> bool:
    return day == pack.stages[1].starts


def _target_day(pack: CampaignPack, day: date) -> bool:
    return any(target.by == day for target in pack.targets)


def _in_last_stage(days: int, upto: int | None = None) -> When:
    def when(pack: CampaignPack, day: date) -> bool:
        passed = (day - pack.stages[-1].starts).days
        return passed == days if upto is None else days <= passed <= upto

    return when


def _live(world: World, day: date) -> None:
    world.lives.live(day)


def _always(pack: CampaignPack, day: date) -> bool:
    del pack, day
    return True


DAY = (
    Rule("a month is over: the province freezes it", _month_is_over, office.freeze_month),
    Rule("the worker lets reasons lapse whose day is over", _always, office.worker_in_the_morning),
    Rule("the campaign is opened, the backlog taken in", _opens, office.open_and_sweep),
    Rule("what came into the former register since is taken over", _monday, taken_over.take_over),
    Rule("a sweep takes in what came in since", _monday, office.sweep),
    Rule("the office publishes what it owes for the month", _runs, press.publish_by_month),
    Rule("those named reply; what waited is approved and issued", _runs, press.reply_and_approve),
    Rule("a stage is entered with its list proven", _stage_starts, office.begin_stage),
    Rule("every city gets its task", _second_stage, office.give_tasks),
    Rule("the cases go on", _always, _live),
    Rule("the look-back is planned and committed to", _in_last_stage(9), looking_back.plan_and_commit),
    Rule("the look-back is drawn", _in_last_stage(10), looking_back.draw),
    Rule("independent reviewers look", _in_last_stage(12, 20), looking_back.review),
    Rule("organs meet what they owe", _runs, cities.meet_duties),
    Rule("cities finish their tasks", _runs, cities.finish_tasks),
    Rule("cases are proposed to be left outside", _runs, scope.propose),
    Rule("proposals and objections are decided", _runs, scope.decide),
    Rule("a stage is left with its list proven", _stage_ends, office.end_stage),
    Rule("cities hand in returns and summaries", _runs, cities.hand_in),
    Rule("the share of a target is read on its day", _target_day, office.take_shares),
    Rule("the worker logs entries and folds tallies", _sunday, office.worker_in_the_week),
)  # fmt: skip


def live_day(world: World, day: date) -> None:
    """Do what is done on a day."""
    for rule in DAY:
        if rule.when(world.pack, day):
            rule.does(world, day)
