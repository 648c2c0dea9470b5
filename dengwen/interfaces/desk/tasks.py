"""What the worker does for the desk by itself. Procrastinate finds this module."""

from django.conf import settings
from procrastinate.contrib.django import app

from dengwen.base.clock import local_day, now
from dengwen.domains.bulletins.verbs.fold_tallies import fold_tallies
from dengwen.domains.bulletins.verbs.roll_boards import roll_boards
from dengwen.domains.campaigns.verbs.lapse_scope import lapse_scope
from dengwen.domains.handling.verbs.lapse_watches import lapse_watches
from dengwen.foundation.ledger.verbs.sequence_entries import sequence_all
from dengwen.interfaces.desk.linkage.jobs import carry_out_linkage
from dengwen.interfaces.desk.reminders.jobs import remind, send_digests
from dengwen.interfaces.desk.supervision.jobs import supervise

__all__ = [
    "carry_out_linkage",
    "end_watches",
    "fold_figures",
    "lapse_reasons",
    "remind",
    "roll_wall_boards",
    "send_digests",
    "sequence",
    "supervise_daily",
]


@app.periodic(cron="* * * * *")
@app.task(name="dengwen.fold_figures", queueing_lock="dengwen.fold_figures", pass_context=False)
def fold_figures(timestamp: int) -> None:
    """Fold what changed into the tally, once a minute: the numbers are right without it, and cheaper with it."""
    fold_tallies(today=local_day(now(), settings.TIME_ZONE))


@app.periodic(cron="* * * * * */5")
@app.task(name="dengwen.sequence", queueing_lock="dengwen.sequence", pass_context=False)
def sequence(timestamp: int) -> None:
    """Put what was committed into the log and sign its head, every five seconds: a receipt has its proof in ten."""
    sequence_all(clock=now)


@app.periodic(cron="40 23 * * *")
@app.task(name="dengwen.supervise", queueing_lock="dengwen.supervise", pass_context=False)
def supervise_daily(timestamp: int) -> None:
    """Let the rules of supervision look, once a day before the offices open (the cron is in UTC), and silence go up."""
    supervise(now())


@app.periodic(cron="15 * * * *")
@app.task(name="dengwen.lapse_reasons", queueing_lock="dengwen.lapse_reasons", pass_context=False)
def lapse_reasons(timestamp: int) -> None:
    """Bring back into their campaigns the cases whose reason for staying outside has lapsed; asked every hour."""
    at = now()
    lapse_scope(day=local_day(at, settings.TIME_ZONE), at=at)


@app.periodic(cron="25 * * * *")
@app.task(name="dengwen.end_watches", queueing_lock="dengwen.end_watches", pass_context=False)
def end_watches(timestamp: int) -> None:
    """End the watches whose leader's post or whose last day is over; asked every hour."""
    at = now()
    lapse_watches(day=local_day(at, settings.TIME_ZONE), at=at)


@app.periodic(cron="*/5 * * * *")
@app.task(name="dengwen.roll_wall_boards", queueing_lock="dengwen.roll_wall_boards", pass_context=False)
def roll_wall_boards(timestamp: int) -> None:
    """Count anew what the wall boards of the campaigns show, every five minutes; the page says of when it is."""
    at = now()
    roll_boards(day=local_day(at, settings.TIME_ZONE), at=at)
