"""``dengwen records``: remove what is left on the disk of files that were disposed of."""

import argparse

from dengwen.domains.letters.verbs.remove_file import remove_left_over


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command understands."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    deeds.add_parser(
        "tidy", help="remove documents of files that were disposed of and that no other file needs"
    )


def run(_args: argparse.Namespace) -> int:
    """Remove them; return 0."""
    print(f"{remove_left_over()} documents of files that were disposed of were removed from the disk.")
    return 0
