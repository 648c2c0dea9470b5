"""``dengwen ledger verify``: every chain, and every row of every case against its stream."""

import argparse
import sys
import time

from dengwen.domains.cases.reads.verify_rows import verify_everything


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command understands."""
    parser.add_argument("what", choices=["verify"], help="verify: check everything; exit code 1 when it is not whole")


def run(args: argparse.Namespace) -> int:
    """Print each finding in a line, then how many there were; needs the owner's role."""
    started = time.monotonic()
    findings = 0
    for finding in verify_everything("owner"):
        findings += 1
        print(finding)
    took = time.monotonic() - started
    if findings:
        print(f"{findings} findings in {took:.1f} s: the ledger or the cases were changed.", file=sys.stderr)
        return 1
    print(f"Clean: every stream is whole and every row says what its stream says ({took:.1f} s).")
    return 0
