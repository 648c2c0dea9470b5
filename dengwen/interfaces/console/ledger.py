"""``dengwen ledger verify``."""

import argparse
import sys
import time
from itertools import chain

from django.db import connections

from dengwen.domains.campaigns.reads.verify_campaigns import verify_campaigns
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.foundation.ledger.reads.verify_chains import Finding

_EVERY = 0.5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the deeds of the ledger."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    deeds.add_parser(
        "verify", help="find every altered, missing, moved or back-dated entry, and every row that disagrees"
    )


def run(args: argparse.Namespace) -> int:
    """Verify; 1 when anything was found."""
    del args  # there is one deed
    began, found = time.monotonic(), 0
    progress = _Progress()
    for finding in chain(verify_everything(on_stream=progress.step), verify_campaigns()):
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
