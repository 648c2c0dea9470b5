"""``dengwen ledger``: verify it, put what waits into the log, hand out its heads, change the signing key."""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.db import connections

from dengwen.base.clock import now
from dengwen.base.receipts import HEADS
from dengwen.domains.bulletins.reads.verify_publications import verify_publications
from dengwen.domains.campaigns.reads.verify_campaigns import verify_campaigns
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.linkage.reads.verify_linkage import verify_linkage
from dengwen.domains.supervision.reads.verify_supervision import verify_supervision
from dengwen.foundation.ledger.reads.log import heads_to_deposit
from dengwen.foundation.ledger.reads.verify_chains import Finding
from dengwen.foundation.ledger.reads.verify_log import verify_log
from dengwen.foundation.ledger.verbs.sequence_entries import rotate_key, sequence_all

_EVERY = 0.5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the deeds of the ledger."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    verify = deeds.add_parser(
        "verify", help="find every altered, missing, moved or back-dated entry, and every row that disagrees"
    )
    verify.add_argument(
        "--against", type=Path, metavar="HEADS", help="a file of signed heads that was deposited elsewhere"
    )
    deeds.add_parser("sequence", help="put every entry that waits into the log, and sign its head")
    heads = deeds.add_parser(
        "heads", help="write the signed heads, each proved to begin the next, to deposit them"
    )
    heads.add_argument("--out", type=Path, metavar="FILE", help="where to write; without it they are printed")
    heads.add_argument(
        "--after", type=int, default=0, metavar="SIZE", help="only what follows the head of that size"
    )
    deeds.add_parser("rotate-key", help="sign with a new key from now on; the old one vouches for it")


def run(args: argparse.Namespace) -> int:
    """Do the deed; 1 when verifying found anything."""
    if args.deed == "sequence":
        return _sequence()
    if args.deed == "heads":
        return _heads(args.out, args.after)
    if args.deed == "rotate-key":
        print(f"From now on the key {rotate_key(at=now())} signs. Make its id known with the next bulletin.")
        return 0
    return _verify(args.against)


def _sequence() -> int:
    added = sequence_all(clock=now, whole=True)
    print(f"{added} entries were put into the log.")
    return 0


def _heads(out: Path | None, after: int) -> int:
    heads = heads_to_deposit(after=after)
    text = json.dumps(heads, ensure_ascii=False, indent=1)
    if out is None:
        print(text)
        return 0
    out.write_text(text + "\n", encoding="utf-8")
    newest = heads["heads"][-1]["size"] if heads["heads"] else 0
    print(f"{len(heads['heads'])} heads, the newest of {newest} entries, were written to {out}.")
    return 0


def _findings(progress: "_Progress", against: Path | None) -> Iterator[Finding]:
    deposited = json.loads(against.read_text(encoding="utf-8")) if against else None
    if deposited is not None and deposited.get("format") != HEADS:
        raise ValueError("no heads")
    yield from verify_everything(on_stream=progress.step)
    yield from verify_campaigns()
    yield from verify_linkage()
    yield from verify_supervision()
    yield from verify_publications()
    yield from verify_log(deposited=deposited)


def _verify(against: Path | None) -> int:
    try:
        return _say(against)
    except (OSError, ValueError, KeyError) as problem:
        if against is None:
            raise
        print(
            f"{against} is not a file of heads as `dengwen ledger heads` writes it ({problem}).",
            file=sys.stderr,
        )
        return 2


def _say(against: Path | None) -> int:
    began, found = time.monotonic(), 0
    progress = _Progress()
    for finding in _findings(progress, against):
        found += 1
        progress.clear()
        print(_line(finding), flush=True)
    progress.clear()
    seconds = time.monotonic() - began
    word = "nothing is wrong" if not found else f"{found} {'finding' if found == 1 else 'findings'}"
    print(f"{progress.streams} streams, {progress.entries} entries checked in {seconds:.1f} s: {word}.")
    return 1 if found else 0


def _line(finding: Finding) -> str:
    number = _number(finding.subject) if finding.kind == "case" else None
    if number is None or number in finding.detail:
        return str(finding)
    return f"{finding} ({number})"


def _number(case: int) -> str | None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT number FROM cases_matter WHERE id = %s", [case])
        row = cursor.fetchone()
    return str(row[0]) if row and row[0] else None


class _Progress:
    """Says on a terminal how far the work is."""

    def __init__(self) -> None:
        self.streams = self.entries = 0
        self._shown, self._on_terminal = 0.0, sys.stderr.isatty()

    def step(self, entries: int) -> None:
        """Count a stream with ``entries`` entries."""
        self.streams += 1
        self.entries += entries
        if self._on_terminal and time.monotonic() - self._shown > _EVERY:
            self._shown = time.monotonic()
            print(
                f"\r{self.streams} streams, {self.entries} entries ...", end="", file=sys.stderr, flush=True
            )

    def clear(self) -> None:
        """Wipe the line of progress, so that a finding stands alone."""
        if self._on_terminal:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
