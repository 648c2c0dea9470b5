"""``dengwen calendar``: hand in a holiday notice, and count the running limits again."""

import argparse
import sys
import time
from pathlib import Path

from django.conf import settings

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.deadlines.reads.notices import adopted_notices, matters_still_waiting
from dengwen.domains.deadlines.verbs.adopt_notice import adopt_notice
from dengwen.domains.deadlines.verbs.recompute_clocks import recompute_clocks
from dengwen.foundation.calendar.notice import WORKED, Notice, read_notice
from dengwen.foundation.calendar.working_days import CALENDARS
from dengwen.foundation.permissions.actor import Actor, actor_of, load_actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.staff.reads.posts import posts_in_force
from dengwen.interfaces.console.failing import CommandError
from dengwen.interfaces.kit.sentences import refusal_sentence


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the deeds of the calendar."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    deeds.add_parser("list", help="show the notices that were adopted")
    check = deeds.add_parser("check", help="say what is wrong with a notice; nothing is changed")
    adopt = deeds.add_parser("adopt", help="adopt a notice, then count the running limits again")
    again = deeds.add_parser("recompute", help="count the running limits again, where a run was stopped")
    for deed in (check, adopt):
        deed.add_argument("file", type=Path, metavar="FILE", help="CSV with the columns date,kind,holiday")
        deed.add_argument(
            "--calendar",
            default="cn",
            metavar="NAME",
            help=f"one of {', '.join(sorted(CALENDARS))} (default: cn)",
        )
    for deed in (adopt, again):
        deed.add_argument(
            "--as", dest="acting_as", required=True, metavar="USER", help="user name or post that adopts it"
        )


def run(args: argparse.Namespace) -> int:
    """Do the deed; 1 when a notice is wrong or limits are left that this post does not see."""
    if args.deed == "list":
        return _list()
    if args.deed == "recompute":
        return _recompute(_actor(args.acting_as))
    text = args.file.read_text(encoding="utf-8-sig")
    notice, problems = read_notice(text, calendar=args.calendar)
    for problem in problems:
        print(f"{args.file}: {refusal_sentence(problem)}", file=sys.stderr)
    if problems:
        return 1
    print(_words(notice))
    if args.deed == "check":
        return 0
    actor = _actor(args.acting_as)
    adopt_notice(text=text, file_name=args.file.name, calendar=args.calendar, actor=actor, at=now())
    print("Adopted. From now on every limit is counted with it.")
    return _recompute(actor)


def _words(notice: Notice) -> str:
    worked = sum(said == WORKED for said in notice.days.values())
    years = ", ".join(map(str, notice.years))
    return f"{years}: {len(notice.days) - worked} weekdays off, {worked} make-up days. Nothing is wrong."


def _list() -> int:
    rows = adopted_notices()
    for row in rows:
        years = ", ".join(map(str, row.years))
        print(
            f"{row.number}  {row.calendar}  {years}  {row.file_name}  adopted {row.adopted_at:%Y-%m-%d %H:%M} UTC"
        )
    if not rows:
        print("No notice was adopted; the calendar that is built in holds.")
    return 0


def _actor(wanted: str) -> Actor:
    today = local_day(now(), settings.TIME_ZONE)
    if wanted.isdigit():
        try:
            return load_actor(int(wanted), today)
        except Refusal as refusal:
            raise CommandError(str(refusal_sentence(refusal))) from refusal
    posts = [actor_of(post) for post in posts_in_force(today).filter(account__username=wanted)]
    fit = [actor for actor in posts if actor.has(Right.ADOPT_NOTICE)]
    if len(fit) == 1:
        return fit[0]
    if fit:
        listed = "; ".join(f"--as {actor.post} ({actor.role}, {actor.organ_name})" for actor in fit)
        raise CommandError(f"{wanted} holds several posts that may adopt a notice; choose one: {listed}")
    raise CommandError(
        f"{wanted!r} holds no post that may adopt a notice; that is for the campaign office of the highest organ here."
    )


def _recompute(actor: Actor) -> int:
    began, after, looked_at, changed = time.monotonic(), 0, 0, 0
    while True:
        batch = recompute_clocks(actor=actor, at=now(), after=after)
        if batch.after is None:
            break
        after, looked_at, changed = batch.after, looked_at + batch.looked_at, changed + batch.changed
        if sys.stderr.isatty():
            print(
                f"\r{looked_at} cases looked at, {changed} changed ...", end="", file=sys.stderr, flush=True
            )
    seconds = time.monotonic() - began
    print(f"{looked_at} cases looked at, {changed} changed in {seconds:.1f} s.")
    waiting = matters_still_waiting()
    if waiting:
        print(
            f"{waiting} more cases wait that {actor.name} does not see. Run `dengwen calendar recompute --as` with a "
            "post of an organ above them.",
            file=sys.stderr,
        )
    return 1 if waiting else 0
