"""What the worker does for the desk by itself. Procrastinate finds this module."""

from django.conf import settings
from procrastinate.contrib.django import app

from dengwen.base.clock import local_day, now
from dengwen.domains.bulletins.verbs.fold_tallies import fold_tallies
from dengwen.domains.bulletins.verbs.roll_boards import roll_boards
from dengwen.domains.campaigns.verbs.lapse_scope import lapse_scope
from dengwen.domains.handling.verbs.lapse_watches import lapse_watches
from dengwen.domains.matching.verbs.sweep import count_common
from dengwen.domains.search.verbs.sweep import write_waiting_of_all
from dengwen.foundation.ledger.verbs.sequence_entries import sequence_all
from dengwen.interfaces.desk.linkage.jobs import carry_out_linkage
from dengwen.interfaces.desk.reminders.jobs import remind, send_digests
from dengwen.interfaces.desk.supervision.jobs import supervise

__all__ = [
    "carry_out_linkage",
    "count_common_keys",
    "end_watches",
    "fold_figures",
    "lapse_reasons",
    "remind",
    "roll_wall_boards",
    "send_digests",
    "sequence",
    "supervise_daily",
    "write_waiting_words",
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


@app.periodic(cron="50 17 * * *")
@app.task(name="dengwen.count_common_keys", queueing_lock="dengwen.count_common_keys", pass_context=False)
def count_common_keys(timestamp: int) -> None:
    """Count which keys of words are too common to find anything by, once a night (the cron is in UTC)."""
    count_common()


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


@app.periodic(cron="* * * * *")
@app.task(name="dengwen.write_waiting_words", queueing_lock="dengwen.write_waiting_words", pass_context=False)
def write_waiting_words(timestamp: int) -> None:
    """Write the words of what was taken over by the thousand, once a minute; until then the search reads the texts."""
    write_waiting_of_all()
