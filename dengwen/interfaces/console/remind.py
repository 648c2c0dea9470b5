"""``dengwen remind``: write the reminders that are due; the worker mails them. It does each thing once."""

import argparse
from contextlib import suppress
from datetime import date

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from dengwen.base.clock import local_day, now
from dengwen.domains.reminders.reads.asking import Swept
from dengwen.domains.reminders.reads.missed import missed_reminders
from dengwen.domains.reminders.rules.steps import ORDER
from dengwen.domains.reminders.verbs.sweep import sweep
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.console.failing import CommandError

SEND = "dengwen.send_digests"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command understands."""
    parser.add_argument("--day", metavar="YYYY-MM-DD", help="the day to sweep; without it today")
    parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")


def run(args: argparse.Namespace) -> int:
    """Sweep a day and say what was written; return 0."""
    at = now()
    day = _day(args.day) if args.day else local_day(at, settings.TIME_ZONE)
    if args.dry_run:
        _say(missed_reminders(day=day), "would be written")
        return 0
    swept = sweep(day=day, at=at)
    _say(swept, "written")
    if swept.digests:
        mail_soon()
        print(f"{swept.digests} people get a digest from the worker: {where_mail_goes()}")
    return 0


def mail_soon() -> None:
    """Let the worker send the digests that wait."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(SEND, queueing_lock=SEND).defer()


def where_mail_goes() -> str:
    """Say where mails end up in this installation."""
    if settings.DEMO or not settings.EMAIL_HOST:
        return f"as files in {settings.EMAIL_FILE_PATH}"
    return f"by {settings.EMAIL_HOST}"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text!r} is no day; write it as 2026-03-05", code=2) from None


def _say(swept: Swept, how: str) -> None:
    print(f"{swept.day}: {swept.reminders.total()} reminders {how}, of {swept.limits.total()} limits")
    for step in reversed(ORDER):
        if swept.reminders[step]:
            words = code_list("reminder_steps").label(step, "en")
            print(f"  {words}: {swept.limits[step]} limits, {swept.reminders[step]} reminders")
    if swept.gaps:
        waiting = max(swept.gaps.values())
        print(f"  {len(swept.gaps)} posts that nobody holds; for one of them {waiting} matters wait")
