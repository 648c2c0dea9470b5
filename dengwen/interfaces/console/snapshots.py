"""``dengwen figures freeze``, ``list``, ``recompute``, ``indicators``, ``signs``, ``forecast``: frozen months."""

import argparse
import sys
import time
from collections.abc import Callable

from django.conf import settings
from django.db import connections

from dengwen.base.clock import local_day, now
from dengwen.domains.bulletins.reads.forecasts import outlook, sentence
from dengwen.domains.bulletins.reads.parquet import open_duckdb, quoted
from dengwen.domains.bulletins.reads.recompute import Recomputed, recompute
from dengwen.domains.bulletins.reads.snapshot_figures import shares
from dengwen.domains.bulletins.reads.snapshots import Snapshot, file_mistakes, snapshot_named, snapshots
from dengwen.domains.bulletins.rules.indicators import fact_shares, indicators, signals
from dengwen.domains.bulletins.rules.window import parse_month
from dengwen.domains.bulletins.verbs.freeze_snapshot import freeze_snapshot
from dengwen.foundation.permissions.actor import Actor, actor_of, load_actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.staff.reads.posts import posts_in_force
from dengwen.interfaces.console.failing import CommandError

_WAYS = {"ledger": "the ledger", "rows": "the rows of the cases"}


def _freeze(args: argparse.Namespace) -> int:
    month = parse_month(args.month or "")
    if month is None:
        raise CommandError("Name the month that is to be frozen: --month 2026-10", code=2)
    began = time.monotonic()
    frozen = freeze_snapshot(month=month, actor=_actor(args.acting_as or ""), at=now(), reason=args.reason)
    print(f"{_line(frozen)}\nfrozen in {time.monotonic() - began:.1f} s, in {frozen.folder}")
    for each in frozen.manifest["differences"]:
        print(f"  {_difference(each)}")
    return 0


def _actor(wanted: str) -> Actor:
    today = local_day(now(), settings.TIME_ZONE)
    if wanted.isdigit():
        return load_actor(int(wanted), today)
    posts = [actor_of(post) for post in posts_in_force(today).filter(account__username=wanted)]
    fit = [actor for actor in posts if actor.has(Right.FREEZE_FIGURES)]
    if len(fit) != 1:
        raise CommandError(
            f"{len(fit)} posts of {wanted!r} may freeze figures; name one post of a campaign office: --as USER",
            code=2,
        )
    return fit[0]


def _list(args: argparse.Namespace) -> int:
    del args
    wrong = 0
    for each in snapshots("owner"):
        mistakes = file_mistakes(each)
        wrong += bool(mistakes)
        print(_line(each) + (f"  does not hold: {', '.join(mistakes)}" if mistakes else ""))
    return 1 if wrong else 0


def _line(snapshot: Snapshot) -> str:
    rows = snapshot.manifest["rows"]["matters"]
    reason = snapshot.manifest["reason"]
    words = f"{snapshot.name}  {rows} cases as of {snapshot.manifest['as_of']}  {snapshot.digest}"
    return f"{words}  ({reason})" if reason else words


def _recompute(args: argparse.Namespace) -> int:
    """Say whether the snapshot holds; 1 where it does not, with each case that differs."""
    snapshot = snapshot_named(args.snapshot, "owner")
    found = recompute(snapshot)
    for mistake in found.mistakes:
        print(f"{snapshot.name}: {mistake} is not what was signed")
    for way, words in _WAYS.items():
        print(f"{snapshot.name}: {'same bytes' if found.same[way] else 'OTHER BYTES'} from {words}")
    _say_where(found)
    return 0 if found.holds else 1


def _say_where(found: Recomputed) -> None:
    for way, each_way in found.differing.items():
        for each in each_way:
            print(f"  {_WAYS[way]}: {_difference(each)}")
    if not found.holds:
        print("Run: dengwen ledger verify", file=sys.stderr)


def _difference(each: dict[str, object]) -> str:
    number = ""
    if each["table"] != "organs":
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT number FROM cases_matter WHERE id = %s::bigint", [str(each["id"])])
            row = cursor.fetchone()
        number = f" ({row[0]})" if row and row[0] else ""
    place = f"{each['table']} {each['id']}{number}"
    if each["column"] in ("missing", "added"):
        return f"{place}: {each['column']}"
    return f"{place}: {each['column']} was {each['was']}, is {each['is']}"


def _organ(snapshot: Snapshot, code: str) -> int:
    with open_duckdb() as db:
        file = quoted(snapshot.folder / "organs.parquet")
        rows = db.execute(f"SELECT id FROM {file} WHERE code = ?", [code]).fetchall()  # noqa: S608 - our own path
    if not rows:
        raise CommandError("Name an organ of the snapshot: --organ CODE", code=2)
    return int(rows[0][0])


def _measure(args: argparse.Namespace) -> int:
    """Print the indicators, the signs or the three facts of an organ with all below it, each with its definition."""
    snapshot = snapshot_named(args.snapshot, "owner")
    wanted = {"signs": signals, "facts": fact_shares}.get(args.deed, indicators)()
    found = {each.indicator: each for each in shares(snapshot, wanted, [_organ(snapshot, args.organ or "")])}
    for each in wanted:
        number = found.get(each.id)
        told = f"{number.numerator} / {number.denominator}" if number else "0 / 0"
        if number and number.denominator >= each.least:
            told += f" = {number.percent} %"
        print(f"{each.code.label(args.language)}: {told}\n    {each.words('definition', args.language)}")
    return 0


def _forecast(args: argparse.Namespace) -> int:
    """Print the sentence of the forecast for an organ and all below it."""
    snapshot = snapshot_named(args.snapshot, "owner")
    if args.by_day is None:
        raise CommandError("Name the day of the target: --until 2026-12-31", code=2)
    organ = _organ(snapshot, args.organ or "")
    print(sentence(outlook(snapshot, organ=organ, by=args.by_day, target=args.target / 100), args.language))
    return 0


DEEDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "freeze": _freeze, "list": _list, "recompute": _recompute, "indicators": _measure, "signs": _measure,
    "facts": _measure, "forecast": _forecast,
}  # fmt: skip
