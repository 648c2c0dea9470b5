"""``dengwen matching``: prove that every matter can be found by its words, and make what lacks."""

import argparse

from dengwen.domains.matching.verbs.sweep import sweep


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command understands."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    deeds.add_parser("sweep", help="give every matter the keys it is found by, and count the common ones")


def run(_args: argparse.Namespace) -> int:
    """Sweep; return 0."""
    swept = sweep()
    print(
        f"{swept.made} matters had no keys and have them now; {swept.empty} have words without any. "
        f"{swept.common} keys are too common to find anything by."
    )
    return 0
