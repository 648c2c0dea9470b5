"""``dengwen search``: write the words that wait, and prove that every matter is found by what it says."""

import argparse
import sys

from dengwen.domains.search.verbs.sweep import sweep, write_waiting


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command understands."""
    parser.add_argument(
        "deed",
        choices=("sweep", "write"),
        help="sweep: compare the words of every matter with its texts and mend what differs; write: only what waits",
    )
    parser.add_argument(
        "--after",
        type=int,
        default=0,
        metavar="ID",
        help="go on behind this matter (default: from the first)",
    )


def run(args: argparse.Namespace) -> int:
    """Do it and say what was done; what differed was mended, which is no failure."""
    if args.deed == "write":
        sys.stdout.write(f"{write_waiting()} matters written\n")
        return 0
    swept = sweep(after=args.after)
    sys.stdout.write(f"{swept.looked} matters looked at, {swept.written} written\n")
    return 0
