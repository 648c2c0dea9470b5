"""``dengwen demo``: an invented province on an empty database, then the site."""

import argparse
import os
import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import connections

from dengwen.base.clock import local_day, now
from dengwen.domains.reminders.verbs.sweep import sweep
from dengwen.foundation.rulebook.families import family, overlay_file, use_family
from dengwen.foundation.rulebook.loading import families
from dengwen.interfaces.console import serve
from dengwen.interfaces.console.demo.books import Outcome
from dengwen.interfaces.console.demo.building import Plan, build_demo
from dengwen.interfaces.console.demo.words import word_list
from dengwen.interfaces.console.failing import CommandError
from dengwen.interfaces.console.migrate import bring_up_to_date
from dengwen.interfaces.console.remind import mail_soon

MATTERS, SEED = 20_000, 2011
_PROCESSES = 2
SIGN_INS = "demo-sign-ins.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the size of the demo, and where to serve it."""
    parser.add_argument("--matters", type=int, default=MATTERS, help=f"how many matters (default: {MATTERS})")
    parser.add_argument("--seed", type=int, default=SEED, help="the same seed builds the same province")
    parser.add_argument(
        "--rules", metavar="FAMILY", help="under other rules than DENGWEN_RULES, e.g. ew-police"
    )
    parser.add_argument("--no-serve", action="store_true", help="build only")
    serve.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Build the demo unless it stands already, then serve it."""
    if args.matters < 1:
        raise CommandError("--matters wants a number above 0.", code=2)
    _follow_rules(args.rules or family())
    bring_up_to_date()
    if _stands_already():
        print("The demo stands already.", flush=True)
    else:
        _build(args.matters, args.seed)
    if args.no_serve:
        return 0
    settings.DEMO = True
    return serve.serve(host=args.host, port=args.port, workers=args.workers, threads=args.threads)


def _follow_rules(rules: str) -> None:
    """Let this process, and the site that it starts, run the rules, language and zone of the demo's country."""
    if rules not in families():
        raise CommandError(f"There are no rules {rules!r}. Name one of: {', '.join(families())}", code=2)
    use_family(rules, overlay=overlay_file())
    country = word_list("country")
    os.environ["DENGWEN_RULES"] = rules
    for name, setting, word in (
        ("DENGWEN_LANGUAGE", "LANGUAGE_CODE", "language"), ("DENGWEN_TIME_ZONE", "TIME_ZONE", "time_zone"),
    ):  # fmt: skip
        if word in country and name not in os.environ:
            os.environ[name] = country[word]
            setattr(settings, setting, country[word])


def _stands_already() -> bool:
    """Say whether the database holds the demo; refuse when it holds anything else."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM organs_organ), EXISTS (SELECT 1 FROM cases_matter),"
            " EXISTS (SELECT 1 FROM staff_account), EXISTS"
            " (SELECT 1 FROM staff_account WHERE username = 'demo.registrar')"
        )
        organs, matters, accounts, demo = cursor.fetchone()
    if not (organs or matters or accounts):
        return False
    if demo and matters and (settings.DATA / SIGN_INS).is_file():
        return True
    raise CommandError(
        "This database is not empty and does not hold the demo. The demo mixes with nothing: name an empty data folder"
        " in DENGWEN_DATA, or an empty database in DATABASE_URL."
    )


def _build(matters: int, seed: int) -> None:
    began = time.monotonic()

    def say(words: str) -> None:
        print(f"{time.monotonic() - began:6.1f} s  {words}", flush=True)

    yesterday = local_day(now(), settings.TIME_ZONE) - timedelta(days=1)
    plan = Plan(matters, seed, yesterday, processes=min(_PROCESSES, os.cpu_count() or 1))
    outcome = build_demo(plan, sign_ins_file=settings.DATA / SIGN_INS, say=say)
    _analyze()
    _remind(say)
    say(f"done: {_summary(outcome)}")


def _remind(say: Callable[[str], None]) -> None:
    """Sweep once, as the worker will every morning; in a demo no mail leaves the machine."""
    swept = sweep(day=local_day(now(), settings.TIME_ZONE), at=now())
    mail_soon()
    say(f"{swept.reminders.total()} reminders; the worker writes mails into {settings.EMAIL_FILE_PATH}")


def _analyze() -> None:
    """Let PostgreSQL learn what it now holds."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def _summary(outcome: Outcome) -> str:
    refused = sum(outcome.refused.values())
    share = 100 * refused / max(1, outcome.done + refused + outcome.left)
    words = (
        f"{outcome.done} steps, {refused} refused ({share:.2f} %), {outcome.left} left undone behind those"
    )
    worst = ", ".join(f"{name} {count}" for name, count in outcome.refused.most_common(5))
    return f"{words}; {worst}" if worst else words
