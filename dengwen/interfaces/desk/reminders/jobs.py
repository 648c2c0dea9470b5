"""What the worker does about reminders: the sweep once a day, then the digests, again and again until they are out."""

from contextlib import suppress
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from dengwen.base.clock import local_day, now
from dengwen.domains.reminders.reads.digests import waiting_digests
from dengwen.domains.reminders.reads.missed import last_sweep
from dengwen.domains.reminders.verbs.deliver_digest import deliver_digest
from dengwen.domains.reminders.verbs.sweep import sweep
from dengwen.interfaces.desk.reminders.sending import send

SEND = "dengwen.send_digests"


class DigestsWaitError(Exception):
    """The mail server did not take every digest: the job is tried again later."""


@app.periodic(cron="5 * * * *")
@app.task(name="dengwen.remind", queueing_lock="dengwen.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Sweep once a day, from the set hour of the installation's zone on; let the worker send what waits.

    It is asked every hour: a day whose hour was slept through is swept when the worker is back.
    """
    at = now()
    today, last = local_day(at, settings.TIME_ZONE), last_sweep()
    if at.astimezone(ZoneInfo(settings.TIME_ZONE)).hour >= settings.REMIND_HOUR and (
        last is None or last.day < today
    ):
        sweep(day=today, at=at)
    send_soon()


def send_soon() -> None:
    """Let the worker send the digests that wait; one job at a time does."""
    if waiting_digests():
        with suppress(AlreadyEnqueued), transaction.atomic():
            app.configure_task(SEND, queueing_lock=SEND).defer()


@app.task(name=SEND, queueing_lock=SEND, retry=RetryStrategy(max_attempts=6, wait=30, exponential_wait=4))
def send_digests() -> None:
    """Send what waits, each digest by itself: an address that does not exist keeps nobody waiting."""
    today = local_day(now(), settings.TIME_ZONE)
    trouble = ""
    tried = waiting_digests()
    for digest in tried:
        outcome = deliver_digest(digest=digest, send=lambda letter: send(letter, today), at=now())
        trouble = trouble or (outcome.trouble if not outcome.code else "")
    if trouble:
        raise DigestsWaitError(trouble)
    if tried:
        send_soon()  # there may be more than one job takes
