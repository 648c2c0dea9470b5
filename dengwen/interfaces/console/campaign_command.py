"""``dengwen campaign run PACK``: a whole campaign on an empty database, day by day on a simulated calendar."""

import argparse
import time
from datetime import date, timedelta
from pathlib import Path

from django.db import connections

from dengwen.foundation.rulebook.campaign_file import campaign_pack
from dengwen.foundation.rulebook.shape import UnknownCodeError
from dengwen.interfaces.console.campaign_run.press import last_due
from dengwen.interfaces.console.campaign_run.running import RunPlan, run_campaign
from dengwen.interfaces.console.failing import CommandError
from dengwen.interfaces.console.migrate import bring_up_to_date

MATTERS, SEED = 20_000, 2011


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command understands."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    run_ = deeds.add_parser(
        "run", help="run a whole campaign in an invented province, day by day, through the doors of the house"
    )
    run_.add_argument("pack", metavar="PACK", help="the campaign, as special-governance-2011")
    run_.add_argument("--matters", type=int, default=MATTERS, help=f"how many cases (default: {MATTERS})")
    run_.add_argument("--seed", type=int, default=SEED, help="the same seed gives the same figures")
    run_.add_argument(
        "--from",
        dest="first",
        type=date.fromisoformat,
        metavar="DAY",
        help="first day that is lived day by day",
    )
    run_.add_argument(
        "--until",
        dest="last",
        type=date.fromisoformat,
        metavar="DAY",
        help="last day (default: what is owed last)",
    )
    run_.add_argument(
        "--register", type=Path, metavar="FILE", help="take the cases of this register over instead"
    )
    run_.add_argument("--mapping", type=Path, metavar="MAP.toml", help="for --register: which column is what")
    run_.add_argument(
        "--organs",
        type=Path,
        metavar="LIST.csv",
        help="for --register: its organs, founded beside the invented ones",
    )


def run(args: argparse.Namespace) -> int:
    """Run it; 0 where everything owed came out and the ledger holds, 1 where not, 2 where it cannot be run."""
    plan = _plan(args)
    bring_up_to_date()
    _check_empty()
    began = time.monotonic()

    def say(words: str) -> None:
        print(f"{time.monotonic() - began:7.1f} s  {words}", flush=True)

    account = run_campaign(plan, say=say)
    for name, value in account.table():
        print(f"{name:50}  {value}")
    say("whole" if account.whole else "NOT WHOLE: see what is not there, and what the ledger says")
    return 0 if account.whole else 1


def _plan(args: argparse.Namespace) -> RunPlan:
    if args.matters < 1:
        raise CommandError("--matters wants a number above 0.", code=2)
    if len({bool(args.register), bool(args.mapping), bool(args.organs)}) > 1:
        raise CommandError("--register, --mapping and --organs go together; see examples/.", code=2)
    try:
        pack = campaign_pack(args.pack)
    except UnknownCodeError:
        raise CommandError(f"There is no campaign {args.pack!r}. Run: dengwen rules list", code=2) from None
    last = last_due(pack) + timedelta(days=1)
    first = args.first or pack.starts
    if first > pack.starts:
        raise CommandError(
            f"The campaign starts on {pack.starts}: --from wants that day or an earlier one.", code=2
        )
    return RunPlan(
        args.pack, args.matters, args.seed, first, args.last or last, args.register, args.mapping, args.organs
    )


def _check_empty() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM organs_organ), EXISTS (SELECT 1 FROM cases_matter)")
        if any(cursor.fetchone()):
            raise CommandError(
                "This database is not empty. The run mixes with nothing: name an empty data folder in DENGWEN_DATA, or"
                " an empty database in DATABASE_URL."
            )
