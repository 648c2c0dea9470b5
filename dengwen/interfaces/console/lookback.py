"""``dengwen lookback recompute ROUND``: draw the sample of a look-back again and compare."""

import argparse
import sys

from dengwen.base.errors import Refusal
from dengwen.domains.closure.reads.lookback_recompute import recompute_everywhere
from dengwen.interfaces.kit.sentences import label, refusal_sentence


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command understands."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    recompute = deeds.add_parser(
        "recompute", help="draw a sample again from its seed and frozen population, and say what differs"
    )
    recompute.add_argument(
        "round", type=int, metavar="ROUND", help="the number in the address of the look-back"
    )


def run(args: argparse.Namespace) -> int:
    """Draw again as the owner; return 0 where all agrees, 1 where something differs, 2 where nothing can be drawn."""
    try:
        found = recompute_everywhere(lookback=args.round)
    except Refusal as refusal:
        print(f"dengwen lookback: {refusal_sentence(refusal)}", file=sys.stderr)
        return 2
    for what, detail in found:
        print(f"{label('lookback_differences', what)}: {detail}")
    if not found:
        print(f"Look-back {args.round}: drawn again, and the sample is the same.")
    return 1 if found else 0
